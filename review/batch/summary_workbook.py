"""The summary of a batch as a workbook: a sheet a table."""

from datetime import UTC, datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from review.batch.summary_tables import Cell, SummaryTables, Table
from review.report.safe import cell
from review.report.zip_bytes import without_clock

_HEAD = Font(bold=True, color="FFFFFF")
_HEAD_FILL = PatternFill("solid", fgColor="1F3A5F")
_LINK = Font(color="1F5FA8", underline="single")
_WRAP = Alignment(wrap_text=True, vertical="top")


def summary_workbook(tables: SummaryTables) -> bytes:
    """The workbook; the same tables give the same bytes."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.created = book.properties.modified = datetime(2000, 1, 1, tzinfo=UTC)
    book.properties.description = tables.told
    for table in tables.tables:
        _sheet(book.create_sheet(table.title), table)
    target = BytesIO()
    book.save(target)
    return without_clock(target.getvalue())


def _sheet(sheet: Worksheet, table: Table) -> None:
    for number, (name, width) in enumerate(table.columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
        head = sheet.cell(1, number, name)
        head.font, head.fill, head.alignment = _HEAD, _HEAD_FILL, _WRAP
    for line, row in enumerate(table.rows, start=2):
        for number, value in enumerate(row, start=1):
            _write(sheet, line, number, value)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


def _write(sheet: Worksheet, line: int, number: int, content: Cell) -> None:
    value = cell(content.value) if isinstance(content.value, str) else content.value
    made = sheet.cell(line, number, value)
    made.alignment = _WRAP
    if content.link:
        made.hyperlink = content.link
        made.font = _LINK
