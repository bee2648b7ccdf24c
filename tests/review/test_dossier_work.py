import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import samples
from domain.errors import RequestError, UnknownRecordError
from regulations.profile import load_profile
from review.assembly import Workbench
from review.dossier_work import DossierId, DossierWork, StoredDocument
from review.settings import Settings

MARKER = b"zebrafinch-4711"
TEXT = b"# Risk management plan\n\nThe plan names a person responsible. " + MARKER + b"\n"


def nothing(_done: int, _all: int, _what: str) -> None:
    """Progress that nobody looks at."""


@pytest.fixture
def at_work(tmp_path: Path) -> Iterator[DossierWork]:
    with Workbench(Settings(data=tmp_path / "data")) as bench:
        yield DossierWork(bench)


@pytest.fixture
def dossier(at_work: DossierWork) -> DossierId:
    return at_work.bench.store.create_dossier("one")


def zipped(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def test_one_bad_file_is_named_and_the_rest_is_read(
    at_work: DossierWork, dossier: DossierId
) -> None:
    files = [("a.md", TEXT), ("b.pdf", b"%PDF-1.7 broken"), ("c.zip", b"PK\x03\x04 broken")]
    failures = at_work.add_files(dossier, files, nothing)
    assert {failure.name for failure in failures} == {"b.pdf", "c.zip"}
    kept = {document.name: document for document in at_work.documents(dossier)}
    assert kept["a.md"].parsed is not None
    assert kept["b.pdf"].failure is not None
    assert kept["c.zip"].failure is not None
    assert len(at_work.corpus(dossier).failures) == 2


def test_an_archive_is_kept_as_its_members(at_work: DossierWork, dossier: DossierId) -> None:
    data = zipped({"x/a.md": TEXT, "inner.zip": zipped({"b.md": TEXT}), "../out.md": TEXT})
    at_work.add_files(dossier, [("all.zip", data)], nothing)
    read = [document.name for document in at_work.documents(dossier) if document.parsed]
    failed = [document.name for document in at_work.documents(dossier) if document.failure]
    assert read == ["all.zip/x/a.md"]
    assert len(failed) == 2


def test_what_was_kept_and_not_read_is_read_later(at_work: DossierWork, dossier: DossierId) -> None:
    at_work.bench.store.add_document(dossier, "a.md", TEXT)
    assert at_work.corpus(dossier).failures
    at_work.read_waiting(dossier, nothing)
    assert not at_work.corpus(dossier).failures


def test_what_changes_while_documents_are_listed_is_seen(
    at_work: DossierWork, dossier: DossierId, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page lists the documents while another thread reads them."""
    store = at_work.bench.store
    store.add_document(dossier, "a.md", TEXT)
    listing = store.documents

    def overtaken(asked: DossierId) -> list[StoredDocument]:
        listed = listing(asked)
        monkeypatch.undo()
        at_work.read_waiting(dossier, nothing)
        return listed

    monkeypatch.setattr(store, "documents", overtaken)
    assert not at_work.documents(dossier)[0].parsed
    assert at_work.documents(dossier)[0].parsed


def test_what_another_process_changes_is_seen(at_work: DossierWork, dossier: DossierId) -> None:
    other = DossierWork(at_work.bench)
    assert not at_work.documents(dossier)
    other.add_files(dossier, [("a.md", TEXT)], nothing)
    assert at_work.documents(dossier) == other.documents(dossier) != []


def test_a_chosen_type_counts_until_it_is_taken_back(
    at_work: DossierWork, dossier: DossierId
) -> None:
    at_work.add_files(dossier, [("a.md", TEXT)], nothing)
    document = at_work.documents(dossier)[0]
    assert document.type_code == "RMP"
    at_work.set_type(dossier, document.id, "IFU")
    assert at_work.corpus(dossier).types[document.id] == "IFU"
    at_work.set_type(dossier, document.id, None)
    assert at_work.corpus(dossier).types[document.id] == "RMP"


def test_a_review_says_what_is_missing(at_work: DossierWork, dossier: DossierId) -> None:
    with pytest.raises(RequestError, match="Device page"):
        at_work.review(dossier, nothing)
    at_work.bench.store.set_profile(dossier, load_profile(samples.device_path()))
    with pytest.raises(RequestError, match="Documents page"):
        at_work.review(dossier, nothing)


def test_a_deleted_dossier_leaves_no_word_behind(
    at_work: DossierWork, dossier: DossierId, tmp_path: Path
) -> None:
    at_work.add_files(dossier, [("a.md", TEXT)], nothing)
    assert at_work.documents(dossier)
    at_work.delete(dossier)
    with pytest.raises(UnknownRecordError):
        at_work.documents(dossier)
    assert not any(MARKER in file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())


def test_a_question_leaves_an_index_that_goes_with_the_dossier(
    at_work: DossierWork, dossier: DossierId, tmp_path: Path
) -> None:
    at_work.add_files(dossier, [("a.md", TEXT)], nothing)
    answer, _ = at_work.ask("Which person is responsible for the plan?", dossier)
    again, _ = at_work.ask("Which person is responsible for the plan?", dossier)
    assert answer == again
    assert any(statement.text.startswith("The plan names") for statement in answer.statements)
    assert at_work.bench.store.index_folder(dossier).is_dir()
    at_work.delete(dossier)
    assert not [path for path in (tmp_path / "data" / "index").rglob("*") if path.is_file()]
    assert kept_vectors(at_work) == 0


def test_vectors_of_loose_documents_go_with_a_dossier(
    at_work: DossierWork, dossier: DossierId, tmp_path: Path
) -> None:
    (tmp_path / "a.md").write_bytes(TEXT)
    at_work.bench.map(at_work.bench.read([tmp_path / "a.md"]), 3)
    assert kept_vectors(at_work)
    at_work.delete(dossier)
    assert kept_vectors(at_work) == 0


def kept_vectors(at_work: DossierWork) -> int:
    with at_work.bench.store._database.read() as connection:
        rows = connection.exec_driver_sql("SELECT count(*) FROM vectors")
        return int(rows.scalar_one())


def test_the_sample_is_made_once(at_work: DossierWork) -> None:
    profile = load_profile(samples.device_path())
    first, made = at_work.found_or_made("Sample", profile)
    assert made
    assert at_work.found_or_made("Sample", profile) == (first, False)
