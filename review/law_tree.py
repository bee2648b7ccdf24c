"""The tree of an act to walk: chapters with their articles, annexes, recitals."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.law import Catalogue, Obligation
from domain.pinpoint import Act, Pinpoint
from regulations.amendments import Change, load_amendments
from regulations.chapters import chapter_of, chapters
from review.law import LawShelf
from review.law_browser import Entry, act_view

ANNEXES = "Annexes"
RECITALS = "Recitals"
_ROOT = re.compile(r"(art|annex|rec)-(\d+|[ivx]+)([a-z]*)")
_ROMAN = {"i": 1, "v": 5, "x": 10}


@dataclass(frozen=True, slots=True)
class Branch:
    """A chapter, the annexes or the recitals, with the units in it."""

    name: str
    entries: tuple[Entry, ...]

    def holds(self, place: Pinpoint) -> bool:
        """Whether the place lies in one of the units."""
        return any(entry.pinpoint == place.root for entry in self.entries)


def act_tree(act: Act, shelf: LawShelf, catalogue: Catalogue) -> tuple[Branch, ...]:
    """The branches of an act that have a unit, in reading order.

    The units are those of the text at hand and those in which the catalogue has a row: without a
    text the latter alone, and with an older text also what was inserted since.
    """
    entries = sorted(_entries(act, shelf, catalogue), key=lambda entry: _order(entry.pinpoint))
    names = [*(f"Ch. {one.number}: {one.name}" for one in chapters(act)), ANNEXES, RECITALS]
    built = (Branch(name, tuple(e for e in entries if _branch(e) == name)) for name in names)
    return tuple(branch for branch in built if branch.entries)


def _entries(act: Act, shelf: LawShelf, catalogue: Catalogue) -> Iterator[Entry]:
    at_hand = act_view(act, shelf)
    yield from at_hand
    known = {entry.pinpoint for entry in at_hand}
    rows = [row for row in catalogue.obligations.values() if row.pinpoint.act is act]
    new = {one.unit: one.since for one in load_amendments() if one.change is Change.INSERTED}
    inserted = [unit for unit in new if unit.act is act and unit == unit.root]
    for root in dict.fromkeys([*(row.pinpoint.root for row in rows), *inserted]):
        if root not in known:
            mine = [row for row in rows if row.pinpoint.root == root]
            yield Entry(root, _told(mine) or f"inserted {new[root]}")


def _told(rows: Sequence[Obligation]) -> str:
    """What is said in our words of a unit whose text is not at hand."""
    return rows[0].title if len(rows) == 1 else f"{len(rows)} obligations" if rows else ""


def _branch(entry: Entry) -> str:
    chapter = chapter_of(entry.pinpoint)
    if chapter is not None:
        return f"Ch. {chapter.number}: {chapter.name}"
    return ANNEXES if entry.pinpoint.path[0].startswith("annex") else RECITALS


def _order(place: Pinpoint) -> tuple[int, str]:
    """Sorts the units of one kind; articles inserted later follow their number."""
    found = _ROOT.fullmatch(place.path[0])
    if found is None:
        return (0, place.path[0])
    _, number, letters = found.groups()
    return (int(number) if number.isdigit() else _value(number), letters)


def _value(roman: str) -> int:
    values = [_ROMAN[letter] for letter in roman]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-one if one < following else one for one, following in pairs)
