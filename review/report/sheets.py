"""Tables as a workbook to read and print: frozen heads, filters, page layout, no formulas."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from math import ceil

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from review.report.safe import cell
from review.report.zip_bytes import without_clock

_BODY = "Calibri"
_HEAD = Font(name=_BODY, bold=True, color="FFFFFF")
_HEAD_FILL = PatternFill("solid", fgColor="1F3A5F")
_TITLE = Font(name=_BODY, bold=True, size=14, color="1F3A5F")
_NOTE = Font(name=_BODY, color="444444")
_WRAP = Alignment(wrap_text=True, vertical="top")
_THIN = Side(style="thin", color="C9D1DB")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_LINE = 12.8
_HIGHEST = 400.0
"""Points: the height of a line of text, and of the highest row."""
FILLS = {
    "covered": "D5EBDD",
    "partial": "FCEFC7",
    "gap": "F8D7D3",
    "conflict": "E9D5F0",
    "undetermined": "DDE4EE",
    "not applicable": "EEEEEE",
}
"""The tint of each verdict, beside its word."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its width in characters, and whether it goes on paper."""

    name: str
    width: int
    printed: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a name; verdicts in the columns `coloured` are tinted.

    `frozen` is how many columns stay in sight; `notes` stand above the head.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[str | int]]
    coloured: tuple[str, ...] = ()
    frozen: int = 0
    notes: tuple[str, ...] = ()


def workbook_bytes(sheets: Sequence[Sheet], name: str) -> bytes:
    """The sheets as XLSX; the same sheets give the same bytes."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.created = book.properties.modified = datetime(2000, 1, 1, tzinfo=UTC)
    book.properties.title, book.properties.creator = cell(name), "citemark"
    for sheet in sheets:
        _draw(book.create_sheet(sheet.title), sheet)
        _footer(book[sheet.title], name)
    target = BytesIO()
    book.save(target)
    return without_clock(target.getvalue())


def _draw(made: Worksheet, sheet: Sheet) -> None:
    for at, note in enumerate(sheet.notes, start=1):
        made.cell(at, 1, cell(note)).font = _TITLE if at == 1 else _NOTE
    head = len(sheet.notes) + (2 if sheet.notes else 1)
    for number, column in enumerate(sheet.columns, start=1):
        made.column_dimensions[get_column_letter(number)].width = column.width
        named = made.cell(head, number, column.name)
        named.font, named.fill, named.alignment, named.border = _HEAD, _HEAD_FILL, _WRAP, _BOX
    tinted = {at for at, column in enumerate(sheet.columns) if column.name in sheet.coloured}
    looks: dict[str, StyleArray] = {}
    for line, row in enumerate(sheet.rows, start=head + 1):
        for at, value in enumerate(row):
            written = made.cell(line, at + 1, value if isinstance(value, int) else cell(value))
            _dress(written, FILLS.get(str(value), "") if at in tinted else "", looks)
        made.row_dimensions[line].height = _height(row, sheet.columns)
    _lay_out(made, sheet, head)


def _dress(written: Cell, tint: str, looks: dict[str, StyleArray]) -> None:
    """Looks are put together once each: openpyxl hashes every part of one for each cell."""
    if tint not in looks:
        written.alignment, written.border = _WRAP, _BOX
        if tint:
            written.fill = PatternFill("solid", fgColor=tint)
        looks[tint] = written._style  # type: ignore[attr-defined]  # noqa: SLF001 - no other name
    written._style = looks[tint]  # type: ignore[attr-defined]  # noqa: SLF001


def _lay_out(made: Worksheet, sheet: Sheet, head: int) -> None:
    """Frozen head, a filter, and pages that print one sheet wide with the head repeated."""
    last = max(head, made.max_row)
    made.freeze_panes = f"{get_column_letter(sheet.frozen + 1)}{head + 1}"
    made.auto_filter.ref = f"A{head}:{get_column_letter(len(sheet.columns))}{last}"
    made.page_setup.orientation = "landscape"
    made.page_setup.paperSize = made.PAPERSIZE_A3
    printed = sum(column.printed for column in sheet.columns)
    made.print_area = f"A1:{get_column_letter(printed)}{last}"
    made.page_setup.fitToHeight = 0
    made.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    made.print_title_rows = f"{head}:{head}"
    made.page_margins.left = made.page_margins.right = 0.4
    made.page_margins.top, made.page_margins.bottom = 0.5, 0.7


def _footer(made: Worksheet, name: str) -> None:
    foot = made.oddFooter
    if foot is None:
        return
    foot.left.text, foot.center.text = cell(name).replace("&", "&&"), "&A"
    foot.right.text = "Page &P of &N"


def _height(row: Sequence[str | int], columns: Sequence[Column]) -> float:
    """Points that the printed cells of a row need."""
    lines = [
        sum(max(1, ceil(1.08 * len(part) / column.width)) for part in str(value).split("\n"))
        for value, column in zip(row, columns, strict=True)
        if column.printed
    ]
    return min(_HIGHEST, _LINE * max(lines) + 4)
