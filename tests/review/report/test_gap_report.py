from io import BytesIO

from docx import Document
from docx.oxml.ns import qn

from review.report.gap_report import gap_report
from review.report.rows import verdict_of
from tests.review.report.making import report

MADE = Document(BytesIO(gap_report(report())))


def words() -> str:
    return "\n".join(
        "".join(piece.text or "" for piece in paragraph.iter(qn("w:t")))
        for paragraph in MADE.element.body.iter(qn("w:p"))
    )


def headings(level: int) -> list[str]:
    name = f"Heading {level}"
    return [p.text for p in MADE.paragraphs if p.style is not None and p.style.name == name]


def test_it_has_the_chapters_that_a_reader_expects() -> None:
    found = headings(1)
    for chapter in (
        "Summary",
        "Method and limits",
        "Findings by topic",
        "Facts that the documents state differently",
        "Open questions",
        "Documents",
        "What was searched, and what was not",
        "Manifest and record",
    ):
        assert chapter in found


def test_every_row_that_needs_work_has_its_heading() -> None:
    open_rows = [r for r in report().findings if verdict_of(r) in {"gap", "conflict", "partial"}]
    found = headings(3)
    assert all(f"{row.pinpoint}: {row.title}" in found for row in open_rows)


def test_the_contents_link_to_every_heading_of_two_levels() -> None:
    body = MADE.element.body
    marks = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    anchors = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    assert set(anchors) == marks
    assert len(anchors) == len(headings(1)) + len(headings(2))
    codes = "".join(code.text or "" for code in body.iter(qn("w:instrText")))
    assert codes.count("PAGEREF") == len(anchors)


def test_pages_are_numbered() -> None:
    foot = MADE.sections[0].footer._element
    codes = [str(code.text).strip() for code in foot.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]


def test_decisions_sign_off_and_head_are_in_it() -> None:
    told = words()
    assert "It is in the annex. (change verdict, Ada, 2026-11-24)" in told
    assert "=ask <b>them</b>" in told
    assert "a" * 64 in told
    assert "The rest is for the next revision." in told


def test_the_same_report_gives_the_same_bytes() -> None:
    assert gap_report(report()) == gap_report(report())
