"""All submissions of a batch side by side: `summary.xlsx` and `summary.html`."""

from collections.abc import Sequence
from urllib.parse import quote

from domain.batch import Batch, Submission, SubmissionState
from domain.finding import Verdict
from review.batch.report_folder import ReportFolder
from review.batch.summary_page import summary_page
from review.batch.summary_tables import Cell, SummaryTables, Table
from review.batch.summary_workbook import summary_workbook

_COUNTED = (
    ("Documents", 11),
    ("Pages", 8),
    *((kind.value.capitalize(), 12) for kind in Verdict),
    ("Conflicts", 10),
    ("Not read", 10),
    ("Open questions", 11),
)
_COLUMNS = (("Submission", 32), ("State", 10), ("Device", 36), *_COUNTED, ("Why it failed", 60))


def write_summary(reports: ReportFolder, batch: Batch, rows: Sequence[Submission]) -> None:
    """Write both files on top of the reports; the same submissions give the same bytes."""
    tables = summary_tables(batch, rows)
    reports.put_summary("summary.xlsx", summary_workbook(tables))
    reports.put_summary("summary.html", summary_page(tables))


def summary_tables(batch: Batch, rows: Sequence[Submission]) -> SummaryTables:
    """What both files show."""
    done = [row for row in rows if row.state is SubmissionState.DONE]
    counts = ", ".join(
        f"{count} {state.value}"
        for state in SubmissionState
        if (count := sum(row.state is state for row in rows))
    )
    return SummaryTables(
        f"{len(rows)} submissions: {counts or 'none'}. The law as of {batch.made_for}. "
        "A reading aid: a person decides.",
        (
            Table("Submissions", _COLUMNS, [_row(row) for row in rows]),
            Table(
                "Conflicts",
                (("Submission", 32), ("What the documents state differently", 110)),
                [[Cell(row.name), Cell(text)] for row in done for text in _conflicts(row)],
            ),
            Table(
                "Not read",
                (("Submission", 32), ("What could not be read, and why", 110)),
                [[Cell(row.name), Cell(text)] for row in done for text in _unread(row)],
            ),
        ),
    )


def _row(row: Submission) -> list[Cell]:
    result = row.result if row.state is SubmissionState.DONE else None
    link = f"{quote(row.label)}/review.xlsx" if result else ""
    head = [Cell(row.name, link), Cell(row.state.value), Cell(result.device if result else "")]
    if result is None:
        return [*head, *[Cell("") for _ in _COUNTED], Cell(row.reason)]
    numbers = [
        result.documents,
        result.pages,
        *(result.verdicts.get(kind.value, 0) for kind in Verdict),
        len(result.conflicts),
        len(result.unread),
        result.questions,
    ]
    return [*head, *map(Cell, numbers), Cell("")]


def _conflicts(row: Submission) -> tuple[str, ...]:
    return row.result.conflicts if row.result else ()


def _unread(row: Submission) -> tuple[str, ...]:
    return row.result.unread if row.result else ()
