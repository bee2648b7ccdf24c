import bm25s
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.lexical import LexicalIndex
from retrieval.tokens import tokens

TEXTS = {
    "life-cycle": "Software is developed following IEC 62304, see 17.2",
    "risk": "Risk management follows ISO 14971; residual risks are acceptable",
    "oversight": "The radiologist may override the output",
}
words = st.lists(st.sampled_from(["risk", "bias", "data", "oversight", "17.2"]), max_size=6)


@pytest.fixture
def index() -> LexicalIndex:
    return LexicalIndex(tuple(TEXTS), tuple(TEXTS.values()))


@pytest.mark.parametrize(
    ("query", "best"),
    [("62304", "life-cycle"), ("17.2", "life-cycle"), ("acceptable risk", "risk")],
)
def test_words_and_codes_are_found(index: LexicalIndex, query: str, best: str) -> None:
    assert index.search(query, 3)[0].id == best


def test_texts_that_share_no_word_are_not_found(index: LexicalIndex) -> None:
    assert [hit.id for hit in index.search("overrides", 3)] == ["oversight"]
    assert index.search("sterilisation", 3) == []
    assert index.search("", 3) == []
    assert index.search("risk", 0) == []


def test_the_matrix_holds_what_a_search_finds(index: LexicalIndex) -> None:
    queries = ["residual risk", "sterilisation", "output of software"]

    scores = index.scores(queries)

    assert scores.shape == (3, 3)
    for row, query in zip(scores, queries, strict=True):
        found = {hit.id: hit.score for hit in index.search(query, 3)}
        assert found == {key: score for key, score in zip(TEXTS, row, strict=True) if score > 0}


def test_equal_texts_come_in_the_order_of_ids() -> None:
    index = LexicalIndex(("b", "a"), ("risk", "risk"))

    assert [hit.id for hit in index.search("risk", 2)] == ["a", "b"]


@pytest.mark.parametrize("texts", [(), ("", "the of")])
def test_texts_without_words_give_an_index_that_finds_nothing(texts: tuple[str, ...]) -> None:
    index = LexicalIndex([str(number) for number in range(len(texts))], texts)

    assert index.search("risk", 3) == []
    assert index.scores(["risk"]).shape == (1, len(texts))


def test_as_many_texts_as_ids() -> None:
    with pytest.raises(ValueError, match="1 ids for 2 texts"):
        LexicalIndex(("a",), ("risk", "bias"))


@given(st.lists(words.map(" ".join), min_size=1, max_size=6), words.map(" ".join))
def test_scores_are_finite_and_never_below_zero(texts: list[str], query: str) -> None:
    scores = LexicalIndex([str(n) for n in range(len(texts))], texts).scores([query])

    assert np.isfinite(scores).all()
    assert (scores >= 0).all()


@given(st.lists(words, max_size=8), words, st.integers(0, 9))
def test_the_first_of_a_ranking_are_those_of_the_whole(
    texts: list[list[str]], query: list[str], top: int
) -> None:
    index = LexicalIndex([str(number) for number in range(len(texts))], [*map(" ".join, texts)])

    whole = index.search(" ".join(query), len(texts))
    assert index.search(" ".join(query), top) == whole[:top]


@given(st.lists(words.map(" ".join), min_size=1, max_size=5), words)
def test_scores_are_those_of_bm25s_to_the_last_digit(texts: list[str], query: list[str]) -> None:
    cut = [tokens(text) for text in texts]
    asked = dict.fromkeys(tokens(" ".join(query)))
    known = [word for word in asked if any(word in one for one in cut)]
    if known:
        theirs = bm25s.BM25(k1=1.2, b=0.5)
        theirs.index(cut, show_progress=False)
        ours = LexicalIndex([str(number) for number in range(len(texts))], texts)
        assert ours.scores([" ".join(query)])[0].tobytes() == theirs.get_scores(known).tobytes()
