"""How a sentence stands to a question, and the note that it is shown with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.finding import Assertion
from review.standing import caution, standing
from tests.review.making import corpus


def said(text: str, question: str, *, is_plan: bool = False) -> Assertion:
    (sentence,) = corpus(one=f"{text}\n").sentences
    return standing(sentence, question, is_plan=is_plan).assertion


@pytest.mark.parametrize(
    ("text", "question", "assertion"),
    [
        ("The device has to be assessed by a notified body.", "Who assesses it?", "asserted"),
        ("The retention time has to be defined.", "How long is the retention?", "planned"),
        ("Equivalence is not claimed.", "Is equivalence claimed?", "denied"),
        ("The file is complete, but automation bias is not described.", "Is the file complete?",
         "asserted"),
        ("The file is complete, but automation bias is not described.", "What of automation bias?",
         "denied"),
        ("Logs are kept for [number] months.", "How long are logs kept?", "placeholder"),
    ],
)  # fmt: skip
def test_the_clause_counts_that_the_question_is_about(
    text: str, question: str, assertion: str
) -> None:
    assert said(text, question).value == assertion


def test_in_a_plan_a_future_is_a_rule() -> None:
    text, question = (
        "Complaints will be reviewed every month.",
        "How often are complaints reviewed?",
    )
    assert said(text, question) is Assertion.PLANNED
    assert said(text, question, is_plan=True) is Assertion.ASSERTED


@given(st.text("abt isno.", min_size=1, max_size=40), st.text("abt isno?", max_size=20))
def test_a_note_is_shown_exactly_where_something_is_not_asserted(text: str, question: str) -> None:
    for sentence in corpus(one=f"x {text} x.\n").sentences:
        reading = standing(sentence, question, is_plan=False)
        noted = caution(sentence, question, is_plan=False)
        assert not (noted and reading.assertion is Assertion.ASSERTED)
        assert not noted or noted.startswith(f"{reading.assertion.value}, not asserted")
