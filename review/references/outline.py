"""What of a document can be cited: its sections, captioned tables and figures, and annexes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.document import Block, BlockKind, Document, Span
from review.references.places import PlaceKind

_NUMBERED = re.compile(
    r"^[#\s]*(?:section|chapter|\u00a7)?\s*(?P<label>\d+(?:\.\d+)*[a-z]?)[.):]?(?:\s|$)",
    re.IGNORECASE,
)
_ANNEX = re.compile(r"^[#\s*]*(?:annex|appendix)\s+(?P<label>[A-Z]|\d+|[IVX]+)\b", re.IGNORECASE)
_CAPTION = re.compile(
    r"^[*_#\s|]*(?P<word>table|figure|fig\.?)\s+(?P<label>[A-Z]?\.?\d+(?:[.-]\d+)*[a-z]?)"
    r"\s*(?:[:.)|*_\u2013\u2014-]|$)",
    re.IGNORECASE | re.MULTILINE,
)
_RUN_IN = re.compile(r"^\s*(?P<label>\d+(?:\.\d+)+)\.?\s+\S", re.MULTILINE)
_UNSEEN = {BlockKind.CONTENTS, BlockKind.RUNNING, BlockKind.DELETED, BlockKind.COMMENT}
_TEXT_ONLY = {"markdown", "text", "csv"}
_FEW = 2
"""Numbered headings from which a document counts as numbered throughout."""

Key = tuple[PlaceKind, str]


@dataclass(frozen=True, slots=True)
class Held:
    """A place that a document holds: the headings down to it, and its characters."""

    section: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Outline:
    """The places of one document, by kind and label in small letters.

    Sections stand under their number and under their title. `told` are the kinds of which the
    absence can be told: a document without numbered headings has its sections somewhere.
    """

    held: Mapping[Key, Held]
    told: frozenset[PlaceKind]

    def find(self, kind: PlaceKind, label: str) -> Held | None:
        """The place of that label, None where it is not there."""
        return self.held.get((kind, label))


def outline(document: Document) -> Outline:
    """Read the outline off headings, captions and numbers at the start of lines."""
    held: dict[Key, Held] = {}
    for key, place in (*_sections(document), *_captions(document), *_run_in(document)):
        held.setdefault(key, place)
    return Outline(held, frozenset(_told(document, held)))


def _sections(document: Document) -> Iterator[tuple[Key, Held]]:
    headings = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    for number, block in enumerate(headings):
        title = block.span.of(document.text).strip("# \t\n")
        held = Held(
            (*block.section, title), Span(block.span.start, _end(document, headings, number))
        )
        if match := _ANNEX.match(title):
            yield (PlaceKind.ANNEX, match["label"].casefold()), held
        if label := _label(block, title):
            yield (PlaceKind.SECTION, label), held
        yield (PlaceKind.SECTION, _plain(title)), held
    first: dict[tuple[str, ...], Block] = {}
    for block in document.blocks:
        first.setdefault(block.section, block)
    for block in first.values():
        for title in block.section:
            yield (PlaceKind.SECTION, _plain(title)), Held(block.section, block.span)


def _label(block: Block, title: str) -> str:
    match = _NUMBERED.match(block.number) or _NUMBERED.match(title)
    return match["label"].casefold() if match else ""


def _plain(title: str) -> str:
    return _NUMBERED.sub("", title).strip().casefold()


def _end(document: Document, headings: Sequence[Block], number: int) -> int:
    """Where the section ends: at the next heading that is not below this one."""
    depth = len(headings[number].section)
    later = (h.span.start for h in headings[number + 1 :] if len(h.section) <= depth)
    return next(later, len(document.text))


def _captions(document: Document) -> Iterator[tuple[Key, Held]]:
    for block in document.blocks:
        if block.kind in _UNSEEN:
            continue
        for match in _CAPTION.finditer(block.span.of(document.text)):
            kind = PlaceKind.TABLE if match["word"][0] in "tT" else PlaceKind.FIGURE
            yield (kind, match["label"].casefold()), Held(block.section, block.span)


def _run_in(document: Document) -> Iterator[tuple[Key, Held]]:
    """Numbers that open a line, for sections whose heading was not recognised as one."""
    for block in document.blocks:
        if block.kind in _UNSEEN:
            continue
        for match in _RUN_IN.finditer(block.span.of(document.text)):
            yield (PlaceKind.SECTION, match["label"]), Held(block.section, block.span)


def _told(document: Document, held: Mapping[Key, Held]) -> Iterator[PlaceKind]:
    if document.unreadable_pages:
        return
    numbers = [label for kind, label in held if kind is PlaceKind.SECTION and label[:1].isdigit()]
    if len(numbers) >= _FEW:
        yield PlaceKind.SECTION
    plain_text = document.format in _TEXT_ONLY
    tables = any(block.kind is BlockKind.TABLE_ROW for block in document.blocks)
    if _has(held, PlaceKind.TABLE) or (plain_text and not tables):
        yield PlaceKind.TABLE
    if _has(held, PlaceKind.FIGURE) or plain_text:
        yield PlaceKind.FIGURE
    yield PlaceKind.ANNEX


def _has(held: Mapping[Key, Held], kind: PlaceKind) -> bool:
    return any(found is kind for found, _ in held)
