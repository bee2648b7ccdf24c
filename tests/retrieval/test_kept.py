"""Texts in an index that outlives the process."""

from pathlib import Path

import pytest

from domain.errors import IndexDamagedError, StoreLockedError
from retrieval.embedding import Embedder
from retrieval.kept import kept_texts
from retrieval.vectors import VectorIndex
from tests.retrieval.test_hybrid import TEXTS


def found(texts: dict[str, str], embedder: Embedder, folder: Path) -> list[str]:
    with kept_texts(texts, embedder, folder) as near:
        return [hit.id for hit in near.search(embedder.embed_once("dangers of use"), 4)]


def size(embedder: Embedder, folder: Path) -> int:
    with VectorIndex.open(folder, embedder.name, embedder.dimensions) as index:
        return index.count()


def test_it_is_kept_and_brought_to_what_there_is(embedder: Embedder, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    everything = found(TEXTS, embedder, folder)
    assert size(embedder, folder) == len(TEXTS)
    fewer = {key: text for key, text in TEXTS.items() if key != "label"}
    assert found(fewer, embedder, folder) == [key for key in everything if key != "label"]
    assert size(embedder, folder) == len(fewer)
    assert found(TEXTS, embedder, folder) == everything


def test_a_text_in_two_places_is_found_in_both(embedder: Embedder, tmp_path: Path) -> None:
    twice = {**TEXTS, "again": TEXTS["risk"]}
    assert found(twice, embedder, tmp_path / "index")[:2] == ["again", "risk"]
    assert size(embedder, tmp_path / "index") == len(TEXTS)


def test_what_is_there_is_not_embedded_again(embedder: Embedder, tmp_path: Path) -> None:
    found(TEXTS, embedder, tmp_path / "index")
    told: list[int] = []
    silent = Embedder(backend=embedder._backend)
    with kept_texts(TEXTS, silent, tmp_path / "index", lambda done, *_: told.append(done)):
        assert told == []


def test_an_index_that_gives_less_than_it_holds_is_built_again(
    embedder: Embedder, tmp_path: Path
) -> None:
    folder = tmp_path / "index"
    expected = found(TEXTS, embedder, folder)
    with kept_texts(TEXTS, embedder, folder) as near:
        assert isinstance(near._index, VectorIndex)
        collection = near._index._collection
        collection.delete(ids=collection.get(include=[])["ids"][:2])
        with pytest.raises(IndexDamagedError):
            near.search(embedder.embed_once("dangers of use"), 4)
    assert found(TEXTS, embedder, folder) == expected


def test_an_index_in_use_is_refused_by_name(embedder: Embedder, tmp_path: Path) -> None:
    with (
        kept_texts(TEXTS, embedder, tmp_path / "index"),
        pytest.raises(StoreLockedError, match="open already"),
    ):
        found(TEXTS, embedder, tmp_path / "index")
