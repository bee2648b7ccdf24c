import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retrieval.lexical import LexicalIndex
from retrieval.tokens import tokens
from retrieval.word_counts import WordCounts

words = st.lists(st.sampled_from(["risk", "bias", "data", "oversight", "17.2", "log"]), max_size=6)
passages = st.lists(words.map(" ".join), max_size=8)
KNOWN = {word: number for number, word in enumerate(sorted(tokens("risk data 17.2 unheard")))}


@given(passages, st.lists(st.lists(st.sampled_from([*KNOWN]), max_size=4), min_size=1, max_size=4))
def test_known_words_weigh_what_they_weigh_among_all(
    texts: list[str], queries: list[list[str]]
) -> None:
    every = LexicalIndex([str(number) for number in range(len(texts))], texts)

    counts = WordCounts.of([tokens(text) for text in texts], KNOWN)

    found = counts.postings(KNOWN).scores(queries)
    assert found.tobytes() == every.scores_of(queries).tobytes()


@given(passages, st.integers(0, 8))
def test_parts_join_to_the_whole(texts: list[str], place: int) -> None:
    whole = WordCounts.of([tokens(text) for text in texts], KNOWN)
    end = min(place, len(texts))

    joined = WordCounts.joined([whole.among(slice(0, end)), whole.among(slice(end, len(texts)))])

    for name in ("lengths", "sizes", "words", "times"):
        assert np.array_equal(getattr(joined, name), getattr(whole, name))
