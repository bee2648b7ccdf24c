"""A review as a workbook: the checklists of a notified body, and all rows behind them."""

from collections.abc import Iterator, Sequence

from domain.finding import Review
from domain.law import Catalogue
from review.law import LawShelf
from review.record import Record
from review.report.checklist_sheets import Rows, checklist_sheet, checklists, several
from review.report.layout import Report
from review.report.ledger import ledger_rows, manifest_rows
from review.report.payload import report_of
from review.report.row_layout import FindingPart
from review.report.rows import (
    MEANINGS,
    VERDICTS,
    Places,
    comments_of,
    count_verdicts,
    counting,
    decision_of,
    device_line,
    not_evidence,
    one_line,
    place_in_law,
    quoted,
    section_of,
    verdict_of,
)
from review.report.sheets import Column, Sheet, workbook_bytes
from review.report.tables import (
    conflict_sheet,
    decision_sheet,
    document_sheet,
    observation_sheet,
    question_sheet,
)


def as_workbook(
    review: Review, catalogue: Catalogue, shelf: LawShelf, record: Record | None = None
) -> bytes:
    """The review as XLSX."""
    return workbook(report_of(review, catalogue, shelf, record))


def workbook(report: Report) -> bytes:
    """The report as XLSX: summary, checklists by annex, all rows, and what stands around them."""
    parts = list(checklists(report))
    sheets = [
        _summary(report, parts),
        *(checklist_sheet(report, title, rows) for title, rows in parts),
        _all_rows(report),
        _evidence(report),
        conflict_sheet(report),
        observation_sheet(report),
        question_sheet(report),
        *([decision_sheet(report)] if report.record else []),
        document_sheet(report),
        _ledger(report),
        Sheet("How to read", (Column("Word", 24), Column("Meaning", 110)), _READING, ("Word",)),
    ]
    return workbook_bytes(sheets, device_line(report))


_READING = [
    *MEANINGS.items(),
    ("Status", "the verdict that counts: the reviewer's where there is one, else the machine's"),
    ("Method", "as the manufacturer's checklist names it; else the kind of document that shows it"),
    ("Standards", "of the manufacturer's checklist, and those that the words of the evidence name"),
    (
        "Revision",
        "what the title block of the document says; empty where it says nothing",
    ),
    ("Words of the evidence", "read back from the document at that place, word for word"),
    ("Official words", "of the official text that was added; empty where none was"),
]


def _summary(report: Report, parts: Sequence[tuple[str, Rows]]) -> Sheet:
    every = [*parts, ("All rows", report.findings)]
    return Sheet(
        "Summary",
        (Column("Sheet", 30), *(Column(name, 16) for name in VERDICTS), Column("All", 10)),
        [[title, *count_verdicts(rows).values(), len(rows)] for title, rows in every],
        notes=tuple(_told(report)),
    )


def _told(report: Report) -> Iterator[str]:
    yield f"Review of {device_line(report)}"
    yield f"The law as of {report.manifest.made_for}. A reading aid: a person decides."
    if report.record is None:
        yield "Not kept in a dossier: no decisions of people are in this file."
        return
    record = report.record
    yield f"Dossier {record.dossier}, revision {record.review}, made {record.made[:10]}."
    if record.sign_off:
        signed = record.sign_off
        yield (
            f"Signed off by {signed.who} on {signed.at[:10]}; {signed.open_rows} rows not decided. "
            f"{signed.statement}"
        )
    else:
        yield "Not signed off."
    yield f"Head of the audit trail: event {record.head.number}, {record.head.hash}"


_COLUMNS = (
    Column("Act", 8),
    Column("Requirement", 20),
    Column("Title", 36),
    Column("Topic", 20),
    Column("Tier", 8),
    Column("Applies from", 12),
    Column("Verdict", 14),
    Column("Reason", 40),
    Column("Evidence", 44),
    Column("Not evidence", 44),
    Column("Verdict with decisions", 15),
    Column("Reviewer", 20),
    Column("Reviewer's words", 28),
    Column("Chapter or annex", 26, printed=False),
    Column("Words of the evidence", 70, printed=False),
    Column("Superseded", 40, printed=False),
    Column("Official words", 70, printed=False),
    Column("Where a model differs", 60, printed=False),
)


def _all_rows(report: Report) -> Sheet:
    places = Places(report)
    lines = [_line(places, row) for row in report.findings]
    return Sheet(
        "Review", _COLUMNS, lines, coloured=("Verdict", "Verdict with decisions"), frozen=3
    )


def _line(places: Places, row: FindingPart) -> list[str]:
    declined = (f"{why}: {quoted(p)} ({places.words(p)})" for why, p in not_evidence(row))
    return [
        place_in_law(row).act.label,
        row.pinpoint,
        row.title,
        row.topic,
        row.tier,
        row.since or "",
        row.verdict,
        row.reason,
        several(places.words(place) for place in counting(row)),
        several(declined),
        verdict_of(row),
        decision_of(row),
        "\n".join(comments_of(row)),
        row.division,
        several(map(quoted, counting(row))),
        "\n".join(row.law.superseded),
        row.law.quote or "(text not added; the title is a paraphrase)",
        "\n".join(row.model_told),
    ]


_EVIDENCE = (
    Column("Requirement", 20),
    Column("Verdict", 14),
    Column("Standing", 18),
    Column("Words", 90),
    Column("Document", 40),
    Column("Revision", 10),
    Column("Section", 40),
    Column("Page", 7),
)


def _evidence(report: Report) -> Sheet:
    """One row a place: to sort and filter by document, section and page."""
    places = Places(report)
    lines: list[list[str | int]] = []
    for row in report.findings:
        declined = {place: why for why, place in not_evidence(row)}
        for place in dict.fromkeys([*counting(row), *declined]):
            standing = declined.get(place, "counts as evidence")
            lines.append(
                [
                    row.pinpoint,
                    verdict_of(row),
                    standing,
                    one_line(place.quote),
                    place.document,
                    places.revision(place),
                    section_of(place),
                    place.page or "",
                ]
            )
    return Sheet("Evidence", _EVIDENCE, lines, coloured=("Verdict",), frozen=1)


def _ledger(report: Report) -> Sheet:
    rows = [*ledger_rows(report), *manifest_rows(report)]
    return Sheet("Ledger", (Column("What", 50), Column("Value", 110)), [list(row) for row in rows])
