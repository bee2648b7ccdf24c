"""What comes near an answer: the signs pull the way they are said to."""

from hypothesis import given
from hypothesis import strategies as st

from review.near_answer import FITTED

SHORT = st.floats(0, 5)
SPOKEN = st.floats(-5, 10)


@given(SHORT, st.floats(0, 5), SPOKEN, st.booleans())
def test_what_is_near_stays_near_when_it_falls_less_short(
    short: float, less: float, spoken: float, expected: bool
) -> None:
    if FITTED.is_near(short, spoken, expected=expected):
        assert FITTED.is_near(min(short, less), spoken, expected=expected)


@given(SHORT, SPOKEN, st.floats(0, 5))
def test_its_passage_and_its_document_can_only_speak_for_it(
    short: float, spoken: float, more: float
) -> None:
    if FITTED.is_near(short, spoken, expected=False):
        assert FITTED.is_near(short, spoken + more, expected=False)
        assert FITTED.is_near(short, spoken, expected=True)


def test_likeness_alone_is_not_enough() -> None:
    assert not FITTED.is_near(0.0, 0.0, expected=False)


def test_one_passage_that_speaks_plainly_outweighs_a_little() -> None:
    assert FITTED.is_near(0.4, 5.0, expected=False)
    assert not FITTED.is_near(FITTED.furthest, 0.0, expected=True)
