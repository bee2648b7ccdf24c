"""Which questions the texts settle: by what is asked for and what the places found hold."""

import pytest

from domain.document import Span
from regulations.question_cues import cue_of
from review.asked_value import Value, asked_value
from review.stating import answering_span

CUES = {
    "Would our notified body accept a self-written template?": "prediction",
    "What do auditors like to see?": "prediction",
    "Do auditors like long reports?": "prediction",
    "Which laboratory should we hire?": "preference",
    "Is one QMS tool cheaper than another?": "preference",
    "How much does a PSUR cost?": "money",
    "What is the price of a UDI?": "money",
    "Are fees of notified bodies public?": None,
    "Is our app paid by the NHS?": "abroad",
    "What does ISO 13485 require?": "standard",
    "Can a manufacturer change its notified body?": None,
    "What must the notified body check?": None,
}


@pytest.mark.parametrize(("question", "kind"), CUES.items())
def test_a_question_is_told_by_what_it_asks_for(question: str, kind: str | None) -> None:
    cue = cue_of(question)
    assert (cue.name if cue else None) == kind


VALUES = [
    ("How long must logs be kept?", Value.TIME, "kept for at least six months", "kept safe"),
    ("How many days do we have?", Value.LENGTH, "within 15 days", "within Article 15 days"),
    ("How many readers must label?", Value.COUNT, "two readers label each case", "2 of the files"),
    ("What minimum Dice must it reach?", Value.LEVEL, "a Dice of 0.8 is met", "a Dice is stated"),
    ("Is an AUC of 0.9 enough?", Value.LEVEL, "an AUC above 0.8 is enough", "Article 15"),
]


@pytest.mark.parametrize(("question", "kind", "holds", "lacks"), VALUES)
def test_a_value_is_looked_for(question: str, kind: Value, holds: str, lacks: str) -> None:
    value = asked_value(question)
    assert value is not None
    assert value.kind is kind
    assert value.stands_in(holds)
    assert not value.stands_in(lacks)


@pytest.mark.parametrize("question", ["What is a deployer?", "Which level of accuracy is asked?"])
def test_a_question_for_words_asks_for_no_value(question: str) -> None:
    assert asked_value(question) is None


def test_the_sentence_with_the_value_is_the_one_that_answers() -> None:
    words = "1. Logs are made by the system.\nThe logs are kept for six months. They are safe."
    span = answering_span(words, "How long are the logs kept?")
    assert span is not None
    assert span.of(words).startswith("The logs are kept")
    assert answering_span("One sentence alone.", "Sentence?") is None
    assert isinstance(span, Span)
