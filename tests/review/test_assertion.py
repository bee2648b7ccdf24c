"""What counts as asserted, sentence by sentence; pairs differ in a word."""

import json
from pathlib import Path

import pytest

from domain.document import Block, BlockKind, Sentence, Span
from domain.finding import Assertion
from review.assertion import read_assertion

GOLD = Path(__file__).parents[2] / "eval" / "gold" / "assertions.jsonl"
ROWS = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]


def sentence(text: str, kind: BlockKind = BlockKind.PARAGRAPH, **block: object) -> Sentence:
    span = Span(0, len(text))
    return Sentence("d", span, text, Block(kind, span, **block))  # type: ignore[arg-type]


def matter(text: str, words: list[str]) -> list[list[Span]]:
    found = [(text.lower().index(w.lower()), len(w)) for w in words]
    return [[Span(start, start + length)] for start, length in found]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["sentence"][:60])
def test_gold_sentence(row: dict[str, str]) -> None:
    text = row["sentence"]
    read = read_assertion(sentence(text), matter(text, list(row["matter"])))
    assert read.assertion.value == row["label"], read.note


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (BlockKind.HEADING, Assertion.HEADING),
        (BlockKind.CONTENTS, Assertion.HEADING),
        (BlockKind.ADVICE, Assertion.ADVICE),
        (BlockKind.HIDDEN, Assertion.HIDDEN),
        (BlockKind.DELETED, Assertion.HIDDEN),
        (BlockKind.CODE, Assertion.MENTION),
    ],
)
def test_the_kind_of_block_rules_out_evidence(kind: BlockKind, expected: Assertion) -> None:
    read = read_assertion(sentence("The reader can override the result at any time.", kind))
    assert read.assertion is expected


def test_the_passive_future_of_a_plan_is_a_rule_in_force() -> None:
    promise = sentence("Complaints will be reviewed every month by the safety board.")
    assert read_assertion(promise).assertion is Assertion.PLANNED
    assert read_assertion(promise, is_plan=True).assertion is Assertion.ASSERTED


def test_a_plan_that_promises_to_be_written_is_still_a_promise() -> None:
    promise = sentence("The thresholds will be defined before launch.")
    assert read_assertion(promise, is_plan=True).assertion is Assertion.PLANNED


def row(*cells: str, headers: tuple[str, ...] = ()) -> Sentence:
    text = " | ".join(cells)
    spans, start = [], 0
    for cell in cells:
        spans.append(Span(start, start + len(cell)))
        start += len(cell) + 3
    return sentence(text, BlockKind.TABLE_ROW, cells=tuple(spans), headers=headers)


def test_a_row_that_says_no_denies() -> None:
    headers = ("Requirement", "Implemented")
    asked = row("Override of the result by the reader", "No", headers=headers)
    assert read_assertion(asked).assertion is Assertion.DENIED
    kept = row("Override of the result by the reader", "Yes, TC-114", headers=headers)
    assert read_assertion(kept).assertion is Assertion.ASSERTED


def test_a_row_in_progress_is_a_promise() -> None:
    headers = ("Test", "Result", "Status")
    asked = row("Penetration test", "-", "planned for Q3", headers=headers)
    assert read_assertion(asked).assertion in {Assertion.PLANNED, Assertion.DENIED}


def test_a_row_without_harm_is_no_denial() -> None:
    asked = row("Haemorrhage missed", "None", "4", headers=("Hazard", "Prior events", "Severity"))
    assert read_assertion(asked).assertion is Assertion.ASSERTED
