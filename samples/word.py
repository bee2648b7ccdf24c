"""Sample documents as DOCX: headings, lists, tables, header, footer, a written contents list."""

import re
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from samples.markup import Advice, Block, Heading, Items, Source, Table, Text
from samples.office import COMPANY, fixed_zip, moment

_TEXT_WIDTH = Cm(16.5)


def write_docx(source: Source) -> bytes:
    """The document as DOCX; the same source gives the same bytes."""
    document, control = Document(), source.control
    _slim(document)
    _set_up(document, control)
    _cover(document, control)
    _contents(document, source)
    for block in source.blocks:
        _add(document, block)
    target = BytesIO()
    document.save(target)
    return fixed_zip(target.getvalue(), moment(control["date"]))


def _slim(document: Any) -> None:  # noqa: ANN401 - python-docx has no types here
    """Drop the table styles and the style copy of the default template: 800 KB unpacked."""
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        name = style.find(qn("w:name")).get(qn("w:val"))
        if style.get(qn("w:type")) == "table" and name not in {"Normal Table", "Table Grid"}:
            styles.remove(style)
    relations = document.part.rels
    for key in [key for key, rel in relations.items() if rel.reltype.endswith("WithEffects")]:
        del relations[key]


def _set_up(document: Any, control: dict[str, Any]) -> None:  # noqa: ANN401 - as above
    properties = document.core_properties
    properties.author = properties.last_modified_by = COMPANY
    properties.title = f"{control['code']} {control['title']}"
    properties.comments = ""
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(10.5)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.25)
    section.header.paragraphs[
        0
    ].text = f"{COMPANY}\t{control['code']}\tVersion {control['version']}"
    footer = section.footer.paragraphs[0]
    footer.add_run(f"{control['code']}, {control['date']}\t\tPage ")
    _field(footer, "PAGE")


def _field(paragraph: Any, code: str) -> None:  # noqa: ANN401 - as above
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    paragraph._p.append(field)  # noqa: SLF001 - python-docx has no public way to add a field


def _cover(document: Any, control: dict[str, Any]) -> None:  # noqa: ANN401 - as above
    document.add_heading(control["title"], 0)
    rows = [("Document", f"{control['code']}, version {control['version']}, {control['date']}")]
    rows += [(role.title(), control[role]) for role in ("author", "reviewer", "approver")]
    _table(document, (("Device", "HepaVigil 3.2"), *rows), header=False)
    document.add_paragraph().add_run("Revision history").bold = True
    head = ("Version", "Date", "Author", "Change")
    _table(document, (head, *(tuple(row) for row in control["history"])))
    document.add_paragraph()


def _contents(document: Any, source: Source) -> None:  # noqa: ANN401 - as above
    pages = source.control.get("contents_pages")
    if not pages:
        return
    document.add_paragraph().add_run("Contents").bold = True
    titles = [b.text for b in source.blocks if isinstance(b, Heading) and b.level == 1]
    for title, page in zip(titles, pages, strict=True):
        line = document.add_paragraph(f"{title}\t{page}")
        line.paragraph_format.space_after = Pt(0)
        line.paragraph_format.tab_stops.add_tab_stop(
            _TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
        )
    document.add_page_break()


def _add(document: Any, block: Block) -> None:  # noqa: ANN401 - as above
    match block:
        case Heading(level, text):
            document.add_heading(text, level)
        case Text(text):
            _runs(document.add_paragraph(), text)
        case Items(items, numbered):
            _list(document, items, numbered=numbered)
        case Table(rows, caption):
            _table(document, rows)
            document.add_paragraph(caption, style="Caption")
        case Advice(lines):
            for line in lines:
                document.add_paragraph(line, style="Intense Quote")


def _list(document: Any, items: tuple[str, ...], *, numbered: bool) -> None:  # noqa: ANN401 - as above
    for item in items:
        _runs(document.add_paragraph(style="List Number" if numbered else "List Bullet"), item)


def _runs(paragraph: Any, text: str) -> None:  # noqa: ANN401 - as above
    for number, part in enumerate(re.split(r"\*\*", text)):
        paragraph.add_run(part).bold = True if number % 2 else None


def _table(document: Any, rows: tuple[tuple[str, ...], ...], *, header: bool = True) -> None:  # noqa: ANN401 - as above
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    table.autofit = False
    for x in range(len(rows[0])):
        table.columns[x].width = _width(rows, x)
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            _cell(table.cell(y, x), text, _width(rows, x), bold=header and y == 0)
    if header:
        _repeat_on_each_page(table.rows[0])


def _cell(cell: Any, text: str, width: int, *, bold: bool) -> None:  # noqa: ANN401 - as above
    cell.width = width
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(1)
    run = paragraph.add_run(text)
    run.font.size = Pt(9)
    run.bold = bold or None


def _width(rows: tuple[tuple[str, ...], ...], column: int) -> int:
    weights = [_weight([row[n] for row in rows]) for n in range(len(rows[0]))]
    return int(_TEXT_WIDTH * weights[column] / sum(weights))


def _weight(cells: list[str]) -> float:
    longest_word = max(len(word) for cell in cells for word in cell.split() or [""])
    return max(7, min(40, max(map(len, cells))), 1.7 * longest_word)


def _repeat_on_each_page(row: Any) -> None:  # noqa: ANN401 - as above
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 - as for the field
