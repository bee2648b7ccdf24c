"""Places found by the questions that they answer."""

import pytest

from retrieval.asked import QuestionIndex
from retrieval.embedding import Embedder

QUESTIONS = {
    "logs": ("How long must logs be kept?", "storage time for event records"),
    "stop": ("Who can halt the system?",),
    "fine": ("What does a breach cost?", "maximum penalty"),
}


@pytest.fixture(scope="module")
def index(embedder: Embedder) -> QuestionIndex:
    return QuestionIndex(QUESTIONS, embedder)


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("For how many years do we archive event records?", "logs"),
        ("Is there a kill switch that somebody may press to halt the AI?", "stop"),
        ("How much could a breach cost us?", "fine"),
    ],
)
def test_a_place_is_found_by_its_nearest_question(
    index: QuestionIndex, question: str, place: str
) -> None:
    hits = index.by_meaning(question, 3)
    assert hits[0].id == place
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert index.by_words(question, 1)[0].id == place


def test_a_question_itself_is_as_near_as_can_be(index: QuestionIndex) -> None:
    assert index.by_meaning("maximum penalty", 1)[0].score == pytest.approx(1, abs=1e-4)
    assert index.by_meaning("maximum penalty", 2)[0].id == "fine"


def test_without_questions_nothing_is_found(letters: Embedder) -> None:
    empty = QuestionIndex({}, letters)
    assert empty.by_meaning("Who?", 3) == empty.by_words("Who?", 3) == []
