"""The places that words name: "sections 4.2 and 8", "Table 2a", "annex B"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from domain.document import Span
from review.normalise import may_hold


class PlaceKind(StrEnum):
    """What is cited within a document."""

    SECTION = "section"
    TABLE = "table"
    FIGURE = "figure"
    ANNEX = "annex"


@dataclass(frozen=True, slots=True)
class Place:
    """One place as cited: its label in small letters and the words, by span in their sentence."""

    kind: PlaceKind
    label: str
    span: Span

    @property
    def name(self) -> str:
        """The place as a report names it."""
        label = self.label.upper() if self.kind is PlaceKind.ANNEX else self.label
        return f"{self.kind} {label}"


_KINDS = {
    "tab": PlaceKind.TABLE,
    "fig": PlaceKind.FIGURE,
    "ann": PlaceKind.ANNEX,
    "app": PlaceKind.ANNEX,
}
_PARTS = ("section", "chapter", "table", "fig", "annex", "append", "sheet", "\u00a7")
_NUMBER = r"\d+(?:\.\d+)*[a-z]?(?![\w%])"
_LETTER = r"[A-HJ-UWYZ](?:\.\d+)*(?!\w)"
_LABEL = rf"(?:{_NUMBER}|{_LETTER})"
_ENDS = r"(?=\s*(?:[,.;:)\]|]|$)|\s+(?:and|to|or|of|in|there|are|is|was|were|for|as|with)\b)"
_JOIN = r"\s*(?:,\s*and|,|and|to|or|-|\u2013)\s*"
_NUMBERED = re.compile(
    rf"(?P<word>\b(?i:sections|chapters|tables|figures|annexes|appendices))\s+"
    rf"(?P<labels>{_LABEL}(?:{_JOIN}{_LABEL})*)"
    rf"|(?P<one>\b(?i:section|chapter|table|figure|figs?\.|fig|annex|appendix)\s+|\u00a7{{1,2}}\s*)"
    rf"(?P<label>{_LABEL}(?:{_JOIN}{_LABEL}{_ENDS})*)"
)
_TITLED = re.compile(
    r"\b(?P<word>(?i:section|chapter|sheet))\s+(?:[\"\u201c\u2018'](?P<quoted>[^\"\u201d\u2019']{3,80})[\"\u201d\u2019']"
    r"|(?P<plain>[A-Z][a-z]+(?: \w+){0,8})(?=\s*(?:[;|]|$)))"
)
_ONE = re.compile(_LABEL)


def places_in(text: str) -> Iterator[Place]:
    """The numbered and titled places that a text names, in reading order; of a range the ends."""
    found = (*_numbered(text), *_titled(text)) if may_name(text) else ()
    yield from sorted(found, key=lambda place: place.span)


def may_name(text: str) -> bool:
    """Whether a word for places may stand there, or the sign for sections."""
    return may_hold(text, _PARTS)


def _numbered(text: str) -> Iterator[Place]:
    for match in _NUMBERED.finditer(text):
        kind = _kind(match["word"] or match["one"])
        for label in _ONE.finditer(match["labels"] or match["label"]):
            if kind is PlaceKind.ANNEX or label.group(0)[0].isdigit():
                yield Place(kind, label.group(0).casefold(), Span(*match.span()))


def _titled(text: str) -> Iterator[Place]:
    for match in _TITLED.finditer(text):
        title = match["quoted"] or match["plain"]
        yield Place(PlaceKind.SECTION, title.casefold(), Span(*match.span()))


def _kind(word: str) -> PlaceKind:
    return _KINDS.get(word[:3].lower(), PlaceKind.SECTION)
