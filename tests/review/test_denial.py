"""What a sentence denies outright."""

import pytest

from domain.document import Span
from review.denial import denies_matter, denies_outright


def matter(text: str, word: str) -> tuple[Span, ...]:
    start = text.lower().index(word)
    return (Span(start, start + len(word)),)


@pytest.mark.parametrize(
    "text",
    [
        "Thresholds have not been fixed.",
        "The thresholds are not stated in this file.",
        "No threshold was agreed with the board.",
        "A list of thresholds does not exist.",
        "No list of thresholds exists.",
    ],
)
def test_a_matter_that_is_not_there_or_not_done_is_denied(text: str) -> None:
    assert denies_outright(text)
    assert denies_matter(text, matter(text, "threshold"))


@pytest.mark.parametrize(
    "text",
    [
        "If a threshold is not stated, the study stops.",
        "Viewers that have not been tested need a threshold.",
        "Where no threshold was set, the default holds.",
        "The report was not signed before the threshold.",
        "Nobody laughed at the threshold.",
        "The thresholds are stated in PLAN-2.",
    ],
)
def test_a_matter_beside_the_denial_is_not_denied(text: str) -> None:
    assert not denies_matter(text, matter(text, "threshold"))


@pytest.mark.parametrize(
    "text",
    [
        "If a fault occurs, no score is shown.",
        "A symbol lets the reader know that there is no result.",
        "Laypersons are not users.",
    ],
)
def test_a_condition_and_another_negation_deny_nothing_outright(text: str) -> None:
    assert not denies_outright(text)
