"""What a sentence does with a matter: assert it, deny it, promise it, or only name it.

The judgement is about the matter, not the sentence: "The risk file is complete, but automation
bias is not described" asserts the first and denies the second. So a sentence is judged clause by
clause, with the places where the terms of the criterion stand.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from domain.document import Block, BlockKind, Sentence, Span
from domain.finding import Assertion
from ingest import instruction_like
from review import assertion_patterns as patterns
from review import sentence_shapes as shapes
from review.assertion_clauses import Asked, Reading, read_clauses

ASSERTION_VERSION = "assertion-4"

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


_WHOLE = Asked()


def read_assertion(sentence: Sentence, asked: Asked = _WHOLE) -> Reading:
    """Judge the sentence, table row or list item towards what is asked."""
    if (kind := _BY_KIND.get(sentence.block.kind)) is not None:
        return Reading(kind, f"stands in a {sentence.block.kind.value}")
    alone = _Alone.of(sentence)
    if (whole := _read_whole(alone, wants_document=asked.wants_document)) is not None:
        return whole
    if asked.wants_value and (target := _target(sentence.text, asked)):
        return Reading(Assertion.PLANNED, f"a target, not a result: {target}")
    if sentence.block.kind is BlockKind.TABLE_ROW:
        return _read_row(sentence, asked)
    return read_clauses(sentence.text, asked)


class _Alone(NamedTuple):
    """What of a sentence its reading as a whole rests on, whichever criterion asks."""

    text: str
    kind: BlockKind
    headers: tuple[str, ...]
    opened: bool

    @classmethod
    def of(cls, sentence: Sentence) -> "_Alone":
        block = sentence.block
        return cls(sentence.text, block.kind, block.headers, block.lead_in is not None)


@lru_cache(maxsize=20_000)
def _read_whole(alone: _Alone, *, wants_document: bool) -> Reading | None:
    text = alone.text
    if instruction_like(text):
        return Reading(Assertion.ADVICE, "speaks to a model, not to a reader")
    if match := patterns.PLACEHOLDER.search(text):
        return Reading(Assertion.PLACEHOLDER, f"holds a blank: {match.group(0)[:40]}")
    if patterns.ADVICE.search(text):
        return Reading(Assertion.ADVICE, "tells an author what to write")
    if patterns.LAW.search(text):
        return Reading(Assertion.LAW_QUOTE, "repeats a requirement")
    return _read_mention(alone, wants_document=wants_document)


def _read_mention(alone: _Alone, *, wants_document: bool) -> Reading | None:
    """A sentence that points elsewhere or only names the matter."""
    text, kind = alone.text, alone.kind
    points = not wants_document and patterns.POINTER.search(text)
    if points and kind is not BlockKind.TABLE_ROW:
        return Reading(Assertion.MENTION, "only points elsewhere")
    if shapes.CAPTION.match(text) or shapes.ABBREVIATIONS.match(text):
        return Reading(Assertion.MENTION, "a caption or a list of abbreviations")
    if kind is BlockKind.TABLE_ROW and is_history(alone.headers):
        return Reading(Assertion.MENTION, "a line of the revision history")
    said = (shapes.VERB, shapes.PRESENT, shapes.LABELLED)
    states = any(pattern.search(text) for pattern in said)
    fragment = len(text.split()) < _FRAGMENT_WORDS and not any(c.isdigit() for c in text)
    if fragment or _is_label(alone) or (kind is BlockKind.PARAGRAPH and not states):
        return Reading(Assertion.MENTION, "names the matter without a statement")
    return None


def _is_label(alone: _Alone) -> bool:
    """A few words without verb, value or full stop, that no list opening completes."""
    text = alone.text
    if alone.kind is BlockKind.TABLE_ROW or alone.opened:
        return False
    short = len(text.split()) <= _LABEL_WORDS and not text.rstrip().endswith((".", ";", ":", "!"))
    return (
        short and not any(c.isdigit() or c == ":" for c in text) and not shapes.FINITE.search(text)
    )


def is_history(headers: Sequence[str]) -> bool:
    """Whether a table lists the revisions of its document."""
    heads = " ".join(headers).lower()
    return bool(re.search(r"\b(?:rev|version|issue)", heads)) and bool(
        re.search(r"\bdate\b", heads) and re.search(r"\b(?:chang|author|description|reason)", heads)
    )


def _read_row(sentence: Sentence, asked: Asked) -> Reading:
    spans = asked.spans
    for header, cell, place in _cells(sentence):
        stated = not header or len(sentence.block.cells) <= 2 or _STATE_HEADER.search(header)  # noqa: PLR2004 - a question and its answer
        if any(place.holds(span) for span in spans) and _NO_CELL.fullmatch(cell):
            continue
        if stated and cell.strip() and _NO_CELL.fullmatch(cell):
            return Reading(Assertion.DENIED, f"the row says {cell.strip()[:30]!r}")
        if stated and _PLANNED_CELL.fullmatch(cell):
            return Reading(Assertion.PLANNED, f"the row says {cell.strip()[:40]!r}")
    return read_clauses(sentence.text, asked)


def _target(text: str, asked: Asked) -> str | None:
    """The word that makes a value a target, unless it belongs to the matter itself."""
    spans = asked.spans
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
