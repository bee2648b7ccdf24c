"""One normalisation, idempotent, under which nothing that changes meaning disappears."""

import re

from hypothesis import given
from hypothesis import strategies as st

from review.normalise import may_hold, normalise, same_words


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_layout_is_not_words() -> None:
    assert same_words("over\u00ad\nsight of the \u201csystem\u201d", 'oversight of the "system"')
    assert same_words("hyphen-\nated words", "hyphenated words")
    assert same_words("\ufb01ve  \n milligrams", "five milligrams")


def test_meaning_is_words() -> None:
    assert not same_words("is not described", "is described")
    assert not same_words("94.1 %", "91.4 %")
    assert not same_words("kept 10 years", "kept 15 years")
    assert not same_words("shall be kept", "should be kept")
    assert not same_words("5 mg", "5 g")


@given(st.text(), st.sampled_from(["risk", "class", "is it"]), st.text())
def test_a_word_that_a_pattern_finds_in_any_case_may_be_held(
    before: str, word: str, after: str
) -> None:
    odd = str.maketrans({"i": "\u0131", "k": "\u212a", "s": "\u017f"})
    for written in (word, word.upper(), word.translate(odd), word.replace("i", "\u0130")):
        text = f"{before}{written}{after}"
        assert re.search(word, text, re.IGNORECASE)
        assert may_hold(text, (word,))


def test_a_word_that_is_not_there_is_not_held() -> None:
    assert not may_hold("Patients \u2265 18 years", ("month", "class"))
