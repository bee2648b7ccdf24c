"""The index finds what a scan with the lexicon's patterns finds."""

from hypothesis import given
from hypothesis import strategies as st

from regulations.lexicon import Lexicon, load_lexicon
from review.terms import TermIndex

WORDS = st.sampled_from(
    [
        "override",
        "overrides",
        "test",
        "set",
        "sets",
        "hold",
        "out",
        "data",
        "14971",
        "ISO",
        "94.1 %",
        "6(3)",
    ]
)
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=8).map(" ".join), max_size=6)
TERMS = st.sampled_from(
    [
        "overrid*",
        "test set",
        "hold-out",
        "hold out test*",
        "data",
        "@standard",
        "@percentage",
        "ISO 14971",
        "ISO 6(3)",
        "test*",
    ]
)


@given(TEXTS, TERMS)
def test_index_and_scan_agree(texts: list[str], term: str) -> None:
    lexicon = Lexicon({})
    pattern = lexicon.pattern([term])
    scanned = {n for n, text in enumerate(texts) if pattern.search(text)}
    assert set(TermIndex(texts, lexicon).find(term)) == scanned


def test_spans_are_where_the_words_stand() -> None:
    text = "Tests ran on the hold-out  data sets."
    found = TermIndex([text], Lexicon({})).find("data set")
    assert [span.of(text) for span in found[0]] == ["data sets"]


def test_terms_do_not_reach_over_punctuation() -> None:
    assert not TermIndex(["the test, set aside"], Lexicon({})).find("test set")


def test_concepts_stand_for_their_terms() -> None:
    index = TermIndex(["A sensitivity of 94.1 %."], load_lexicon())
    assert index.find_any(["@metric"])
    assert index.find_any(["@percentage"])
