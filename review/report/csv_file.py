"""A report as CSV: a line a cited place, and one for each row that cites none."""

import csv
from collections.abc import Iterator
from io import StringIO

from review.report.layout import Report
from review.report.row_layout import FindingPart, Place
from review.report.rows import (
    Places,
    comments_of,
    counting,
    decision_of,
    not_evidence,
    one_line,
    reason_of,
    section_of,
    verdict_of,
)
from review.report.safe import cell

_ROW = (
    "obligation",
    "act",
    "requirement",
    "title",
    "topic",
    "tier",
    "applies",
    "applicability",
    "from",
    "verdict",
    "reason",
    "machine_verdict",
    "machine_reason",
    "reviewer",
    "reviewer_words",
    "method_stated",
    "standards_stated",
    "standards_at_evidence",
)
_RECORD = ("dossier", "revision_of_review", "audit_head")
_PLACE = ("evidence", "document", "revision", "section", "page", "quote")


def csv_file(report: Report) -> bytes:
    """The report as UTF-8 with a mark at its start, as spreadsheet programs expect it."""
    target = StringIO()
    writer = csv.writer(target)
    writer.writerow((*_ROW, *_PLACE, *_RECORD))
    places = Places(report)
    kept = report.record
    record = [kept.dossier, str(kept.review), kept.head.hash] if kept else ["", "", ""]
    for row in report.findings:
        for line in _lines(row, places):
            writer.writerow(map(cell, [*line, *record]))
    return b"\xef\xbb\xbf" + target.getvalue().encode()


def _lines(row: FindingPart, places: Places) -> Iterator[list[str]]:
    said = _said(row)
    cited = [("counts", place) for place in counting(row)] + not_evidence(row)
    for standing, place in cited:
        yield [*said, standing, *_place(place, places)]
    if not cited:
        yield [*said, *[""] * len(_PLACE)]


def _said(row: FindingPart) -> list[str]:
    return [
        row.obligation,
        row.act,
        row.pinpoint,
        row.title,
        row.topic,
        row.tier,
        row.applies,
        row.applicability,
        row.since or "",
        verdict_of(row),
        reason_of(row),
        row.verdict,
        row.reason,
        decision_of(row),
        " | ".join(comments_of(row)),
        row.stated.method if row.stated else "",
        row.stated.standard if row.stated else "",
        "; ".join(row.standards),
    ]


def _place(place: Place, places: Places) -> list[str]:
    return [
        place.document,
        places.revision(place),
        section_of(place),
        str(place.page or ""),
        one_line(place.quote),
    ]
