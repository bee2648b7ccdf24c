"""The report that goes to a manufacturer: what is missing, where, and how that was found."""

from collections.abc import Iterator

from review.report.gap_findings import GapFindings
from review.report.gap_front import (
    METHOD,
    counts_by_law,
    limits,
    opening_rows,
    opening_sentence,
    to_keep_in_mind,
)
from review.report.layout import Report
from review.report.ledger import ledger_rows, manifest_rows
from review.report.rows import (
    MEANINGS,
    Places,
    device_line,
    reason_of,
    sentence,
    verdict_of,
)
from review.report.tables import question_of, type_name
from review.report.word import WordFile

_FIRST = 15
_PAGES = (
    "The program that opens this file works out the page numbers. Where they are missing, select "
    "everything and press F9."
)
_OBSERVED = 2


def gap_report(report: Report) -> bytes:
    """The report as DOCX."""
    return _GapReport(report).write()


class _GapReport:
    def __init__(self, report: Report) -> None:
        self._report = report
        self._places = Places(report)
        foot = "A reading aid: a person decides. Nothing in it says that a device conforms."
        self._file = WordFile("Gap report", device_line(report), foot)

    def write(self) -> bytes:
        self._opening()
        self._summary()
        self._method()
        self._findings()
        self._conflicts()
        self._observations()
        self._questions()
        self._documents()
        self._rows("What was searched, and what was not", ledger_rows(self._report))
        self._rows("Manifest and record", manifest_rows(self._report))
        return self._file.to_bytes()

    def _opening(self) -> None:
        report, file = self._report, self._file
        file.title("Gap report")
        file.table((), list(opening_rows(report)), (4.5, 12.5))
        file.heading("Contents", 3)
        file.contents()
        file.text(_PAGES, grey=True)

    def _summary(self) -> None:
        file, report = self._file, self._report
        file.heading("Summary", 1, new_page=True)
        file.text(opening_sentence(report))
        head, rows = counts_by_law(report)
        file.table(head, rows, (2, 1.4, 1.8, 1.6, 3, 1.9, 2.7, 1.4))
        for told in to_keep_in_mind(report):
            file.item(told)
        self._first_things()

    def _first_things(self) -> None:
        core = [row for row in self._report.findings if row.tier == "core"]
        wanted = [row for row in core if verdict_of(row) in {"gap", "conflict"}]
        if not wanted:
            return
        self._file.heading("What to look at first", 2)
        more = f"; the first {_FIRST} are here" if len(wanted) > _FIRST else ""
        self._file.text(
            f"{len(wanted)} rows that matter to nearly every device are gaps or conflicts{more}."
        )
        rows = [
            (row.pinpoint, row.title, verdict_of(row), sentence(reason_of(row)))
            for row in wanted[:_FIRST]
        ]
        head = ("Requirement", "What it asks", "Status", "Why")
        self._file.table(head, rows, (3.4, 5.6, 2, 6), tinted=2)

    def _method(self) -> None:
        file = self._file
        file.heading("Method and limits", 1)
        for told in METHOD:
            file.text(told)
        file.table(("Status", "What it means"), list(MEANINGS.items()), (3, 14), tinted=0)
        file.heading("Limits of this review", 2)
        for told in limits(self._report):
            file.item(told)

    def _findings(self) -> None:
        self._file.heading("Findings by topic", 1, new_page=True)
        GapFindings(self._report, self._file).write()

    def _conflicts(self) -> None:
        if not self._report.conflicts:
            return
        self._file.heading("Facts that the documents state differently", 1)
        for conflict in self._report.conflicts:
            self._file.heading(conflict.subject, 3)
            for reading in conflict.readings:
                self._file.quote(reading.quote, self._places.words(reading), reading.value)

    def _observations(self) -> None:
        if not self._report.observations:
            return
        self._file.heading("Broken chains and outdated law", 1)
        for seen in self._report.observations:
            self._file.text(sentence(seen.told), lead=f"{seen.subject} ({seen.kind}).")
            for place in seen.citations[:_OBSERVED]:
                self._file.quote(place.quote, self._places.words(place))

    def _questions(self) -> None:
        asked = self._report.ledger.questions
        self._file.heading("Open questions", 1)
        if not asked:
            self._file.text("None: every fact of the device that decides rows is known.")
            return
        rows = [(question_of(fact), fact, number) for fact, number in asked.items()]
        self._file.table(("Question", "Fact", "Rows it decides"), rows, (10, 4.5, 2.5))

    def _documents(self) -> None:
        self._file.heading("Documents", 1)
        rows = [
            (
                part.name,
                part.revision or "-",
                type_name(part) or "-",
                part.pages or "-",
                f"{part.error.reason}: {part.error.detail}"
                if part.error
                else ", ".join(map(str, part.unreadable_pages)) or "-",
            )
            for part in self._report.documents
        ]
        head = ("Document", "Revision", "Type", "Pages", "Not readable")
        self._file.table(head, rows, (5.8, 2, 4.4, 1.4, 3.4))

    def _rows(self, title: str, rows: Iterator[tuple[str, str]]) -> None:
        self._file.heading(title, 1)
        self._file.table(("What", "Value"), list(rows), (6.5, 10.5))
