"""XLSX to text: each sheet a section, each table in it rows with their headers."""

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from io import BytesIO
from typing import Protocol, cast

import openpyxl

from domain.document import BlockKind
from domain.errors import FailureReason, UnreadableFileError
from ingest.documents.builder import CELL_GAP, Builder, one_line
from ingest.documents.grid import Area, areas
from ingest.documents.package import Package
from ingest.documents.tables import write_table
from ingest.documents.xlsx_headers import Marks, area_of, header_count, is_strong, read_marks
from ingest.limits import Limits

_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]+\d+:[A-Z]+\d+)\"")
_NO_RESULT = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^>]*/>)\s*(?:<(?:\w+:)?v\s*(?:/>|></(?:\w+:)?v>)\s*)?</(?:\w+:)?c>"
)
_TABLE = re.compile(rb"tables/(table\d+\.xml)\"")
_COMMENTS = re.compile(r"xl/comments\d*\.xml|xl/comments/.*\.xml")
_TEXT = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_WIDEST_MERGE = 2000


class _Cell(Protocol):
    value: object
    row: int
    column: int
    number_format: str | None
    font: object
    fill: object


class _Sheet(Protocol):
    """What openpyxl's read-only sheets have and its type stubs leave out."""

    title: str
    sheet_state: str
    _worksheet_path: str

    def reset_dimensions(self) -> None: ...

    def iter_rows(self) -> Iterator[tuple[_Cell, ...]]: ...


Values = dict[int, dict[int, str]]


@dataclass(slots=True)
class _Read:
    """The values of a sheet, and the rows with a cell that is neither bold nor shaded."""

    values: Values = field(default_factory=dict)
    plain: set[int] = field(default_factory=set)

    @property
    def strong(self) -> frozenset[int]:
        return frozenset(self.values.keys() - self.plain)


def read_xlsx(name: str, data: bytes, limits: Limits) -> Builder:
    """Read a workbook by its stored values; raises `UnreadableFileError` for a bad one."""
    builder = Builder()
    with Package(name, data, limits) as package:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
        builder.title = book.properties.title or ""
        for sheet in cast("list[_Sheet]", book.worksheets):
            _write_sheet(name, sheet, package, builder, limits)
        book.close()
        _write_comments(package, builder)
    return builder


def _write_sheet(
    name: str, sheet: _Sheet, package: Package, builder: Builder, limits: Limits
) -> None:
    raw = package.bytes_of(sheet._worksheet_path.lstrip("/"))  # noqa: SLF001 - no public way
    read = _values(name, sheet, limits)
    values = read.values
    if not values:
        return
    if count := len(_NO_RESULT.findall(raw)):
        builder.warnings.append(
            f"sheet {sheet.title}: {count} formulas have no stored result; "
            "open the workbook, let it calculate and save it"
        )
    merged = [area_of(ref.decode("ascii")) for ref in _MERGED.findall(raw)]
    builder.heading(sheet.title, 1)
    if sheet.sheet_state != "visible":
        _write_hidden(values, builder)
        return
    marks = read_marks(raw, _tables(sheet, package), read.strong)
    _spread(values, merged)
    for area in areas(values, marks.filtered):
        _write_area(values, area, merged, marks, builder)


def _tables(sheet: _Sheet, package: Package) -> list[bytes]:
    """The parts that define tables on a sheet."""
    folder, _, part = sheet._worksheet_path.lstrip("/").rpartition("/")  # noqa: SLF001 - as above
    relations = package.bytes_of(f"{folder}/_rels/{part}.rels")
    return [package.bytes_of(f"xl/tables/{found.decode()}") for found in _TABLE.findall(relations)]


def _values(name: str, sheet: _Sheet, limits: Limits) -> _Read:
    sheet.reset_dimensions()
    read = _Read()
    length = 0
    for row in sheet.iter_rows():
        for cell in row:
            if text := _shown(cell):
                read.values.setdefault(cell.row, {})[cell.column] = text
                length += len(text)
                if cell.row not in read.plain and not is_strong(cell):
                    read.plain.add(cell.row)
        if length > limits.max_characters:
            raise UnreadableFileError(
                name, FailureReason.TOO_LARGE, f"sheet {sheet.title} has too much text; split it"
            )
    return read


def _shown(cell: _Cell) -> str:
    """A cell's value much as the program shows it: dates as ISO, per cent as per cent."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(float(value), str(cell.number_format or ""))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return one_line(str(value))


def _number(value: float, shape: str) -> str:
    if "%" in shape:
        places = len(shape.partition(".")[2].partition("%")[0])
        return f"{value * 100:.{min(places, 10)}f}%"
    return f"{value:.15g}"


def _spread(values: Values, merged: list[Area]) -> None:
    """Repeat the value of merged cells in each of them, so that each row can be read alone."""
    for area in merged:
        text = values.get(area.top, {}).get(area.left)
        size = (area.bottom - area.top + 1) * (area.right - area.left + 1)
        if not text or size > _WIDEST_MERGE:
            continue
        for row in range(area.top, area.bottom + 1):
            for column in range(area.left, area.right + 1):
                values.setdefault(row, {})[column] = text


def _write_area(
    values: Values, area: Area, merged: list[Area], marks: Marks, builder: Builder
) -> None:
    rows = [
        [values.get(row, {}).get(column, "") for column in range(area.left, area.right + 1)]
        for row in range(area.top, area.bottom + 1)
    ]
    rows = list(_without_titles(rows, builder))
    if area.left == area.right:
        for row in rows:
            builder.append(BlockKind.PARAGRAPH, row[0])
        return
    below = replace(area, top=area.bottom - len(rows) + 1)
    headers = header_count(rows, below, marks)
    if headers == 1 and _is_split(below.top, merged) and len(rows) > headers + 1:
        headers += 1
    write_table(builder, rows, headers)


def _without_titles(rows: list[list[str]], builder: Builder) -> Iterator[list[str]]:
    """The rows, after those at the top that hold one value only: these name the table."""
    start = 0
    while start < len(rows) - 1 and len(set(filter(None, rows[start]))) == 1 and len(rows[0]) > 1:
        builder.append(BlockKind.PARAGRAPH, max(rows[start]))
        start += 1
    yield from rows[start:]


def _is_split(row: int, merged: list[Area]) -> bool:
    """Whether a header row has names over several columns, so that the next row is header too."""
    return any(area.top == row == area.bottom and area.left < area.right for area in merged)


def _write_hidden(values: Values, builder: Builder) -> None:
    for row in sorted(values):
        cells = [values[row][column] for column in sorted(values[row])]
        builder.append(BlockKind.HIDDEN, CELL_GAP.join(cells))


def _write_comments(package: Package, builder: Builder) -> None:
    for part in sorted(package.names):
        root = package.xml(part) if _COMMENTS.fullmatch(part) else None
        for comment in () if root is None else root.iter(f"{_TEXT}comment"):
            builder.append(
                BlockKind.COMMENT, "".join(t.text or "" for t in comment.iter(f"{_TEXT}t"))
            )
