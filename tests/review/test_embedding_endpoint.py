"""A whole dossier with a server in place of the packaged model, and back again."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from pydantic import SecretStr

import samples
from domain.errors import ModelSettingError, ModelUnreachableError
from domain.finding import Review
from regulations.catalogue import load_catalogue
from regulations.profile import load_profile
from retrieval.mapping import obligation_text
from review.assembly import Workbench
from review.doctor import examine
from review.dossier_work import DossierId, DossierWork
from review.settings import Settings
from tests.prompts.openai_server import Canned, Replay, replaying

LENGTH = 32
KEY = "k3y-of-the-server"
FIRST = (
    b"# Oversight\n\nThe training of users explains the limitations of the model to overseers.\n"
)
OTHER = b"# Logs\n\nThe logs of each use are kept for twelve months. Anybody can read them.\n"
QUESTION = "Who explains the limitations of the model?"


def by_letters(request: Mapping[str, object]) -> Canned:
    """Texts with the same words are near each other; no two models agree on more."""
    texts = request["input"]
    assert isinstance(texts, list)
    rows = [{"index": n, "embedding": vector(text)} for n, text in enumerate(texts)]
    return Canned(body=json.dumps({"data": rows}))


def vector(text: str) -> list[float]:
    counts = Counter(sum(word.encode()) % LENGTH for word in text.lower().split())
    return [float(counts[n]) + 0.01 for n in range(LENGTH)]


@pytest.fixture
def server() -> Iterator[Replay]:
    with replaying(by_letters) as running:
        yield running


def settings(folder: Path, server: Replay | None) -> Settings:
    if server is None:
        return Settings(data=folder)
    return Settings(
        data=folder,
        embeddings_url=server.url,
        embeddings_model="letters",
        embeddings_dimensions=LENGTH,
        embeddings_key=SecretStr(KEY),
    )


def reviewed(work: DossierWork, dossier: DossierId) -> Review:
    return work.review(dossier, lambda *_: None)


def made(work: DossierWork, name: str, text: bytes) -> DossierId:
    dossier = work.bench.store.create_dossier(name, load_profile(samples.device_path()))
    work.add_files(dossier, [(f"{name}.md", text)], lambda *_: None)
    return dossier


def sent(server: Replay) -> list[str]:
    return [text for request in server.requests for text in request["input"]]  # type: ignore[attr-defined]


def test_a_dossier_is_reviewed_and_asked_over_it(tmp_path: Path, server: Replay) -> None:
    with Workbench(settings(tmp_path, server)) as bench:
        work = DossierWork(bench)
        found = reviewed(work, made(work, "one", FIRST))
        assert found.manifest.embedding == f"endpoint letters at {server.url} (32 numbers)"
        assert found.manifest.assessor.endswith("examples not used)")
        assert {f.assessor for f in found.findings} >= {found.manifest.assessor}
        catalogue = {obligation_text(row) for row in load_catalogue().obligations.values()}
        assert catalogue <= set(sent(server))
        before = len(sent(server))

        other = made(work, "two", OTHER)
        reviewed(work, other)
        assert not catalogue & set(sent(server)[before:])
        assert len(sent(server)) == len(set(sent(server)))

        answered, _ = work.ask(QUESTION, other)
        assert answered == work.ask(QUESTION, other)[0]
    assert set(server.keys) == {f"Bearer {KEY}"}
    everything = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert KEY.encode() not in everything


def test_back_on_the_packaged_model_nothing_of_the_server_is_used(
    tmp_path: Path, server: Replay
) -> None:
    with Workbench(settings(tmp_path / "mixed", server)) as bench:
        work = DossierWork(bench)
        dossier = made(work, "one", FIRST)
        reviewed(work, dossier)
        work.ask(QUESTION, dossier)
    asked = len(server.requests)
    with Workbench(settings(tmp_path / "mixed", None)) as bench:
        work = DossierWork(bench)
        again, answered = reviewed(work, dossier), work.ask(QUESTION, dossier)[0]
    with Workbench(settings(tmp_path / "pure", None)) as bench:
        work = DossierWork(bench)
        pure = made(work, "one", FIRST)
        assert again == reviewed(work, pure)
        assert answered == work.ask(QUESTION, pure)[0]
    assert "examples not used" not in again.manifest.assessor
    assert len(server.requests) == asked


def test_a_server_that_is_gone_ends_the_review_with_its_name(tmp_path: Path) -> None:
    with replaying(by_letters) as server:
        given = settings(tmp_path, server)
        with Workbench(given) as bench:
            work = DossierWork(bench)
            dossier = made(work, "one", FIRST)
            reviewed(work, dossier)
    with Workbench(given) as bench:
        work = DossierWork(bench)
        work.add_files(dossier, [("two.md", OTHER)], lambda *_: None)
        with pytest.raises(ModelUnreachableError, match="no server answered for letters"):
            reviewed(work, dossier)


def test_half_a_setting_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelSettingError, match="CITEMARK_EMBEDDINGS_MODEL"):
        Workbench(Settings(data=tmp_path, embeddings_url="http://127.0.0.1:9/v1"))
    assert not list(tmp_path.iterdir())


def test_the_doctor_asks_it_and_says_what_it_costs(tmp_path: Path, server: Replay) -> None:
    given = settings(tmp_path, server)
    told = {check.name: check for check in examine(given, call=True)}["embedding model"]
    assert told.ok
    assert "gives vectors of 32 numbers" in told.detail
    assert "learned" in told.detail
    wrong = given.model_copy(update={"embeddings_dimensions": 1})
    told = {check.name: check for check in examine(wrong, call=True)}["embedding model"]
    assert not told.ok
    assert "of 32 numbers, and CITEMARK_EMBEDDINGS_DIMENSIONS is 1" in told.detail
    asked = len(server.requests)
    assert {c.name: c for c in examine(wrong)}["embedding model"].ok
    assert len(server.requests) == asked
    assert KEY not in f"{given!r} {examine(given, call=True)}"
