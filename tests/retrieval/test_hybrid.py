from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ports import SearchIndex
from retrieval.embedding import Embedder
from retrieval.hybrid import ExactIndex, HybridIndex
from retrieval.kept import KeptTexts
from retrieval.vectors import VectorIndex

TEXTS = {
    "risk": "Hazards were identified and each residual risk was judged acceptable.",
    "oversight": "The radiologist can reject the proposal and stop the system.",
    "life-cycle": "Development follows procedure SOP-62 and IEC 62304.",
    "label": "The label shows the address of the manufacturer.",
}


@pytest.fixture
def index(embedder: Embedder) -> SearchIndex:
    return HybridIndex(TEXTS, embedder)


def test_a_paraphrase_is_found_by_meaning(index: SearchIndex) -> None:
    assert index.search("Which dangers does the product pose?", 4)[0].id == "risk"


def test_a_code_is_found_by_its_words(index: SearchIndex) -> None:
    assert index.search("SOP-62", 1)[0].id == "life-cycle"


def test_only_so_many_are_given_and_always_the_same(index: SearchIndex) -> None:
    assert len(index.search("software", 2)) == 2
    assert index.search("software", 0) == []
    assert index.search("software", 4) == index.search("software", 4)


def test_a_vector_index_finds_the_same(embedder: Embedder, tmp_path: Path) -> None:
    with VectorIndex.open(tmp_path / "index", embedder.name, embedder.dimensions) as vectors:
        near = HybridIndex(TEXTS, embedder, KeptTexts(TEXTS, embedder, vectors))
        exact = HybridIndex(TEXTS, embedder)
        for query in ("dangers of use", "who can stop it", "IEC 62304"):
            assert near.search(query, 4) == exact.search(query, 4)


def test_no_texts_find_nothing(embedder: Embedder) -> None:
    assert HybridIndex({}, embedder).search("risk", 5) == []


@given(st.lists(st.integers(-3, 3), max_size=30), st.integers(0, 40))
def test_the_highest_are_those_of_a_whole_sort(scores: list[int], count: int) -> None:
    values = np.asarray(scores, dtype=np.float32)
    whole = np.argsort(-values, kind="stable")[:count]
    vectors = values.reshape(-1, 1)
    ids = tuple(f"{number:02}" for number in range(len(scores)))
    found = ExactIndex(ids, vectors).search(np.ones(1, dtype=np.float32), count)
    assert [hit.id for hit in found] == [ids[number] for number in whole]
