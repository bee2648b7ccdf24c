"""Makes small files of each format, and checks what every document must hold."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import docx
import openpyxl
from reportlab.lib import colors
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table

from domain.document import BlockKind, Document
from ingest import read_bytes, sentences, split

STYLES = getSampleStyleSheet()


def paragraph(text: str, style: str = "Normal") -> Flowable:
    return Paragraph(text, STYLES[style])


def page_break() -> Flowable:
    return PageBreak()


def table(rows: Sequence[Sequence[object]], *, grid: bool) -> Flowable:
    style = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)] if grid else []
    return Table(rows, colWidths=[70, 220, 120][: len(rows[0])], style=style)


def pdf(story: Sequence[Flowable], running: str = "", title: str = "A file") -> bytes:
    out = io.BytesIO()

    def draw(canvas: Canvas, doc: SimpleDocTemplate) -> None:
        canvas.drawString(72, 800, running)
        canvas.drawString(290, 30, str(doc.page))

    template = SimpleDocTemplate(out, title=title)
    template.build(list(story), onFirstPage=draw, onLaterPages=draw)
    return out.getvalue()


def drawn_pdf(*pages: Callable[[Any], None]) -> bytes:
    """A PDF of which each page is drawn by a function on a canvas."""
    out = io.BytesIO()
    canvas = Canvas(out)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def docx_file(build: Callable[[Any], object]) -> bytes:
    document = docx.Document()
    build(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def xlsx_file(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def zip_file(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def changed_zip(data: bytes, changes: Mapping[str, Callable[[bytes], bytes]]) -> bytes:
    """The same archive with some members changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    for name, change in changes.items():
        members[name] = change(members[name])
    return zip_file(members)


def read_one(name: str, data: bytes) -> Document:
    """The one document in that file, checked."""
    (result,) = read_bytes(name, data)
    assert isinstance(result, Document), result
    check(result)
    return result


def check(document: Document) -> None:
    """What `Document`, `Passage` and `Sentence` promise."""
    text, end = document.text, 0
    for block in document.blocks:
        assert block.span.start >= end
        assert not text[end : block.span.start].strip()
        assert all(block.span.holds(cell) for cell in block.cells)
        end = block.span.end
    assert not text[end:].strip()
    if document.pages:
        assert [page.span.start for page in document.pages[1:]] == [
            page.span.end for page in document.pages[:-1]
        ]
        assert (document.pages[0].span.start, document.pages[-1].span.end) == (0, len(text))
    passages = split(document)
    assert "".join(passage.text for passage in passages) == text
    assert all(passage.span.of(text) == passage.text for passage in passages)
    for sentence in sentences(document):
        assert sentence.text == sentence.span.of(text) == sentence.text.strip() != ""
        assert sentence.block.span.holds(sentence.span)


def texts(document: Document, kind: BlockKind) -> list[str]:
    return [block.span.of(document.text) for block in document.blocks if block.kind is kind]


def cells(document: Document) -> list[list[str]]:
    rows = [block for block in document.blocks if block.kind is BlockKind.TABLE_ROW]
    return [[cell.of(document.text) for cell in row.cells] for row in rows]
