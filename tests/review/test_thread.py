import pytest

from review.thread import standing_alone

BEFORE = ["How long must the logs be kept under the AI Act?"]


@pytest.mark.parametrize("question", ["And by deployers?", "Why is that?", "Who must keep them?"])
def test_a_question_that_goes_on_has_the_one_before_in_front(question: str) -> None:
    assert standing_alone(question, BEFORE) == f"{BEFORE[0]} {question}"


def test_an_act_that_is_named_takes_the_place_of_the_one_before() -> None:
    assert "AI Act" not in standing_alone("And under the MDR?", BEFORE)


@pytest.mark.parametrize(
    "question",
    [
        "What must the label of a device show?",
        "When does the obligation to have a quality management system reach importers of devices?",
    ],
)
def test_a_question_of_its_own_stays_as_it_is(question: str) -> None:
    assert standing_alone(question, BEFORE) == question
    assert standing_alone(question, []) == question
