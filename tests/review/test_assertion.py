"""What counts as asserted, sentence by sentence; pairs differ in a word."""

import json
from pathlib import Path

import pytest

from domain.document import Block, BlockKind, Sentence, Span
from domain.finding import Assertion
from review.assertion import read_assertion
from review.assertion_clauses import Asked

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
    read = read_assertion(sentence(text), Asked(matter(text, list(row["matter"]))))
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
    assert read_assertion(promise, Asked(is_plan=True)).assertion is Assertion.ASSERTED


def test_a_plan_that_promises_to_be_written_is_still_a_promise() -> None:
    promise = sentence("The thresholds will be defined before launch.")
    assert read_assertion(promise, Asked(is_plan=True)).assertion is Assertion.PLANNED


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


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("There are no accessories to the device.", "accessories"),
        ("The model is frozen and does not learn in use.", "learn"),
        ("We went through Annex III, and none of the uses applies.", "uses"),
        ("GSPR 10 is not applicable because the device is software.", "applicable"),
        ("The network was built without pre-trained weights.", "pre-trained"),
    ],
)
def test_a_negation_that_is_the_answer_asserts(text: str, term: str) -> None:
    spans = [Span(text.index(term), text.index(term) + len(term))]
    assert read_assertion(sentence(text), Asked([spans])).assertion is Assertion.DENIED
    assert read_assertion(sentence(text), Asked([spans], spans)).assertion is Assertion.ASSERTED


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("No accessories are described.", "accessories"),
        ("Whether the model does not learn in use has not been examined.", "learn"),
        ("There is no list of accessories.", "accessories"),
        ("The uses of Annex III were not checked.", "uses"),
        ("A reason why GSPR 10 is not applicable has not been given.", "applicable"),
    ],
)
def test_work_left_undone_is_denied_whatever_is_asked(text: str, term: str) -> None:
    spans = [Span(text.index(term), text.index(term) + len(term))]
    assert read_assertion(sentence(text), Asked([spans], spans)).assertion is Assertion.DENIED


@pytest.mark.parametrize(
    "text",
    [
        "A bar warns the nurse when the model has received no data.",
        "Frontal views are used because lateral views are missing in many hospitals.",
        "Readers are advised not to rely on the result alone.",
    ],
)
def test_a_negation_in_a_condition_a_reason_or_an_advice_denies_nothing(text: str) -> None:
    assert read_assertion(sentence(text)).assertion is Assertion.ASSERTED


def test_a_pointer_answers_only_where_a_place_is_asked_for() -> None:
    pointer = sentence("Risk management is described in document SOP-09.")
    assert read_assertion(pointer).assertion is Assertion.MENTION
    assert read_assertion(pointer, Asked(wants_document=True)).assertion is Assertion.ASSERTED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The device reduces the time to diagnosis.", Assertion.ASSERTED),
        ("The spring pushes the lid shut.", Assertion.ASSERTED),
        ("Every quarter we look at complaints.", Assertion.ASSERTED),
        ("The devices in the field of a hospital.", Assertion.MENTION),
        ("Reminders for patients three times a day.", Assertion.MENTION),
        ("Reduction of the time to diagnosis across the hospital.", Assertion.MENTION),
    ],
)
def test_a_plain_statement_in_the_present_needs_no_listed_verb(
    text: str, expected: Assertion
) -> None:
    assert read_assertion(sentence(text)).assertion is expected
