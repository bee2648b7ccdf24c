"""What tells of a document and not of its matter answers only where it is asked for."""

import pytest

from domain.document import Sentence
from review.stating_blocks import may_answer
from tests.review.making import corpus

REPORT = """# Report

| Document | Version | Date |
|---|---|---|
| RP-1 | 1.0 | 2026-01-10 |

| Role | Name |
|---|---|
| Author | M. Berg |

| Version | Date | Author | Change |
|---|---|---|---|
| 1.0 | 2026-01-10 | M. Berg | First issue |

| Property | Value |
|---|---|
| Sensitivity | 94 % |

## Results

The sensitivity is 94 %.
"""


def line(start: str) -> Sentence:
    (found,) = (s for s in corpus(one=REPORT).sentences if s.text.lstrip("| ").startswith(start))
    return found


@pytest.mark.parametrize(
    ("start", "asks"),
    [
        ("RP-1", "What is the date of the report?"),
        ("Author", "Who is the author?"),
        ("1.0", "What does the revision history say?"),
    ],
)
def test_lines_on_the_document_answer_what_asks_for_them(start: str, asks: str) -> None:
    assert may_answer(line(start), asks)
    assert not may_answer(line(start), "How sensitive is it?")


def test_the_matter_always_may_and_a_heading_never() -> None:
    assert may_answer(line("Sensitivity"), "How large is the bias?")
    assert may_answer(line("The sensitivity"), "How large is the bias?")
    assert not any(
        may_answer(s, "Results?") for s in corpus(one=REPORT).sentences if "Results" in s.text
    )
