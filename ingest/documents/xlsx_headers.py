"""Which rows of a sheet name its columns: what the sheet itself says of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Protocol

from openpyxl.utils.cell import range_boundaries

from ingest.documents.builder import one_line
from ingest.documents.grid import Area
from ingest.documents.tables import is_label, looks_like_header

_PANE = re.compile(rb"<(?:\w+:)?pane\s[^>]*>")
_ROWS = re.compile(rb"\sySplit=\"(\d{1,3})(?:\.0*)?\"")
_FILTER = re.compile(rb"<(?:\w+:)?(?:autoFilter|table)\b[^>]*?\sref=\"([A-Z]+\d+:[A-Z]+\d+)\"")
_UNNAMED = re.compile(rb"<(?:\w+:)?table\s[^>]*headerRowCount=\"0\"")
_DEEPEST = 3


class Styled(Protocol):
    """A cell as openpyxl's read-only sheets give it; cells without content have no style."""

    font: object
    fill: object


@dataclass(frozen=True, slots=True)
class Marks:
    """What a sheet says of its rows, which count from 1.

    `frozen` is the last row of a pane that does not scroll, 0 where there is none; `filtered`
    are the ranges with filter buttons on their first row; `strong` are the rows whose filled
    cells are all bold or shaded.
    """

    frozen: int
    filtered: tuple[Area, ...]
    strong: frozenset[int]


def read_marks(sheet: bytes, tables: Sequence[bytes], strong: frozenset[int]) -> Marks:
    """The marks in the XML of a sheet and of the tables defined on it."""
    pane = _PANE.search(sheet)
    split = _ROWS.search(pane[0]) if pane and b"frozen" in pane[0] else None
    named = [table for table in tables if not _UNNAMED.search(table)]
    refs = [ref.decode("ascii") for part in (sheet, *named) for ref in _FILTER.findall(part)]
    return Marks(int(split[1]) if split else 0, tuple(map(area_of, refs)), strong)


def area_of(ref: str) -> Area:
    """The rectangle of a reference such as `A1:E3`."""
    left, top, right, bottom = range_boundaries(ref)
    return Area(int(top or 1), int(left or 1), int(bottom or 1), int(right or 1))


def is_strong(cell: Styled) -> bool:
    """Whether a cell is bold or shaded."""
    font, fill = cell.font, cell.fill
    shade = getattr(getattr(fill, "fgColor", None), "rgb", "")
    shaded = getattr(fill, "fill_type", None) == "solid" and shade != "FFFFFFFF"
    return shaded or bool(getattr(font, "b", False))


def header_count(rows: Sequence[Sequence[str]], area: Area, marks: Marks) -> int:
    """How many of `rows`, the rows of that area from its top, name the columns."""
    if len(rows) < 2 or not _are_labels(rows[0]):  # noqa: PLR2004 - one row has no header
        return 0
    most = min(_DEEPEST, len(rows) - 1)
    heads = {table.top for table in marks.filtered if table.overlaps(area)}
    named = [at for at in range(most) if area.top + at in heads]
    frozen = marks.frozen - area.top + 1
    for count in (max(named, default=-1) + 1, frozen, _strong_rows(area, most, marks)):
        if 0 < count <= most and all(map(_are_labels, rows[:count])):
            return count
    return int(looks_like_header(rows))


def _strong_rows(area: Area, most: int, marks: Marks) -> int:
    """The rows at the top that stand out; none where the row below them stands out as well."""
    rows = range(area.top, area.top + most + 1)
    count = len(list(takewhile(marks.strong.__contains__, rows)))
    return count if count <= most else 0


def _are_labels(row: Sequence[str]) -> bool:
    """Whether a row holds at least two short texts and no figure."""
    named = [line for cell in row if (line := one_line(cell))]
    return len(set(named)) > 1 and all(map(is_label, named))
