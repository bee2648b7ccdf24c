import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retrieval.lexical import LexicalIndex

words = st.lists(st.sampled_from(["risk", "bias", "data", "oversight", "17.2"]), max_size=6)
texts = st.lists(words.map(" ".join), min_size=1, max_size=8)


@given(texts, st.lists(words, max_size=4), st.data())
def test_some_of_the_texts_score_what_they_score_among_all(
    corpus: list[str], queries: list[list[str]], data: st.DataObject
) -> None:
    every = LexicalIndex([str(n) for n in range(len(corpus))], corpus).postings
    numbers = data.draw(st.lists(st.integers(0, len(corpus) - 1), unique=True))

    some = every.among(numbers).scores(queries)

    assert some.tobytes() == np.ascontiguousarray(every.scores(queries)[:, numbers]).tobytes()


def test_a_word_of_a_query_counts_once() -> None:
    postings = LexicalIndex(("a", "b"), ("risk and bias", "data")).postings

    assert postings.scores([["risk", "risk"]]).tolist() == postings.scores([["risk"]]).tolist()


def test_it_counts_the_texts_that_hold_a_word() -> None:
    postings = LexicalIndex(("a", "b", "c"), ("risk and risk", "data", "a risk")).postings

    assert [postings.holding(word) for word in ("risk", "data", "bias")] == [2, 1, 0]
