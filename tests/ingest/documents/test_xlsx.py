"""XLSX: sheets as sections, tables with headers, values as they are shown."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import openpyxl
import openpyxl.worksheet.table
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from domain.document import BlockKind, ReadFailure
from domain.errors import FailureReason
from ingest import read_bytes
from tests.ingest.making import cells, changed_zip, read_one, saved, texts, xlsx_file

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

RISKS = [["ID", "Hazard", "Control"], ["H1", "Miss", "Alarm"], ["H2", "Delay", "Timer"]]


def test_sheets_are_sections_and_rows_have_headers() -> None:
    document = read_one("a.xlsx", xlsx_file({"Risks": RISKS, "Tests": RISKS[:2]}))
    assert texts(document, BlockKind.HEADING) == ["Risks", "Tests"]
    rows = [b for b in document.blocks if b.kind is BlockKind.TABLE_ROW]
    assert [b.section for b in rows] == [("Risks",), ("Risks",), ("Tests",)]
    assert {b.headers for b in rows} == {("ID", "Hazard", "Control")}
    assert rows[0].span.of(document.text) == "H1 | Miss | Alarm"


def test_titles_and_several_tables_on_a_sheet() -> None:
    rows: list[Sequence[object]] = [
        ["Risk table"],
        *RISKS,
        [],
        ["Metric", "Value", "Set"],
        ["AUC", 0.94, "test"],
    ]
    document = read_one("a.xlsx", xlsx_file({"S": rows}))
    assert texts(document, BlockKind.PARAGRAPH) == ["Risk table"]
    assert texts(document, BlockKind.TABLE_HEADER) == [
        "ID | Hazard | Control",
        "Metric | Value | Set",
    ]
    assert cells(document)[-1] == ["AUC", "0.94", "test"]


def test_merged_cells_are_repeated() -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in [*RISKS, [None, "Wrong", "None"]]:
        sheet.append(row)
    sheet.merge_cells("A3:A4")
    assert cells(read_one("a.xlsx", saved(book)))[-1] == ["H2", "Wrong", "None"]


def test_values_are_shown_as_in_the_program() -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["What", "Value"])
    sheet.append(["share", 0.941])
    sheet["B2"].number_format = "0.0%"
    sheet.append(["day", datetime(2026, 3, 1, tzinfo=UTC).replace(tzinfo=None)])
    sheet.append(["whole", 3.0])
    sheet.append(["truth", True])
    assert [row[1] for row in cells(read_one("a.xlsx", saved(book)))[-4:]] == [
        "94.1%",
        "2026-03-01",
        "3",
        "TRUE",
    ]


def test_comments_hidden_sheets_and_formulas_without_result() -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in RISKS:
        sheet.append(row)
    sheet["A2"].comment = Comment("Is this right?", "A")
    sheet["C3"] = "=1+1"
    hidden = book.create_sheet("Old")
    hidden.append(["old", "words"])
    hidden.sheet_state = "hidden"
    document = read_one("a.xlsx", saved(book))
    assert texts(document, BlockKind.COMMENT) == ["Is this right?"]
    assert texts(document, BlockKind.HIDDEN) == ["old | words"]
    assert "1 formulas have no stored result" in document.warnings[0]


def test_entity_bombs_are_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    data = changed_zip(
        xlsx_file({"S": RISKS}),
        {"xl/worksheets/sheet1.xml": lambda x: bomb + x},
    )
    (result,) = read_bytes("a.xlsx", data)
    assert isinstance(result, ReadFailure)
    assert result.reason is FailureReason.UNSAFE


GAPS: list[list[object]] = [
    ["No.", "Hazard", "Mark", "Control", "Result"],
    ["H-01", "Miss", None, "Alarm", None],
    ["H-02", "Delay", None, None, "acceptable"],
    ["H-03", "Swap", "AI", None, None],
]


def headers_of(book: openpyxl.Workbook) -> list[str]:
    return texts(read_one("a.xlsx", saved(book)), BlockKind.TABLE_HEADER)


def gap_book(rows: "Sequence[Sequence[object]]" = GAPS) -> tuple[openpyxl.Workbook, Any]:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append(list(row))
    return book, sheet


def test_abbreviated_names_over_empty_cells_are_headers() -> None:
    assert headers_of(gap_book()[0]) == ["No. | Hazard | Mark | Control | Result"]


LABELS: list[list[object]] = [
    ["Control", None, None, "Result", None],
    ["Alarm", "on", "loud", "good", "new"],
    ["Timer", "short", None, None, "good"],
]


def bold(sheet: Any) -> None:  # noqa: ANN401 - openpyxl's union of sheets
    for cell in sheet[1]:
        cell.font = Font(bold=True)


def shade(sheet: Any) -> None:  # noqa: ANN401 - as above
    for cell in sheet[1]:
        cell.fill = PatternFill("solid", fgColor="E3E9F0")


def freeze(sheet: Any) -> None:  # noqa: ANN401 - as above
    sheet.freeze_panes = "A2"


def filtered(sheet: Any) -> None:  # noqa: ANN401 - as above
    sheet.auto_filter.ref = "A1:E3"


@pytest.mark.parametrize("mark", [bold, shade, freeze, filtered])
def test_style_pane_and_filter_tell_a_header_with_gaps(mark: "Callable[[Any], None]") -> None:
    book, sheet = gap_book(LABELS)
    assert headers_of(book) == []
    mark(sheet)
    assert headers_of(book) == ["Control |  |  | Result | "]


def test_a_filtered_range_is_one_table_whatever_its_gaps() -> None:
    book, sheet = gap_book([["Control", None, "Result"], [None, None, "good"], ["Timer"]])
    sheet["F9"] = "Note"
    sheet.auto_filter.ref = "A1:C900"
    assert headers_of(book) == ["Control |  | Result"]
    document = read_one("a.xlsx", saved(book))
    assert cells(document) == [["", "", "good"], ["Timer", "", ""]]
    assert texts(document, BlockKind.PARAGRAPH) == ["Note"]


def test_a_defined_table_tells_its_header() -> None:
    book, sheet = gap_book([["Control", "Result"], ["Alarm", "good"], ["Timer", "good"]])
    assert headers_of(book) == []
    sheet.add_table(openpyxl.worksheet.table.Table(displayName="T", ref="A1:B3"))
    assert headers_of(book) == ["Control | Result"]


def test_a_bold_first_row_of_figures_is_no_header() -> None:
    book, sheet = gap_book([["AUC", 0.94, 0.9], ["F1", 0.8, 0.7], ["F2", 0.7, 0.6]])
    bold(sheet)
    assert headers_of(book) == []


def test_a_table_that_is_bold_throughout_has_no_header_by_that() -> None:
    book, sheet = gap_book([["Author", "A. B."], ["Reviewer", "C. D."]])
    for row in sheet.iter_rows():
        for cell in row:
            cell.font = Font(bold=True)
    assert headers_of(book) == []
