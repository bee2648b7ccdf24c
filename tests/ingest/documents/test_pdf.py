"""PDF: pages, structure and what is wrong with a file."""

import io
from collections.abc import Callable

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table

from domain.document import BlockKind, Document, ReadFailure
from domain.errors import FailureReason
from ingest import Limits, read_bytes, sentences
from tests.ingest.making import (
    cells,
    drawn_pdf,
    page_break,
    paragraph,
    pdf,
    read_one,
    table,
    texts,
)

BODY = "The manufacturer keeps a plan for the whole life-cycle. It is reviewed each year. "
ROWS = [["ID", "Hazard", "Control"], ["H1", "Missed finding", "Alarm"], ["H2", "Delay", "Timer"]]


@pytest.fixture(scope="module")
def report() -> Document:
    story = [
        paragraph("1 Scope", "Heading1"),
        paragraph(BODY * 4),
        paragraph("1.1 Controls", "Heading2"),
        paragraph("The controls are:"),
        paragraph("(a) an alarm;"),
        paragraph("(b) a timer."),
        page_break(),
        paragraph("2 Hazards", "Heading1"),
        table(ROWS, grid=True),
        page_break(),
        paragraph("Table of contents", "Heading1"),
        paragraph("1 Scope ................................ 1"),
        page_break(),
        paragraph("3 Figures", "Heading1"),
        table(ROWS, grid=False),
        paragraph(BODY),
    ]
    return read_one("report.pdf", pdf(story, "RMF-003 Risk file", "Risk file"))


def test_headings_open_sections(report: Document) -> None:
    assert texts(report, BlockKind.HEADING)[:3] == ["1 Scope", "1.1 Controls", "2 Hazards"]
    items = [b for b in report.blocks if b.kind is BlockKind.LIST_ITEM]
    assert {b.section for b in items} == {("1 Scope", "1.1 Controls")}


def test_list_items_know_their_lead_in(report: Document) -> None:
    items = [b for b in report.blocks if b.kind is BlockKind.LIST_ITEM]
    leads = [b.lead_in.of(report.text) for b in items if b.lead_in]
    assert leads == ["The controls are:"] * 2


def test_lines_of_a_paragraph_stay_together(report: Document) -> None:
    long = texts(report, BlockKind.PARAGRAPH)[0]
    assert " ".join(long.split()) == (BODY * 4).strip()


def test_tables_with_and_without_lines_have_cells_and_headers(report: Document) -> None:
    assert cells(report) == ROWS[1:] * 2
    rows = [b for b in report.blocks if b.kind is BlockKind.TABLE_ROW]
    assert {b.headers for b in rows} == {("ID", "Hazard", "Control")}
    assert rows[0].span.of(report.text) == "H1 | Missed finding | Alarm"


def test_running_heads_and_contents_are_what_they_are(report: Document) -> None:
    assert texts(report, BlockKind.RUNNING).count("RMF-003 Risk file") == 4
    assert [t for t in texts(report, BlockKind.RUNNING) if t.isdigit()] == ["1", "2", "3", "4"]
    assert len(texts(report, BlockKind.CONTENTS)) == 1


def test_pages_and_title(report: Document) -> None:
    assert [page.number for page in report.pages] == [1, 2, 3, 4]
    assert report.title == "Risk file"
    assert report.page_at(report.text.index("H1 |")) == 2


def two_columns(canvas: Canvas) -> None:
    draw = canvas.drawString
    draw(72, 780, "A title over both of the columns of this page, wide enough to cross")
    for line in range(20):
        draw(72, 740 - 14 * line, f"left line {line} of running text here")
        draw(320, 740 - 14 * line, f"right line {line} of running text here")


def test_two_columns_are_read_one_after_the_other() -> None:
    text = read_one("a.pdf", drawn_pdf(two_columns)).text
    places = [text.index(t) for t in ("A title", "left line 0", "left line 19", "right line 0")]
    assert places == sorted(places)


def picture() -> ImageReader:
    from PIL import Image  # noqa: PLC0415 - comes with reportlab

    return ImageReader(Image.new("L", (60, 80), 128))


def test_pages_without_text_are_told_from_blank_ones() -> None:
    data = drawn_pdf(
        lambda c: c.drawString(72, 700, "Words on the first page of this file."),
        lambda c: c.drawImage(picture(), 0, 0, 595, 842),
        lambda _: None,
        lambda c: (c.drawImage(picture(), 0, 0, 595, 842), c.drawString(9, 9, "stamp"))[0],
    )
    document = read_one("a.pdf", data)
    assert document.unreadable_pages == (2, 4)
    assert [page.note for page in document.pages][2] == "blank"
    assert "page 2, 4 could not be read" in document.warnings[0]


def test_bookmarks_make_headings() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "An unmarked line")
        canvas.drawString(72, 600, "Some words that follow it here.")
        canvas.bookmarkPage("k")
        canvas.addOutlineEntry("An unmarked line", "k", 0)

    assert texts(read_one("a.pdf", drawn_pdf(page)), BlockKind.HEADING) == ["An unmarked line"]


def failure(data: bytes, limits: Limits | None = None) -> ReadFailure:
    (result,) = read_bytes("bad.pdf", data, limits or Limits())
    assert isinstance(result, ReadFailure), result
    return result


def test_a_password_is_named() -> None:
    writer = PdfWriter(PdfReader(io.BytesIO(pdf([paragraph(BODY)]))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert failure(out.getvalue()).reason is FailureReason.ENCRYPTED


def test_restrictions_without_a_password_do_not_stop_reading() -> None:
    writer = PdfWriter(PdfReader(io.BytesIO(pdf([paragraph(BODY)]))))
    writer.encrypt("", "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert "manufacturer" in read_one("a.pdf", out.getvalue()).text


def test_damage_and_too_many_pages_are_named() -> None:
    assert failure(b"%PDF-1.7\n garbage").reason is FailureReason.DAMAGED
    pages = pdf([paragraph("One"), page_break(), paragraph("Two")])
    assert failure(pages, Limits(max_pages=1)).reason is FailureReason.TOO_LARGE


@pytest.mark.parametrize("seed", range(12))
def test_mutations_give_text_or_a_reason(seed: int) -> None:
    data = bytearray(pdf([paragraph(BODY), table(ROWS, grid=True)]))
    for step in range(1 + seed * 3):
        data[(seed * 7919 + step * 104729) % len(data)] = (seed * 31 + step * 17) % 256
    (result,) = read_bytes("a.pdf", bytes(data))
    assert isinstance(result, Document | ReadFailure)


def numbered(canvas: Canvas) -> None:
    draw = canvas.drawString
    canvas.setFont("Helvetica", 10)
    draw(72, 700, "1.")
    draw(100, 700, "The first rule is so long that it goes on over the end of the line, at the")
    draw(72, 688, "left margin, as in laws.")
    draw(72, 676, "Owner: the quality manager")
    draw(72, 664, "Version: 2.1")
    draw(72, 652, "Sensitivity was 94 % in the test set of the study of all the sites together and")
    canvas.setFont("Helvetica", 6)
    draw(72 + 120, 656, "3")


def test_lines_that_break_on_purpose_stand_alone_and_others_do_not() -> None:
    document = read_one("a.pdf", drawn_pdf(numbered))
    (item,) = texts(document, BlockKind.LIST_ITEM)
    assert item.endswith("at the\nleft margin, as in laws.")
    paragraphs = texts(document, BlockKind.PARAGRAPH)
    assert paragraphs[:2] == ["Owner: the quality manager", "Version: 2.1"]
    assert "\n" not in paragraphs[2]


def test_cells_merged_downwards_are_repeated() -> None:
    rows = [["ID", "Hazard", "Control"], ["H1", "Miss", "Alarm"], ["H2", "Delay", ""]]
    merged = Table(rows, style=[("GRID", (0, 0), (-1, -1), 1, "black"), ("SPAN", (2, 1), (2, 2))])
    assert cells(read_one("a.pdf", pdf([merged])))[1][2] == "Alarm"


def test_a_sentence_over_the_end_of_a_page_is_one() -> None:
    def page(*lines: str) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            canvas.drawString(72, 800, "RMF-003")
            for at, line in enumerate(lines):
                canvas.drawString(72, 700 - 14 * at, line)

        return draw

    first = page("A paragraph of its own.", "", "The plan is reviewed by the quality manager and")
    second = page("approved by the head of the firm. It is then kept.", "", "", "Another one here.")
    document = read_one("a.pdf", drawn_pdf(first, second, page("The last page.")))
    whole = [s for s in sentences(document) if s.text.startswith("The plan")]
    assert [" ".join(s.text.split()) for s in whole] == [
        "The plan is reviewed by the quality manager and approved by the head of the firm."
    ]
    assert document.page_at(whole[0].span.start) == 1
    assert document.page_at(whole[0].span.end) == 2
    assert texts(document, BlockKind.RUNNING).count("RMF-003") == 3


def test_a_line_in_the_font_of_the_text_is_no_heading_where_tables_hold_most_words() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 12)
        canvas.drawString(72, 780, "2.4 Automation bias")
        canvas.setFont("Helvetica", 10)
        canvas.drawString(72, 755, "Measures against it are not described in this revision.")
        canvas.drawString(72, 730, "Groups are in Table 2.")
        canvas.setFont("Helvetica", 8)
        for row in range(20):
            canvas.drawString(72, 700 - 14 * row, f"Hazard number {row} of all that were found")
            canvas.drawString(320, 700 - 14 * row, f"Control number {row} of all that were built")

    document = read_one("a.pdf", drawn_pdf(draw))
    assert texts(document, BlockKind.HEADING) == ["2.4 Automation bias"]
    assert texts(document, BlockKind.PARAGRAPH)[:2] == [
        "Measures against it are not described in this revision.",
        "Groups are in Table 2.",
    ]


def test_a_bold_caption_is_no_heading() -> None:
    story = [paragraph("1 Scope", "Heading1"), paragraph("<b>Table 1: Results</b>")]
    document = read_one("a.pdf", pdf([*story, paragraph(BODY * 3)]))
    assert texts(document, BlockKind.HEADING) == ["1 Scope"]
