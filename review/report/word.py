"""A Word document piece by piece: real headings, a table of contents, page numbers, tables."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml import etree

from review.report.safe import clean
from review.report.sheets import FILLS
from review.report.zip_bytes import without_clock

_BLUE = RGBColor(0x1F, 0x3A, 0x5F)
_GREY = RGBColor(0x55, 0x5F, 0x6B)
_CONTENTS_LEVELS = 2
_SIZES = {0: 24, 1: 16, 2: 13, 3: 11}
_WIDTH = 17.0
"""Centimetres between the margins of an A4 page."""


class WordFile:
    """A document that grows from top to bottom; `name` stands in the head of each page."""

    def __init__(self, title: str, name: str, foot: str) -> None:
        self._document = Document()
        self._contents: Paragraph | None = None
        self._entries: list[tuple[int, str, str]] = []
        properties = self._document.core_properties
        properties.title, properties.author = clean(f"{title}: {name}"), "citemark"
        properties.comments = ""
        self._set_up(clean(f"{title}: {name}"), clean(foot))

    def _set_up(self, head: str, foot: str) -> None:
        section = self._document.sections[0]
        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin, section.bottom_margin = Cm(2.2), Cm(2)
        self._styles()
        above = section.header.paragraphs[0]
        _small(above.add_run(head))
        numbered_foot(section, foot)

    def _styles(self) -> None:
        styles = self._document.styles
        normal = styles["Normal"]
        normal.font.name, normal.font.size = "Calibri", Pt(10)
        normal.paragraph_format.space_after = Pt(4)
        for level, size in _SIZES.items():
            style = styles["Title" if level == 0 else f"Heading {level}"]
            style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), _BLUE
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for attribute in [name for name in fonts.attrib if "heme" in name]:
                del fonts.attrib[attribute]
            style.paragraph_format.keep_with_next = True
            style.paragraph_format.space_before = Pt(14 if level == 1 else 10)
            style.paragraph_format.space_after = Pt(4)

    def title(self, words: str) -> None:
        """The title of the document."""
        self._document.add_paragraph(clean(words), style="Title")

    def contents(self) -> None:
        """Where the table of contents goes; it is filled when the document is finished."""
        self._contents = self._document.add_paragraph()

    def heading(self, words: str, level: int, *, new_page: bool = False) -> None:
        """A heading of that level, 1 the highest; those of levels 1 and 2 are in the contents."""
        made = self._document.add_heading(clean(words), level)
        made.paragraph_format.page_break_before = new_page
        if level <= _CONTENTS_LEVELS:
            mark = f"_Toc{len(self._entries) + 1:08d}"
            _bookmark(made, mark, len(self._entries) + 1)
            self._entries.append((level, clean(words), mark))

    def text(self, words: str, *, lead: str = "", grey: bool = False, tint: str = "") -> None:
        """A paragraph; `lead` stands bold in front, tinted where it is a verdict."""
        made = self._document.add_paragraph()
        if lead:
            self._lead(made, lead, tint)
        run = made.add_run(clean(words))
        if grey:
            run.font.color.rgb = _GREY

    def _lead(self, made: Paragraph, lead: str, tint: str) -> None:
        run = made.add_run(clean(f" {lead} " if tint else f"{lead} "))
        run.bold = True
        if tint in FILLS:
            _shade(run._r.get_or_add_rPr(), FILLS[tint])  # noqa: SLF001 - python-docx has no shading
            made.add_run("  ")

    def item(self, words: str, *, lead: str = "", indent: int = 0) -> None:
        """A point of a list."""
        made = self._document.add_paragraph(style="List Bullet 2" if indent else "List Bullet")
        made.paragraph_format.space_after = Pt(2)
        if lead:
            made.add_run(clean(f"{lead} ")).bold = True
        made.add_run(clean(words))

    def quote(self, words: str, place: str, note: str = "") -> None:
        """Words of a document in quotation marks, and where they stand."""
        made = self._document.add_paragraph()
        made.paragraph_format.left_indent = Cm(1)
        made.paragraph_format.space_after = Pt(3)
        if note:
            made.add_run(clean(f"{note}: ")).bold = True
        made.add_run(clean(f"\u201c{' '.join(words.split())}\u201d")).italic = True
        where = made.add_run(clean(f"\n{place}"))
        where.font.size, where.font.color.rgb = Pt(8.5), _GREY

    def table(
        self,
        head: Sequence[str],
        rows: Iterable[Sequence[str | int]],
        widths: Sequence[float],
        tinted: int | None = None,
    ) -> None:
        """A table whose head, where it has one, is on each page; `widths` in centimetres."""
        made = self._document.add_table(rows=1 if head else 0, cols=len(widths))
        made.style, made.autofit = "Table Grid", False
        if head:
            _write_head(made, head)
        for row in rows:
            cells = made.add_row().cells
            for at, (cell, value) in enumerate(zip(cells, row, strict=True)):
                _fill(cell, str(value))
                if at == tinted and value in FILLS:
                    _shade(cell._tc.get_or_add_tcPr(), FILLS[str(value)])  # noqa: SLF001 - as above
        _set_widths(made, widths)
        self._document.add_paragraph().paragraph_format.space_after = Pt(2)

    def to_bytes(self) -> bytes:
        """The file; the same pieces give the same bytes."""
        if self._contents is not None:
            _write_contents(self._contents, self._entries)
        target = BytesIO()
        self._document.save(target)
        return without_clock(target.getvalue())


def numbered_foot(section: Section, words: str) -> None:
    """Below every page the words and "Page 1 of 3"; lines are 17 cm wide."""
    below = section.footer.paragraphs[0]
    below.paragraph_format.tab_stops.add_tab_stop(Cm(_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    _small(below.add_run(f"{words}\tPage "))
    _field(below, "PAGE", "1")
    _small(below.add_run(" of "))
    _field(below, "NUMPAGES", "1")


def _small(run: Run) -> None:
    run.font.size, run.font.color.rgb = Pt(8.5), _GREY


def _fill(cell: _Cell, words: str, *, bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1.5)
    run = paragraph.add_run(clean(words))
    run.bold, run.font.size = bold, Pt(8.5)


def _shade(properties: etree._Element, colour: str) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:color"), "auto")
    shade.set(qn("w:fill"), colour)
    properties.append(shade)


def _write_head(table: Table, head: Sequence[str]) -> None:
    """The first row, which is repeated on every page."""
    for cell, words in zip(table.rows[0].cells, head, strict=True):
        _fill(cell, words, bold=True)
        _shade(cell._tc.get_or_add_tcPr(), "DCE4EE")  # noqa: SLF001 - as above
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 - as above


def _set_widths(table: Table, widths: Sequence[float]) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)


def _bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    body = paragraph._p  # noqa: SLF001 - as above
    body.insert(1 if body.pPr is not None else 0, start)
    body.append(end)


def _field(paragraph: Paragraph, code: str, shown: str) -> None:
    """A field that the program that opens the file works out."""
    for piece in _field_parts(code, shown):
        run = paragraph.add_run()
        _small(run)
        run._r.append(piece)  # noqa: SLF001 - as above


def _field_parts(code: str, shown: str, *, stale: bool = False) -> Iterable[etree._Element]:
    yield _mark("begin", stale=stale)
    yield _words("w:instrText", f" {code} ")
    yield _mark("separate")
    yield _words("w:t", shown)
    yield _mark("end")


def _mark(kind: str, *, stale: bool = False) -> etree._Element:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    if stale:
        mark.set(qn("w:dirty"), "true")
    return mark


def _words(tag: str, text: str) -> etree._Element:
    made = OxmlElement(tag)
    made.set(qn("xml:space"), "preserve")
    made.text = text
    return made


def _write_contents(place: Paragraph, entries: Sequence[tuple[int, str, str]]) -> None:
    """A table of contents: each heading as a link, with the page that it is on.

    Which page that is only the program knows that lays the pages out: each number is a field
    that is worked out when the file is opened. A single field for the whole table would stay
    empty in programs that do not build tables of contents by themselves.
    """
    for level, words, mark in entries:
        line = place.insert_paragraph_before()
        form = line.paragraph_format
        form.left_indent, form.space_after = Cm(0.6 * (level - 1)), Pt(1)
        form.tab_stops.add_tab_stop(Cm(_WIDTH), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        line._p.append(_entry(words, mark))  # noqa: SLF001 - as above


def _entry(words: str, mark: str) -> etree._Element:
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), mark)
    link.set(qn("w:history"), "1")
    page = _field_parts(f"PAGEREF {mark} \\h", "", stale=True)
    for piece in (_words("w:t", words), OxmlElement("w:tab"), *page):
        run = OxmlElement("w:r")
        run.append(piece)
        link.append(run)
    return link
