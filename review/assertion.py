"""What a sentence does with a matter: assert it, deny it, promise it, or only name it.

The judgement is about the matter, not the sentence: "The risk file is complete, but automation
bias is not described" asserts the first and denies the second. So a sentence is judged clause by
clause, with the places where the terms of the criterion stand.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from domain.document import Block, BlockKind, Sentence, Span
from domain.finding import Assertion
from review import assertion_patterns as patterns

ASSERTION_VERSION = "assertion-1"

_BY_KIND = {
    BlockKind.HEADING: Assertion.HEADING,
    BlockKind.CONTENTS: Assertion.HEADING,
    BlockKind.RUNNING: Assertion.HEADING,
    BlockKind.TABLE_HEADER: Assertion.HEADING,
    BlockKind.ADVICE: Assertion.ADVICE,
    BlockKind.COMMENT: Assertion.HIDDEN,
    BlockKind.DELETED: Assertion.HIDDEN,
    BlockKind.HIDDEN: Assertion.HIDDEN,
    BlockKind.CODE: Assertion.MENTION,
}
_FRAGMENT_WORDS = 4
_LABEL_WORDS = 8
_STATE_HEADER = re.compile(
    r"status|available|implemented|described|evidence|met|fulfil|complete|done|verified|result|"
    r"exist|covered|answer|applicable|compliance|conform|state|in place|open|yes",
    re.IGNORECASE,
)
_NO_CELL = re.compile(
    r"\W*(?:no|none|n/?a|not applicable|not available|not done|not described|not met|missing|open|"
    r"fail(?:ed)?|not performed|not tested|not implemented|-+|\u2013|\u2014|\u2610.*|\[ \].*)\W*",
    re.IGNORECASE,
)
_PLANNED_CELL = re.compile(
    r"\W*(?:planned|in progress|ongoing|pending|scheduled|draft|to do|in preparation|"
    r"under development|not started|partly|future)\b.{0,40}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """How a sentence stands to a matter, with a short reason where it is not asserted."""

    assertion: Assertion
    note: str = ""


def read_assertion(
    sentence: Sentence,
    matter: Sequence[Sequence[Span]] = (),
    *,
    is_plan: bool = False,
    wants_value: bool = False,
) -> Reading:
    """Judge the sentence towards a matter.

    Args:
        sentence: the sentence, table row or list item.
        matter: for each group of terms of the criterion that stands in the sentence, where (spans
            in `sentence.text`); empty when the whole sentence is the matter.
        is_plan: the document is a plan or a procedure, whose passive future ("complaints will be
            reviewed monthly") is a rule in force and not a promise.
        wants_value: the criterion asks for a result, which a target ("at least 90 %") is not.
    """
    if (kind := _BY_KIND.get(sentence.block.kind)) is not None:
        return Reading(kind, f"stands in a {sentence.block.kind.value}")
    if (whole := _read_whole(sentence)) is not None:
        return whole
    if wants_value and (target := _target(sentence.text, matter)):
        return Reading(Assertion.PLANNED, f"a target, not a result: {target}")
    if sentence.block.kind is BlockKind.TABLE_ROW:
        return _read_row(sentence, matter, is_plan=is_plan)
    return _read_clauses(sentence.text, matter, is_plan=is_plan)


def _read_whole(sentence: Sentence) -> Reading | None:
    text = sentence.text
    if match := patterns.PLACEHOLDER.search(text):
        return Reading(Assertion.PLACEHOLDER, f"holds a blank: {match.group(0)[:40]}")
    if patterns.ADVICE.search(text):
        return Reading(Assertion.ADVICE, "tells an author what to write")
    if patterns.LAW.search(text):
        return Reading(Assertion.LAW_QUOTE, "repeats a requirement")
    return _read_mention(sentence)


def _read_mention(sentence: Sentence) -> Reading | None:
    """A sentence that points elsewhere or only names the matter."""
    text, kind = sentence.text, sentence.block.kind
    if patterns.POINTER.search(text) and kind is not BlockKind.TABLE_ROW:
        return Reading(Assertion.MENTION, "only points elsewhere")
    if patterns.CAPTION.match(text) or patterns.ABBREVIATIONS.match(text):
        return Reading(Assertion.MENTION, "a caption or a list of abbreviations")
    if kind is BlockKind.TABLE_ROW and _is_history(sentence.block.headers):
        return Reading(Assertion.MENTION, "a line of the revision history")
    states = patterns.VERB.search(text) or patterns.LABELLED.search(text)
    fragment = len(text.split()) < _FRAGMENT_WORDS and not any(c.isdigit() for c in text)
    if fragment or _is_label(sentence) or (kind is BlockKind.PARAGRAPH and not states):
        return Reading(Assertion.MENTION, "names the matter without a statement")
    return None


def _is_label(sentence: Sentence) -> bool:
    """A few words without verb, value or full stop, that no list opening completes."""
    text, block = sentence.text, sentence.block
    if block.kind is BlockKind.TABLE_ROW or block.lead_in is not None:
        return False
    short = len(text.split()) <= _LABEL_WORDS and not text.rstrip().endswith((".", ";", ":", "!"))
    return (
        short
        and not any(c.isdigit() or c == ":" for c in text)
        and not patterns.FINITE.search(text)
    )


def _is_history(headers: Sequence[str]) -> bool:
    """Whether a table lists the revisions of its document."""
    heads = " ".join(headers).lower()
    return bool(re.search(r"\b(?:rev|version|issue)", heads)) and bool(
        re.search(r"\bdate\b", heads) and re.search(r"\b(?:chang|author|description|reason)", heads)
    )


def _read_row(sentence: Sentence, matter: Sequence[Sequence[Span]], *, is_plan: bool) -> Reading:
    asked = [span for group in matter for span in group]
    for header, cell, place in _cells(sentence):
        stated = not header or len(sentence.block.cells) <= 2 or _STATE_HEADER.search(header)  # noqa: PLR2004 - a question and its answer
        if any(place.holds(span) for span in asked) and _NO_CELL.fullmatch(cell):
            continue
        if stated and cell.strip() and _NO_CELL.fullmatch(cell):
            return Reading(Assertion.DENIED, f"the row says {cell.strip()[:30]!r}")
        if stated and _PLANNED_CELL.fullmatch(cell):
            return Reading(Assertion.PLANNED, f"the row says {cell.strip()[:40]!r}")
    return _read_clauses(sentence.text, matter, is_plan=is_plan)


def _target(text: str, matter: Sequence[Sequence[Span]]) -> str | None:
    """The word that makes a value a target, unless it belongs to the matter itself."""
    spans = [span for group in matter for span in group]
    for match in patterns.TARGET.finditer(text):
        place = Span(*match.span())
        if not any(s.start < place.end and place.start < s.end for s in spans):
            return match.group(0)
    return None


def _cells(sentence: Sentence) -> list[tuple[str, str, Span]]:
    """The header, the words and the place in the sentence of each cell."""
    block: Block = sentence.block
    start = sentence.span.start
    places = [Span(c.start - start, c.end - start) for c in block.cells if c.start >= start]
    headers = [*block.headers, *[""] * len(places)]
    return [(h, p.of(sentence.text), p) for h, p in zip(headers, places, strict=False)]


def _read_clauses(text: str, matter: Sequence[Sequence[Span]], *, is_plan: bool) -> Reading:
    """The standing of the clause that speaks of the matter; an asserting clause wins.

    A clause speaks of the matter when it holds a term of more than half of the groups that stand
    in the sentence; where none does, the whole sentence is one clause.
    """
    clauses = [c for c in _clauses(text) if _speaks_of(c, matter)] or [Span(0, len(text))]
    readings = [_read_clause(text, clause, matter, is_plan=is_plan) for clause in clauses]
    asserting = [r for r in readings if r.assertion is Assertion.ASSERTED]
    return (asserting or readings)[0]


def _clauses(text: str) -> list[Span]:
    cuts = {match.start() for match in patterns.CLAUSE.finditer(text)}
    if opening := patterns.OPENING_CLAUSE.match(text):
        cuts.add(opening.end())
    bounds = [0, *sorted(cuts), len(text)]
    return [Span(a, b) for a, b in pairwise(bounds) if b > a]


def _speaks_of(clause: Span, matter: Sequence[Sequence[Span]]) -> bool:
    if not matter:
        return True
    held = sum(any(clause.holds(span) for span in group) for group in matter)
    return held * 2 > len(matter)


def _read_clause(
    text: str, clause: Span, matter: Sequence[Sequence[Span]], *, is_plan: bool
) -> Reading:
    words = clause.of(text)
    if (denial := _denial(text, clause, matter)) is not None:
        return Reading(Assertion.DENIED, f"denies it: {denial}")
    if match := patterns.PLANNED.search(words):
        return Reading(Assertion.PLANNED, f"an intention: {match.group(0).strip()}")
    if not is_plan and (match := patterns.FUTURE.search(words)):
        return Reading(Assertion.PLANNED, f"an intention: {match.group(0)}")
    if match := patterns.SHOULD_BE.search(words):
        return Reading(Assertion.ADVICE, f"advice: {match.group(0)}")
    if match := patterns.CONDITIONAL.search(words):
        return Reading(Assertion.CONDITIONAL, f"leaves it open: {match.group(0)}")
    return Reading(Assertion.ASSERTED)


def _denial(text: str, clause: Span, matter: Sequence[Sequence[Span]]) -> str | None:
    words = clause.of(text)
    if patterns.OBSERVED_ABSENCE.search(words):
        return None
    spoken = [span for group in matter for span in group if clause.holds(span)]
    wanted = [span for span in spoken if patterns.NEGATIVE_TERM.search(span.of(text))]
    for match in patterns.DENIED.finditer(words):
        place = Span(clause.start + match.start(), clause.start + match.end())
        asked_for = "been" not in match.group(0) and any(
            s.start < place.end and place.start < s.end for s in wanted
        )
        if not asked_for and not _harmless(words, match.span()):
            return match.group(0).strip()[:60]
    for span in spoken:
        before = text[clause.start : span.start]
        negator = patterns.NEGATOR.search(before)
        if negator and not _harmless(words, negator.span()):
            return f"{negator.group(0).strip()} {span.of(text)}"[:60]
    return None


def _harmless(words: str, place: tuple[int, int]) -> bool:
    return any(
        match.start() < place[1] and place[0] < match.end()
        for match in patterns.HARMLESS_NEGATION.finditer(words)
    )
