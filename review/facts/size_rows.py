"""Sizes of data sets in the rows of tables, where set and unit stand in headers and first cells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.document import BlockKind, Sentence
from review.facts.reading import OTHER_SETTING, data_set

_NUMBER_OF = r"(?:(?:total )?(?:number|no\.?|count) of )?"
_UNIT = (
    r"studies|patients|images|cases|scans|examinations|series|samples|records|radiographs|"
    r"participants|subjects|slides|recordings"
)
_COUNTED = re.compile(
    rf"{_NUMBER_OF}(?:[n#][\s=,:]*\(?)?(?P<unit>{_UNIT})\)?(?:\s?\(n\))?", re.IGNORECASE
)
"""A header or first cell that names what is counted, and nothing that narrows it."""
_BARE = re.compile(r"n|number|count", re.IGNORECASE)
_NOT_NAMED = "entries of a unit that is not named"
_SHARE = r"(?:\s*\(\s*\d[\d.,]*\s?%\s*\))?"
_COUNT = re.compile(
    rf"(?P<count>\d{{1,3}}(?:[ ,.\u00a0\u202f']\d{{3}})+|\d{{1,7}})(?:\s+(?P<unit>[a-z]+))?{_SHARE}"
)
_KIND = (
    r"external(?:\s+(?:validation|test))?|(?:internal\s+)?validation|tuning|training|"
    r"(?:(?:independent|held-?out)\s+)?test(?:ing)?|hold-?out"
)
_ITS_NAME = r"[A-Z]{1,4}-?\d{1,3}"
_SET = re.compile(
    rf"(?i:(?:the\s+)?(?P<set>{_KIND})(?:\s+(?:data\s?)?(?:set|data|split|cohort))?)"
    rf"(?:\s+(?P<name>{_ITS_NAME}))?{_SHARE}"
)
"""A data set as a whole, alone in a header or first cell."""
_SETS = re.compile(rf"(?P<set>{_KIND})(?:\s+(?:data\s?)?(?:set|cohort)s?)", re.IGNORECASE)
_UNIT_OF_SET = re.compile(rf"{_NUMBER_OF}(?P<set>{_KIND}) (?P<unit>{_UNIT})", re.IGNORECASE)
_UNIT_IN_SET = re.compile(
    rf"{_NUMBER_OF}(?P<unit>{_UNIT}) (?:in|of) the (?P<set>{_KIND}) (?:set|data)", re.IGNORECASE
)
_NOT_USED = re.compile(
    r"\b(?:plan\w*|expected|required|minimum|target|excluded|screened)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Size:
    """How many of a unit a data set holds.

    `setting` is the set as `data_set` names it, `name` what it is called ("T-3") or "", `count`
    the plain number, `shown` the cell as it stands.
    """

    setting: str
    unit: str
    count: str
    shown: str
    name: str = ""


def sizes_in_row(sentence: Sentence, headings: str) -> Iterator[Size]:
    """The sizes of whole data sets in a row: a row of a set, of a unit, or of both in one cell."""
    block, start = sentence.block, sentence.span.start
    if block.kind is not BlockKind.TABLE_ROW or len(block.cells) < 2:  # noqa: PLR2004 - a name and a value
        return
    cells = [sentence.text[c.start - start : c.end - start].strip() for c in block.cells]
    heads = [" ".join(head.split()) for head in (*block.headers, *[""] * len(cells))]
    pairs = list(zip(heads[1:], cells[1:], strict=False))
    own = _of_a_set(*_set_of_row(heads[0], cells[0]), pairs)
    found = (*own, *_of_a_unit(cells[0], pairs), *_of_both(cells))
    around = " ".join((*block.headers, sentence.text, headings))
    if found and not OTHER_SETTING.search(around) and not _NOT_USED.search(around):
        yield from found


def _of_a_set(setting: str, name: str, pairs: list[tuple[str, str]]) -> Iterator[Size]:
    """A row of a set, with a column for each unit."""
    for head, cell in pairs if setting else ():
        counted = _COUNTED.fullmatch(head)
        unit = counted["unit"].lower() if counted else _NOT_NAMED * bool(_BARE.fullmatch(head))
        yield from _size(setting, unit, cell, name)


def _of_a_unit(first: str, pairs: list[tuple[str, str]]) -> Iterator[Size]:
    """A row of a unit, with a column for each set."""
    counted = _COUNTED.fullmatch(first)
    for head, cell in pairs if counted else ():
        found = _SET.fullmatch(head)
        if counted and found:
            yield from _size(_setting(found), counted["unit"].lower(), cell, found["name"] or "")


def _of_both(cells: list[str]) -> Iterator[Size]:
    """A row whose first cell names the set and the unit, with the number behind it."""
    found = _UNIT_OF_SET.fullmatch(cells[0]) or _UNIT_IN_SET.fullmatch(cells[0])
    if found:
        yield from _size(_setting(found), found["unit"].lower(), cells[1])


def _set_of_row(head: str, cell: str) -> tuple[str, str]:
    """The set that a row is of and its name, ("", "") where it is of none or of a part."""
    if found := _SET.fullmatch(" ".join(cell.split())):
        return _setting(found), found["name"] or ""
    sets = _SETS.fullmatch(head)
    return (_setting(sets), cell) if sets and re.fullmatch(_ITS_NAME, cell) else ("", "")


def _setting(found: re.Match[str]) -> str:
    return data_set(f"{found['set']} set")


def _size(setting: str, unit: str, cell: str, name: str = "") -> Iterator[Size]:
    """The size where the cell is a count, in the unit of its header or in one of its own."""
    found = _COUNT.fullmatch(cell)
    if found is None or not (setting and unit):
        return
    own = (found["unit"] or "").lower()
    named = _COUNTED.fullmatch(own)
    if (own and not named) or (named and unit not in {own, _NOT_NAMED}):
        return
    yield Size(setting, own or unit, re.sub(r"\D", "", found["count"]), cell, name)
