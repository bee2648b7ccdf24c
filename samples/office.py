"""Sample documents as DOCX and XLSX, with the same bytes on every run."""

import re
from datetime import UTC, datetime
from io import BytesIO
from math import ceil
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

COMPANY = "Orrivane Medical Software GmbH"


def write_xlsx(content: dict[str, Any]) -> bytes:
    """The workbook that a YAML source describes: sheets with widths, header and rows."""
    book = Workbook()
    del book[book.sheetnames[0]]
    for sheet in content["sheets"]:
        _fill(book.create_sheet(sheet["name"]), sheet)
    book.properties.title = f"{content['code']} {content['title']}"
    book.properties.creator = COMPANY
    book.properties.created = moment(content["date"])
    target = BytesIO()
    book.save(target)
    return fixed_zip(target.getvalue(), moment(content["date"]))


def moment(date: object) -> datetime:
    """Nine o'clock of that day, the time stamp of all properties."""
    return datetime.fromisoformat(f"{date}T09:00:00").replace(tzinfo=UTC).replace(tzinfo=None)


def fixed_zip(data: bytes, stamp: datetime) -> bytes:
    """The same package with fixed time stamps and without compression.

    Compression is left out because its bytes differ between builds of zlib.
    """
    target = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(target, "w", ZIP_STORED) as new:
        for name in old.namelist():
            entry = ZipInfo(name, (stamp.year, stamp.month, stamp.day, 9, 0, 0))
            new.writestr(entry, _fixed_part(name, old.read(name), stamp))
    return target.getvalue()


def _fixed_part(name: str, part: bytes, stamp: datetime) -> bytes:
    if name != "docProps/core.xml":
        return part
    return re.sub(
        rb"(<dcterms:(created|modified)[^>]*>)[^<]*",
        rb"\g<1>" + stamp.strftime("%Y-%m-%dT%H:%M:%SZ").encode(),
        part,
    )


def _fill(sheet: Any, content: dict[str, Any]) -> None:  # noqa: ANN401 - openpyxl's sheet union
    if title := content.get("title"):
        sheet.append([title])
        sheet["A1"].font = Font(bold=True, size=13)
    if header := content.get("header"):
        sheet.append(header)
        for cell in sheet[sheet.max_row]:
            cell.font = Font(bold=True)
            cell.fill = PatternFill("solid", fgColor="E3E9F0")
        sheet.freeze_panes = f"A{sheet.max_row + 1}"
    for row in content["rows"]:
        sheet.append([str(cell) for cell in row])
    for number, width in enumerate(content["widths"], start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    for row in sheet.iter_rows(min_row=2 if content.get("title") else 1):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[row[0].row].height = _height(row, content["widths"])


def _height(row: Any, widths: list[int]) -> float:  # noqa: ANN401 - as above
    lines = (ceil(1.15 * len(str(c.value or "")) / w) for c, w in zip(row, widths, strict=False))
    return 15.0 * max(1, *lines)
