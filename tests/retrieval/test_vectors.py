import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from domain.errors import IndexDamagedError, StoreError, StoreLockedError
from retrieval.embedding import Vectors
from retrieval.hybrid import ExactIndex
from retrieval.vectors import VectorIndex

COUNT = 2300
"""More than Chroma takes before it writes its own files."""


def unit(count: int, seed: int = 0) -> Vectors:
    vectors = np.random.default_rng(seed).normal(size=(count, 32)).astype(np.float32)
    normalised: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return normalised


def names(count: int) -> list[str]:
    return [f"passage-{number}" for number in range(count)]


@pytest.fixture(scope="session")
def closed_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kept") / "index"
    with VectorIndex.open(folder, "passages", 32) as index:
        index.add(names(COUNT), unit(COUNT))
    return folder


@pytest.fixture
def folder(closed_index: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(closed_index, tmp_path / "index"))


def test_search_agrees_with_comparing_all(folder: Path) -> None:
    exact = ExactIndex(tuple(names(COUNT)), unit(COUNT))
    with VectorIndex.open(folder, "passages", 32) as index:
        for query in unit(25, seed=1):
            found, expected = index.search(query, 10), exact.search(query, 10)
            assert [hit.id for hit in found] == [hit.id for hit in expected]
            assert [hit.score for hit in found] == pytest.approx(
                [hit.score for hit in expected], abs=1e-5
            )


def test_reopened_it_holds_the_same(folder: Path) -> None:
    with VectorIndex.open(folder, "passages", 32) as index:
        index.delete(["passage-0", "passage-7", "unknown"])
        before = index.search(unit(1)[0], 5)
    with VectorIndex.open(folder, "passages", 32) as index:
        assert index.count() == COUNT - 2
        assert index.ids() == frozenset(names(COUNT)) - {"passage-0", "passage-7"}
        assert index.search(unit(1)[0], 5) == before


def test_ensure_brings_it_to_exactly_that(folder: Path) -> None:
    vectors = unit(COUNT)
    wanted = ["new", *names(COUNT)[5:50]]
    changed = np.vstack([vectors[0], vectors[49], vectors[6:50]])
    with VectorIndex.open(folder, "passages", 32) as index:
        index.delete(["passage-9", "passage-10"])
        index.ensure(wanted, changed)

        assert index.ids() == frozenset(wanted)
        assert index.search(vectors[0], 1)[0].id == "new"
        assert {hit.id for hit in index.search(vectors[49], 2)} == {"passage-5", "passage-49"}


def test_ensure_of_what_is_there_changes_no_file(folder: Path) -> None:
    with VectorIndex.open(folder, "passages", 32) as index:
        before = (folder / "seal.json").read_text(encoding="utf-8")
        index.ensure(names(COUNT), unit(COUNT))
        assert (folder / "seal.json").read_text(encoding="utf-8") == before


def test_an_id_that_is_added_again_gets_the_new_vector() -> None:
    one, two = unit(2)
    with VectorIndex.temporary(32) as index:
        index.add(["a"], one[None])
        index.add(["a"], two[None])

        assert index.count() == 1
        assert index.search(two, 1)[0].score == pytest.approx(1, abs=1e-5)


def test_temporary_indexes_do_not_see_one_another() -> None:
    with VectorIndex.temporary(32) as one, VectorIndex.temporary(32) as two:
        one.add(["a"], unit(1))

        assert two.search(unit(1)[0], 3) == []
        assert [hit.id for hit in one.search(unit(1)[0], 3)] == ["a"]


def test_closed_it_lets_go_of_its_folder(folder: Path) -> None:
    VectorIndex.open(folder, "passages", 32).close()
    shutil.rmtree(folder)

    with VectorIndex.open(folder, "passages", 32) as index:
        index.add(["a"], unit(1))
        assert index.count() == 1


def test_no_words_of_a_passage_are_in_the_files(folder: Path) -> None:
    stored = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())

    assert b"passage-17" in stored
    with VectorIndex.open(folder, "passages", 32) as index:
        kept = index._collection.get(limit=2, include=["documents", "metadatas"])
    assert not any(kept["documents"] or ["nothing was returned"])
    assert not any(kept["metadatas"] or ["nothing was returned"])


def truncate(path: Path) -> None:
    path.write_bytes(b"")


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(bytes(data))


@pytest.mark.parametrize("harm", [truncate, flip, Path.unlink])
@pytest.mark.parametrize(
    "file",
    [
        "chroma.sqlite3",
        "*/index_metadata.pickle",
        "*/data_level0.bin",
        "*/header.bin",
        "*/length.bin",
        "*/link_lists.bin",
    ],
)
def test_harm_to_any_file_is_seen_and_mended(
    folder: Path, file: str, harm: Callable[[Path], None]
) -> None:
    harm(next(folder.glob(file)))

    with pytest.raises(IndexDamagedError, match="built again"):
        VectorIndex.open(folder, "passages", 32)
    with VectorIndex.recover(folder, "passages", 32) as index:
        assert index.count() == 0
        index.ensure(names(40), unit(40))
        assert index.search(unit(40)[3], 1)[0].id == "passage-3"


@pytest.mark.parametrize("content", [None, "", "[]", "{}"])
def test_a_lost_or_broken_seal_is_harm(folder: Path, content: str | None) -> None:
    seal = folder / "seal.json"
    seal.unlink()
    if content is not None:
        seal.write_text(content, encoding="utf-8")

    with pytest.raises(IndexDamagedError):
        VectorIndex.open(folder, "passages", 32)


def test_a_change_that_was_not_closed_is_seen(folder: Path, tmp_path: Path) -> None:
    with VectorIndex.open(folder, "passages", 32) as index:
        index.delete(["passage-1"])
        torn = shutil.copytree(folder, tmp_path / "torn")

    with pytest.raises(IndexDamagedError, match="not closed"):
        VectorIndex.open(torn, "passages", 32)


def test_a_process_that_only_read_and_was_killed_does_no_harm(folder: Path, tmp_path: Path) -> None:
    with VectorIndex.open(folder, "passages", 32) as index:
        index.search(unit(1)[0], 5)
        left = shutil.copytree(folder, tmp_path / "left")

    with VectorIndex.open(left, "passages", 32) as index:
        assert index.count() == COUNT


def test_vectors_of_another_length_are_another_index(folder: Path) -> None:
    with pytest.raises(IndexDamagedError, match="32 dimensions, not 16"):
        VectorIndex.open(folder, "passages", 16)
    with VectorIndex.recover(folder, "passages", 16) as index:
        assert index.count() == 0


def test_another_name_is_another_index(folder: Path) -> None:
    with VectorIndex.open(folder, "all-MiniLM-L6-v2@53aa5117", 32) as index:
        assert index.count() == 0


def test_one_index_a_folder_at_a_time(folder: Path) -> None:
    with (
        VectorIndex.open(folder, "passages", 32) as index,
        pytest.raises(StoreLockedError, match="open already"),
    ):
        VectorIndex.recover(folder, "passages", 32)
    assert index.count() == COUNT


def test_a_folder_of_other_files_is_never_deleted(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("years of work", encoding="utf-8")

    with pytest.raises(StoreError, match=r"thesis\.docx"):
        VectorIndex.recover(tmp_path, "passages", 32)
    assert (tmp_path / "thesis.docx").exists()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(StoreError, match="choose another folder"):
        VectorIndex.open(tmp_path / "file" / "index", "passages", 32)


@pytest.mark.parametrize(("ids", "rows"), [(["a", "a"], 2), (["a"], 2)])
def test_ids_and_vectors_must_match(ids: list[str], rows: int) -> None:
    with VectorIndex.temporary(32) as index, pytest.raises(ValueError, match="ids"):
        index.add(ids, unit(rows))


def test_nothing_is_sent_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    with VectorIndex.open(tmp_path / "index", "passages", 32) as index:
        index.add(names(20), unit(20))
        assert index.search(unit(1)[0], 1)
