"""Each file of a dossier's index cut, flipped or lost: noticed, built again, the same found."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from domain.errors import IndexDamagedError
from domain.finding import Answer
from retrieval.vectors import VectorIndex
from review.assembly import Workbench
from review.dossier_work import DossierId, DossierWork
from review.settings import Settings
from tests.faults.making import nothing

QUESTIONS = ("Who keeps record 7?", "What sounds when the sensor of unit 21 is lost?")


@pytest.fixture(scope="module")
def at_work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DossierWork]:
    with Workbench(Settings(data=tmp_path_factory.mktemp("data"))) as bench:
        yield DossierWork(bench)


@pytest.fixture(scope="module")
def dossier(at_work: DossierWork) -> DossierId:
    made = at_work.bench.store.create_dossier("d")
    words = [
        f"# Unit {n}\n\nThe alarm of unit {n} sounds when its sensor is lost. "
        f"Record {n} is kept by the person who is named in plan {n}.\n"
        for n in range(40)
    ]
    files = [(f"{n}.md", text.encode()) for n, text in enumerate(words)]
    at_work.add_files(made, files, nothing)
    return made


def answers(at_work: DossierWork, dossier: DossierId) -> list[Answer]:
    return [at_work.ask(question, dossier)[0] for question in QUESTIONS]


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(bytes(data))


HARMS = (empty, cut, flip, Path.unlink)


def test_harm_to_any_file_is_mended_and_nothing_is_lost(
    at_work: DossierWork,
    dossier: DossierId,
    amount: Callable[[int, int], int],
    figure: Callable[[str], None],
) -> None:
    expected = answers(at_work, dossier)
    assert all(len(answer.retrieved) >= 10 for answer in expected)
    folder = at_work.bench.store.index_folder(dossier)
    embedder = at_work.bench.embedder
    files = [p.relative_to(folder) for p in folder.rglob("*") if p.is_file()]
    files = sorted(path for path in files if path.suffix != ".lock" and not _is_empty(folder, path))
    harmed = [(path, harm) for path in files for harm in HARMS]
    step = max(1, len(harmed) // amount(3, 1000))
    for path, harm in harmed[::step]:
        harm(same(folder, path))
        with pytest.raises(IndexDamagedError):
            VectorIndex.open(folder, embedder.name, embedder.dimensions)
        assert answers(at_work, dossier) == expected
    shutil.rmtree(folder)
    assert answers(at_work, dossier) == expected
    assert at_work.rebuild_index(dossier, nothing) == 40
    assert answers(at_work, dossier) == expected
    count = len(harmed[::step]) + 1
    figure(f"index destroyed in {count} ways: all noticed, built again, the same places found")


def same(folder: Path, path: Path) -> Path:
    """The file of that name, also after a rebuild has given its folder another name."""
    return folder / path if len(path.parts) == 1 else next(folder.glob(f"*/{path.name}"))


def _is_empty(folder: Path, path: Path) -> bool:
    return not (folder / path).stat().st_size
