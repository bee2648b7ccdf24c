"""Sample documents as PDF: cover, contents with dot leaders, two columns, a scanned page."""

import re
from collections.abc import Callable, Iterator
from contextlib import chdir
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    KeepTogether,
    ListFlowable,
    ListItem,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
)
from reportlab.platypus import Table as Grid
from reportlab.platypus.tableofcontents import TableOfContents

from samples.markup import Advice, Block, Heading, Items, Marker, Source, Table, Text
from samples.pdf_styles import CELL, GRID, HEAD_CELL, STYLES, TOC_LEVELS

COMPANY = "Orrivane Medical Software GmbH"
WIDTH, HEIGHT = A4
LEFT, TOP = 23 * mm, 27 * mm
FULL = WIDTH - 2 * LEFT
GUTTER = 7 * mm
COLUMN = (FULL - GUTTER) / 2
_SHORT = 8


def write_pdf(source: Source, sources: Path) -> bytes:
    """The document as PDF; the same source and the same reportlab give the same bytes."""
    target = BytesIO()
    control = source.control
    template = BaseDocTemplate(
        target,
        pagesize=A4,
        invariant=1,
        pageCompression=0,
        title=f"{control['code']} {control['title']}",
        author=COMPANY,
    )
    template.addPageTemplates(list(_page_templates(control, sources)))
    template.afterFlowable = _note_headings(template)
    template.multiBuild([*_cover(control), *_story(source.blocks, sources)])
    return target.getvalue()


def _page_templates(control: dict[str, Any], sources: Path) -> Iterator[Any]:
    total = {"pages": 0}

    def decorate(canvas: Any, document: Any) -> None:  # noqa: ANN401 - reportlab has no types
        _running_lines(canvas, control, document.page, total["pages"])

    def remember(_canvas: Any, document: Any) -> None:  # noqa: ANN401 - as above
        total["pages"] = max(total["pages"], document.page)

    def scan(canvas: Any, _document: Any) -> None:  # noqa: ANN401 - as above
        with chdir(sources):  # the name of the image goes into the bytes of the file
            canvas.drawImage("scan.jpg", 0, 0, WIDTH, HEIGHT)

    height = HEIGHT - 2 * TOP
    one = [Frame(LEFT, TOP, FULL, height, 0, 0, 0, 0)]
    two = [Frame(x, TOP, COLUMN, height, 0, 0, 0, 0) for x in (LEFT, WIDTH - LEFT - COLUMN)]
    yield PageTemplate("one", one, onPage=decorate, onPageEnd=remember)
    yield PageTemplate("two", two, onPage=decorate, onPageEnd=remember)
    yield PageTemplate("scan", [Frame(0, 0, WIDTH, HEIGHT)], onPage=scan, onPageEnd=remember)


def _running_lines(canvas: Any, control: dict[str, Any], page: int, pages: int) -> None:  # noqa: ANN401 - as above
    canvas.saveState()
    canvas.setFont("Helvetica", 8)
    canvas.setFillColor(HexColor("#444444"))
    above = HEIGHT - 16 * mm
    canvas.drawString(LEFT, above, f"{control['code']}  {control['title']}")
    canvas.drawRightString(WIDTH - LEFT, above, f"Version {control['version']}")
    canvas.line(LEFT, above - 2 * mm, WIDTH - LEFT, above - 2 * mm)
    canvas.line(LEFT, 18 * mm, WIDTH - LEFT, 18 * mm)
    canvas.drawString(LEFT, 14 * mm, f"{COMPANY} - confidential")
    canvas.drawRightString(WIDTH - LEFT, 14 * mm, f"Page {page} of {pages}")
    canvas.restoreState()


def _note_headings(template: Any) -> Callable[[Any], None]:  # noqa: ANN401 - as above
    def note(flowable: Any) -> None:  # noqa: ANN401 - as above
        level = {"Heading1": 0, "Heading2": 1}.get(getattr(flowable, "style", STYLES["Body"]).name)
        if level is not None:
            template.notify("TOCEntry", (level, flowable.getPlainText(), template.page))

    return note


def _cover(control: dict[str, Any]) -> Iterator[Any]:
    yield Paragraph(COMPANY, STYLES["Company"])
    yield Paragraph(control["title"], STYLES["Title"])
    yield Paragraph(f"HepaVigil 3.2 &nbsp; | &nbsp; {control['code']}", STYLES["Subtitle"])
    yield _grid((("Document", "Version", "Date"), _issue(control)), FULL)
    yield Spacer(1, 4 * mm)
    roles = [(role.title(), control[role]) for role in ("author", "reviewer", "approver")]
    yield _grid((("Role", "Name (signed electronically in the document system)"), *roles), FULL)
    yield Paragraph("Revision history", STYLES["Minor"])
    head = ("Version", "Date", "Author", "Change")
    yield _grid((head, *(tuple(row) for row in control["history"])), FULL)
    yield PageBreak()
    yield Paragraph("Contents", STYLES["Minor"])
    contents = TableOfContents(dotsMinLevel=0, levelStyles=TOC_LEVELS)
    yield contents
    yield PageBreak()


def _issue(control: dict[str, Any]) -> tuple[str, str, str]:
    return control["code"], control["version"], str(control["date"])


def _story(blocks: tuple[Block, ...], sources: Path) -> Iterator[Any]:
    width, shy = FULL, _hyphenator(sources)
    for block in blocks:
        if isinstance(block, Marker):
            width = COLUMN if block.name == "columns" else FULL
            yield from _turn(block.name)
        else:
            yield from _flow(block, width, shy if width == COLUMN else str)


def _turn(name: str) -> Iterator[Any]:
    yield NextPageTemplate({"columns": "two", "end": "one", "scan": "scan"}[name])
    yield PageBreak()
    if name == "scan":
        yield NextPageTemplate("one")
        yield Spacer(1, 1)
        yield PageBreak()


def _flow(block: Block, width: float, shy: Callable[[str], str]) -> Iterator[Any]:
    match block:
        case Heading(level, text):
            yield Paragraph(text, STYLES[f"Heading{level}"])
        case Text(text):
            yield Paragraph(shy(_markup(text)), STYLES["Body"])
        case Items(items, numbered):
            yield _list(items, numbered=numbered)
        case Table(rows, caption):
            parts = [_grid(rows, width), Paragraph(caption or "&nbsp;", STYLES["Caption"])]
            yield from [KeepTogether(parts)] if len(rows) <= _SHORT else parts
        case Advice(lines):
            yield from (Paragraph(line, STYLES["Body"]) for line in lines)


def _list(items: tuple[str, ...], *, numbered: bool) -> Any:  # noqa: ANN401 - as above
    paragraphs = [ListItem(Paragraph(_markup(item), STYLES["Item"])) for item in items]
    if numbered:
        return ListFlowable(paragraphs, bulletType="1", bulletFormat="%s.", leftIndent=16)
    return ListFlowable(paragraphs, bulletType="bullet", start="-", leftIndent=14)


def _grid(rows: tuple[tuple[str, ...], ...], width: float) -> Any:  # noqa: ANN401 - as above
    head, *body = rows
    cells = [[Paragraph(_markup(text), HEAD_CELL) for text in head]]
    cells += [[Paragraph(_markup(text), CELL) for text in row] for row in body]
    return Grid(cells, _widths(rows, width), repeatRows=1, style=GRID)


def _widths(rows: tuple[tuple[str, ...], ...], width: float) -> list[float]:
    weights = [
        max(9, min(45, max(len(row[n]) for row in rows)), _longest_word(rows, n) * 1.3)
        for n in range(len(rows[0]))
    ]
    return [width * weight / sum(weights) for weight in weights]


def _longest_word(rows: tuple[tuple[str, ...], ...], column: int) -> int:
    return max(len(word) for row in rows for word in row[column].split() or [""])


def _markup(text: str) -> str:
    return re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text.replace("&", "&amp;"))


def _hyphenator(sources: Path) -> Callable[[str], str]:
    words = yaml.safe_load((sources / "hyphens.yaml").read_text(encoding="utf-8"))["words"]
    table = {word.replace("-", ""): word.replace("-", "\u00ad") for word in words}

    def shy(text: str) -> str:
        return re.sub(r"[a-z]+", lambda found: table.get(found[0], found[0]), text)

    return shy
