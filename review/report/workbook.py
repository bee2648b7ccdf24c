"""A review as a workbook: one row an obligation, and what stands around it."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from math import ceil

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from domain.finding import Finding, Review, Verdict
from domain.law import Catalogue
from domain.pinpoint import Pinpoint
from regulations.document_types import load_document_types
from review.law import LawShelf
from review.normalise import normalise
from review.report.ledger import ledger_rows
from review.report.model_part import differences
from review.report.safe import cell
from review.report.zip_bytes import without_clock
from review.verify import Quote, Sources

_HEAD = Font(bold=True, color="FFFFFF")
_HEAD_FILL = PatternFill("solid", fgColor="1F3A5F")
_NARROW = 4
_WRAP = Alignment(wrap_text=True, vertical="top")
_FILLS = {
    Verdict.COVERED.value: "D5EBDD",
    Verdict.PARTIAL.value: "FCEFC7",
    Verdict.GAP.value: "F8D7D3",
    Verdict.CONFLICT.value: "E9D5F0",
    Verdict.UNDETERMINED.value: "DDE4EE",
    Verdict.NOT_APPLICABLE.value: "EEEEEE",
}
_COLUMNS = (
    ("Act", 8),
    ("Requirement", 20),
    ("Title", 36),
    ("Tier", 8),
    ("Applies from", 12),
    ("Verdict", 14),
    ("Reason", 42),
    ("Evidence", 60),
    ("Document, page, section", 34),
    ("Not evidence", 44),
    ("Reviewer's decision", 16),
    ("Reviewer's comment", 28),
    ("Superseded", 40),
    ("Official words", 60),
    ("Where a model differs", 60),
)
_PRINTED = 12
"""Columns that go on paper; the law's words stay on the screen."""
_LINE = 12.5
_HIGHEST = 300.0
"""Points: the height of a line of text, and of the highest row."""


def as_workbook(review: Review, catalogue: Catalogue, shelf: LawShelf) -> bytes:
    """The review as XLSX: sheets Review, Conflicts, Observations, Documents and Ledger."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.created = book.properties.modified = datetime(2000, 1, 1, tzinfo=UTC)
    sources = Sources.of(review)
    rows = [_row(finding, review, catalogue, shelf, sources) for finding in review.findings]
    _sheet(book, "Review", _COLUMNS, rows, verdict_column=5)
    _sheet(book, "Conflicts", _CONFLICT_COLUMNS, _conflict_rows(review, sources))
    _sheet(book, "Observations", _OBSERVATION_COLUMNS, _observation_rows(review, sources))
    _sheet(book, "Documents", _DOCUMENT_COLUMNS, _document_rows(review))
    _sheet(book, "Ledger", (("What", 44), ("Value", 60)), _ledger_rows(review, sources))
    target = BytesIO()
    book.save(target)
    return without_clock(target.getvalue())


def _sheet(
    book: Workbook,
    title: str,
    columns: Sequence[tuple[str, int]],
    rows: Iterable[Sequence[str]],
    verdict_column: int | None = None,
) -> None:
    sheet: Worksheet = book.create_sheet(title)
    for number, (name, width) in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
        _head(sheet, number, name)
    for line, row in enumerate(rows, start=2):
        for number, value in enumerate(row):
            _write(sheet, (line, number + 1), value, coloured=number == verdict_column)
        sheet.row_dimensions[line].height = _height(row, columns)
    _lay_out(sheet, wide=len(columns) > _NARROW)


def _lay_out(sheet: Worksheet, *, wide: bool) -> None:
    """Frozen head, a filter, and pages that print one sheet wide with the head repeated."""
    sheet.freeze_panes = "D2" if wide else "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3
    sheet.print_area = f"A1:{get_column_letter(min(sheet.max_column, _PRINTED))}{sheet.max_row}"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


def _height(row: Sequence[str], columns: Sequence[tuple[str, int]]) -> float:
    """Points that the printed cells of a row need."""
    lines = [
        sum(max(1, ceil(len(part) / width)) for part in value.split("\n"))
        for value, (_, width) in list(zip(row, columns, strict=True))[:_PRINTED]
    ]
    return min(_HIGHEST, _LINE * max(lines) + 3)


def _head(sheet: Worksheet, number: int, name: str) -> None:
    head = sheet.cell(1, number, name)
    head.font, head.fill, head.alignment = _HEAD, _HEAD_FILL, _WRAP


def _write(sheet: Worksheet, place: tuple[int, int], value: str, *, coloured: bool) -> None:
    made = sheet.cell(*place, cell(value))
    made.alignment = _WRAP
    if coloured and value in _FILLS:
        made.fill = PatternFill("solid", fgColor=_FILLS[value])


def _row(
    finding: Finding, review: Review, catalogue: Catalogue, shelf: LawShelf, sources: Sources
) -> list[str]:
    row = catalogue.get(finding.obligation)
    law = shelf.quote(row)
    answer = review.applicability[finding.obligation]
    counting, declined = _split(finding, sources)
    return [
        row.pinpoint.act.label,
        row.pinpoint.label,
        row.title,
        row.tier.value,
        answer.applies_from.isoformat() if answer.applies_from else "",
        finding.verdict.value,
        finding.reason,
        "\n".join(f"\u201c{normalise(q.words)}\u201d" for q in counting),
        "\n".join(_place(q) for q in counting),
        "\n".join(f"{why}: \u201c{normalise(q.words)}\u201d ({_place(q)})" for why, q in declined),
        "",
        "",
        "\n".join(law.superseded),
        law.words or "(text not added; the title is a paraphrase)",
        "\n".join(differences(finding)),
    ]


def _split(finding: Finding, sources: Sources) -> tuple[list[Quote], list[tuple[str, Quote]]]:
    """The quotes that count, and those that do not with their standing; each place once."""
    standing = {e.citation: e.assertion.value for r in finding.criteria for e in r.evidence}
    asserted = [c for c in finding.citations if standing.get(c, "asserted") == "asserted"]
    others = [c for c in finding.citations if c not in asserted]
    return [sources.quote(c) for c in asserted], [(standing[c], sources.quote(c)) for c in others]


_CONFLICT_COLUMNS = (("Fact", 36), ("Reading", 30), ("Words", 70), ("Place", 50))


def _conflict_rows(review: Review, sources: Sources) -> list[list[str]]:
    return [
        [conflict.subject, value, normalise(quote.words), _place(quote)]
        for conflict in review.conflicts
        for value, citation in conflict.values
        for quote in [sources.quote(citation)]
    ]


_OBSERVATION_COLUMNS = (
    ("What", 30),
    ("Of what", 30),
    ("Why", 60),
    ("Missing link", 24),
    ("Words", 60),
    ("Place", 44),
    ("Bears on", 30),
    ("Source of the law", 36),
)


def _observation_rows(review: Review, sources: Sources) -> list[list[str]]:
    """One row a place: an observation with two places takes two rows."""
    return [
        [
            seen.kind.value,
            seen.subject,
            seen.told,
            seen.missing,
            normalise(quote.words),
            _place(quote),
            "\n".join(Pinpoint.parse(name).label for name in seen.obligations),
            seen.source,
        ]
        for seen in review.observations
        for quote in map(sources.quote, seen.citations)
    ]


_DOCUMENT_COLUMNS = (
    ("Document", 44),
    ("Type", 34),
    ("Pages", 8),
    ("Unreadable pages", 18),
    ("Error or warning", 70),
    ("sha256", 66),
)


def _document_rows(review: Review) -> list[list[str]]:
    types = load_document_types()
    read = [
        [
            document.name,
            types[code].name if (code := review.document_types.get(document.id)) else "",
            str(len(document.pages) or ""),
            ", ".join(map(str, document.unreadable_pages)),
            "\n".join(document.warnings),
            document.id,
        ]
        for document in review.documents
    ]
    failed = [
        [failure.name, "", "", "", f"{failure.reason.value}: {failure.detail}", failure.sha256]
        for failure in review.failures
    ]
    return read + failed


def _ledger_rows(review: Review, sources: Sources) -> list[list[str]]:
    manifest, profile = review.manifest, review.profile
    return [
        ["Device", f"{profile.name} {profile.version}"],
        ["Framework and class", f"{profile.framework.act.label}, class {profile.risk_class}"],
        ["Made for", manifest.made_for.isoformat()],
        *map(list, ledger_rows(review, sources)),
        *[[f"Profile: {name}", fact.value] for name, fact in sorted(profile.facts.items())],
        ["citemark", manifest.citemark],
        ["Assessor", manifest.assessor],
        ["Catalogue", manifest.catalogue],
        ["Embedding", manifest.embedding],
        *[["Official text", label] for label in manifest.law],
    ]


def _place(quote: Quote) -> str:
    page = f", p. {quote.page}" if quote.page else ""
    section = f", {quote.section[-1]}" if quote.section else ""
    return f"{quote.name}{page}{section}"
