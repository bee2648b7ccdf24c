"""The record of a qualification as a Word document, to be signed by hand."""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from io import BytesIO

from docx import Document
from docx.document import Document as Written
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell

from review.report.word import numbered_foot
from review.validation.checks import Result
from review.validation.running import Qualification

_GREEN, _RED = RGBColor(0x1B, 0x6E, 0x3C), RGBColor(0xB3, 0x1D, 0x1D)
_PURPOSE = (
    "This record shows what of citemark is installed on this computer (installation "
    "qualification) and that its key functions do on this computer what they must do (operation "
    "qualification). It was made by the command citemark validate, without a network, on test "
    "data that come with citemark. It supports the validation of software used in the quality "
    "management system (ISO 13485:2016, 4.1.6) and of systems for electronic records (21 CFR "
    "11.10(a)). Whether citemark suits the use that you make of it (performance qualification) "
    "is for you to show with documents of your own."
)
_SIGNERS = ("Performed by", "Reviewed by", "Approved by (quality management)")


def as_record(made: Qualification) -> bytes:
    """The record as DOCX."""
    page = Document()
    _layout(page)
    told = f"citemark qualification, {_when(made)}, results {digest(made)[:16]}"
    numbered_foot(page.sections[0], told)
    page.add_heading("citemark: installation and operation qualification", level=0)
    _verdict(page, made)
    page.add_paragraph(_PURPOSE)
    page.add_heading("1  What was qualified", level=1)
    _pairs(page, [*made.identity.items(), ("Digest of this record's results", digest(made))])
    page.add_heading("2  Installation qualification", level=1)
    _results(page, made.installation)
    page.add_heading("3  Operation qualification", level=1)
    _results(page, made.operation)
    page.add_heading("4  Deviations and remarks", level=1)
    _deviations(page, made)
    page.add_heading("5  Signatures", level=1)
    _signatures(page)
    page.add_heading("Annex: installed packages", level=1)
    _columns(page, [f"{name} {version}" for name, version in made.packages])
    file = BytesIO()
    page.save(file)
    return file.getvalue()


def digest(made: Qualification) -> str:
    """One sha256 over the identity, the packages and the results."""
    results = [(r.id, r.found, r.passed) for r in (*made.installation, *made.operation)]
    return sha256(repr((made.identity, made.packages, results)).encode()).hexdigest()


def _layout(page: Written) -> None:
    section = page.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.8)
    page.styles["Normal"].font.size = Pt(10)
    page.styles["Normal"].font.name = "Calibri"
    for name, size in (("Title", 20), ("Heading 1", 13)):
        style = page.styles[name]
        style.font.size = Pt(size)
        style.font.color.rgb = RGBColor(0x1F, 0x2A, 0x44)


def _verdict(page: Written, made: Qualification) -> None:
    every = (*made.installation, *made.operation)
    failed = sum(not result.passed for result in every)
    line = page.add_paragraph()
    words = "All checks passed" if made.passed else f"{failed} of {len(every)} checks failed"
    run = line.add_run(words)
    run.bold = True
    run.font.size = Pt(14)
    run.font.color.rgb = _GREEN if made.passed else _RED
    page.add_paragraph(f"{len(every)} checks, begun {_when(made)}, {made.seconds:.0f} seconds.")


def _when(made: Qualification) -> str:
    return f"{made.began:%Y-%m-%d %H:%M} UTC"


def _table(page: Written, heads: Sequence[str], widths: Sequence[float]) -> Table:
    table: Table = page.add_table(rows=1, cols=len(heads))
    table.style = "Table Grid"
    table.autofit = False
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        _write(cell, head, bold=True)
        _shade(cell)
    _repeat(table)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    return table


def _row(table: Table, words: Sequence[str], widths: Sequence[float]) -> Sequence[_Cell]:
    row = table.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - as below
    cells: Sequence[_Cell] = row.cells
    for cell, text, width in zip(cells, words, widths, strict=True):
        _write(cell, text)
        cell.width = Cm(width)
    return cells


def _results(page: Written, results: Iterable[Result]) -> None:
    widths = (1.4, 6.2, 3.4, 4.4, 1.6)
    table = _table(page, ("No.", "Requirement", "Expected", "Found", "Result"), widths)
    for result in results:
        told = "pass" if result.passed else "FAIL"
        words = (result.id, result.requirement, result.expected, result.found, told)
        last = _row(table, words, widths)[-1].paragraphs[0].runs[0]
        last.bold = True
        last.font.color.rgb = _GREEN if result.passed else _RED


def _pairs(page: Written, pairs: Iterable[tuple[str, str]]) -> None:
    widths = (4.0, 13.0)
    table = _table(page, ("Item", "Value"), widths)
    for name, value in pairs:
        _write(_row(table, (name, ""), widths)[1], value, size=8)


def _deviations(page: Written, made: Qualification) -> None:
    failed = [r for r in (*made.installation, *made.operation) if not r.passed]
    for result in failed:
        page.add_paragraph(f"{result.id}: {result.found}", style="List Bullet")
    page.add_paragraph("To be filled in by hand; write none where there is none.")
    for _ in range(3):
        page.add_paragraph("_" * 88)


def _signatures(page: Written) -> None:
    widths = (5.0, 4.6, 3.0, 4.4)
    table = _table(page, ("", "Name and function", "Date", "Signature"), widths)
    for signer in _SIGNERS:
        _row(table, (signer, "", "", ""), widths)
        table.rows[-1].height = Cm(1.3)


def _columns(page: Written, words: Sequence[str]) -> None:
    """Many short lines in three columns, without lines around them."""
    each = -(-len(words) // 3)
    table = page.add_table(rows=1, cols=3)
    for number, cell in enumerate(table.rows[0].cells):
        _write(cell, "\n".join(words[number * each : (number + 1) * each]), size=8)


def _write(cell: _Cell, words: str, *, bold: bool = False, size: float = 9) -> None:
    run = cell.paragraphs[0].add_run(words)
    run.bold = bold
    run.font.size = Pt(size)


def _shade(cell: _Cell) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), "E8ECF4")
    cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - python-docx has no call for it


def _repeat(table: Table) -> None:
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(head)  # noqa: SLF001 - as above
