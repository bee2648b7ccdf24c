"""A review as a text that a person reads from top to bottom."""

from collections.abc import Iterator

from domain.finding import Review
from domain.law import Catalogue
from review.law import LawShelf
from review.record import Record
from review.report.layout import Report
from review.report.ledger import ledger_lines
from review.report.payload import report_of
from review.report.row_layout import CriterionPart, FindingPart, Place
from review.report.rows import Places, comments_of, decision_of, device_line, one_line
from review.report.safe import inline
from review.report.tables import question_of, type_name

_ORDER = (
    ("conflict", "The documents disagree"),
    ("gap", "Gaps"),
    ("partial", "Partly covered"),
    ("undetermined", "Undetermined"),
    ("covered", "Covered"),
)
_MET = {True: "met", False: "not met", None: "for a person"}


def as_markdown(
    review: Review, catalogue: Catalogue, shelf: LawShelf, record: Record | None = None
) -> str:
    """The whole review; rows that do not apply are counted and left to the workbook."""
    return markdown(report_of(review, catalogue, shelf, record))


def markdown(report: Report) -> str:
    """The report as Markdown; nothing of a document acts as markup in it."""
    return "\n".join(_Writer(report).lines()) + "\n"


class _Writer:
    def __init__(self, report: Report) -> None:
        self._report = report
        self._places = Places(report)

    def lines(self) -> Iterator[str]:
        yield from self._head()
        yield from self._documents()
        yield from self._questions()
        yield from self._conflicts()
        yield from self._observations()
        for verdict, title in _ORDER:
            yield from self._chapter(verdict, title)
        yield from self._method()

    def _head(self) -> Iterator[str]:
        report = self._report
        yield f"# Review of {inline(report.device.name)} {inline(report.device.version)}"
        yield ""
        line = device_line(report).rpartition(", ")[2]
        made_for = report.manifest.made_for
        yield f"{line}. Made for {made_for}. A reading aid: a person decides."
        yield ""
        yield from self._record()
        yield "| verdict | rows |"
        yield "|---|---|"
        yield from (f"| {name} | {count} |" for name, count in report.ledger.verdicts.items())
        yield ""

    def _record(self) -> Iterator[str]:
        record = self._report.record
        if record is None:
            return
        made = f"revision {record.review}, made {record.made[:10]}"
        yield f"Dossier {inline(record.dossier)}, {made}."
        signed = record.sign_off
        if signed:
            yield (
                f"Signed off by {inline(signed.who)} on {signed.at[:10]}; {signed.open_rows} rows "
                f"not decided. {inline(signed.statement)}"
            )
        else:
            yield "Not signed off."
        yield f"Head of the audit trail: event {record.head.number}, {record.head.hash}"
        yield ""

    def _documents(self) -> Iterator[str]:
        yield "## What was read"
        yield ""
        yield "| document | revision | type | pages | not readable |"
        yield "|---|---|---|---|---|"
        for part in self._report.documents:
            name, revision = inline(part.name), inline(part.revision) or "-"
            if part.error:
                why = f"{part.error.reason}: {inline(part.error.detail)}"
                yield f"| {name} | - | - | - | {why} |"
                continue
            unread = ", ".join(map(str, part.unreadable_pages)) or "-"
            kind = type_name(part) or "not recognised"
            yield f"| {name} | {revision} | {kind} | {part.pages or '-'} | {unread} |"
        yield ""
        yield from (f"- {inline(warning)}" for warning in self._report.ledger.warnings)
        yield ""

    def _questions(self) -> Iterator[str]:
        asked = self._report.ledger.questions
        if not asked:
            return
        yield "## Questions that keep rows open"
        yield ""
        for name, rows in asked.items():
            yield f"- {question_of(name)} (`{name}` in the profile; decides {rows} rows)"
        yield ""

    def _conflicts(self) -> Iterator[str]:
        if not self._report.conflicts:
            return
        yield "## Facts that the documents state differently"
        yield ""
        for conflict in self._report.conflicts:
            yield f"- **{inline(conflict.subject)}**"
            for reading in conflict.readings:
                yield f"  - {inline(reading.value)}: {self._place(reading)}"
        yield ""

    def _observations(self) -> Iterator[str]:
        if not self._report.observations:
            return
        yield "## Broken chains and outdated law"
        yield ""
        for observation in self._report.observations:
            yield f"- **{observation.kind}: {inline(observation.subject)}**"
            yield f"  - {inline(observation.told)}"
            for place in observation.citations:
                yield f"  - {self._place(place)}"
        yield ""

    def _chapter(self, verdict: str, title: str) -> Iterator[str]:
        findings = [row for row in self._report.findings if row.verdict == verdict]
        if not findings:
            return
        yield f"## {title} ({len(findings)})"
        yield ""
        for finding in findings:
            yield from self._finding(finding)

    def _finding(self, row: FindingPart) -> Iterator[str]:
        since = f" Applies from {row.since}." if row.since else ""
        yield f"### {row.pinpoint}: {row.title}"
        yield ""
        yield f"{row.verdict.capitalize()}: {inline(row.reason)}.{since}"
        yield from (f"Superseded: {change}" for change in row.law.superseded)
        yield ""
        for result in row.criteria:
            yield from self._criterion(row, result)
        yield from (f"- {inline(told)}" for told in row.model_told)
        if decided := decision_of(row):
            yield f"- Reviewer: {inline(decided)}"
        yield from (f"- {inline(comment)}" for comment in comments_of(row))
        yield ""

    def _criterion(self, row: FindingPart, result: CriterionPart) -> Iterator[str]:
        note = f" ({result.reason})" if result.reason else ""
        yield f"- {_MET[result.met]}: {result.text}{note}"
        for evidence in result.evidence:
            yield f"  - {evidence.standing}: {self._place(row.citations[evidence.citation])}"

    def _method(self) -> Iterator[str]:
        manifest = self._report.manifest
        yield "## How this was made"
        yield ""
        yield f"- citemark {manifest.citemark}, assessor: {manifest.assessor}"
        yield f"- catalogue {manifest.catalogue[:16]}, embedding {manifest.embedding}"
        law = ", ".join(manifest.law) or "none added: obligations are paraphrased by citemark"
        yield f"- official texts: {law}"
        yield ""
        yield "## What was searched, and what was not"
        yield ""
        yield from (f"- {line}" for line in ledger_lines(self._report))

    def _place(self, place: Place) -> str:
        return f'"{inline(one_line(place.quote))}" - {inline(self._places.words(place))}'
