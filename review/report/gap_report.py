"""The report that goes to a manufacturer: what is missing, where, and how that was found."""

from collections.abc import Iterator, Sequence

from review.report.layout import CriterionPart, FindingPart, Place, Report
from review.report.ledger import ledger_rows, manifest_rows
from review.report.rows import (
    ASSERTED,
    MEANINGS,
    OPEN_VERDICTS,
    VERDICTS,
    Places,
    comments_of,
    count_verdicts,
    counted,
    counting,
    decision_of,
    device_line,
    differs,
    nearest,
    not_evidence,
    place_in_law,
    reason_of,
    sentence,
    shortened,
    verdict_of,
)
from review.report.tables import question_of, type_name
from review.report.word import WordFile

_QUOTES = 4
_DECLINED = 3
_NEAREST = 2
_FIRST = 15
_LONG_LAW = 900
_NEAR = 280
_MET = {True: "Met", False: "Not met", None: "For a person"}


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
        file.table((), list(_opening_rows(report)), (4.5, 12.5))
        file.heading("Contents", 3)
        file.contents()

    def _summary(self) -> None:
        file, report = self._file, self._report
        file.heading("Summary", 1, new_page=True)
        file.text(_openingsentence(report))
        head, rows = _counts_by_law(report)
        file.table(head, rows, (2, 1.4, 1.8, 1.6, 3, 1.9, 2.7, 1.4))
        for told in _mind(report):
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
            (row.pinpoint, row.title, verdict_of(row), reason_of(row)) for row in wanted[:_FIRST]
        ]
        head = ("Requirement", "What it asks", "Status", "Why")
        self._file.table(head, rows, (3.4, 5.6, 2, 6), tinted=2)

    def _method(self) -> None:
        file = self._file
        file.heading("Method and limits", 1)
        for told in _METHOD:
            file.text(told)
        file.table(("Status", "What it means"), list(MEANINGS.items()), (3, 14), tinted=0)
        file.heading("Limits of this review", 2)
        for told in _limits(self._report):
            file.item(told)

    def _findings(self) -> None:
        self._file.heading("Findings by topic", 1, new_page=True)
        for topic, rows in _by_topic(self._report).items():
            self._topic(topic, rows)

    def _topic(self, topic: str, rows: Sequence[FindingPart]) -> None:
        counts = count_verdicts(rows)
        told = ", ".join(f"{number} {name}" for name, number in counts.items() if number)
        self._file.heading(topic, 2)
        self._file.text(told, grey=True)
        ordered = sorted(rows, key=lambda row: VERDICTS.index(verdict_of(row)))
        for row in ordered:
            if verdict_of(row) in OPEN_VERDICTS or differs(row):
                self._finding(row)
        covered = [row for row in rows if verdict_of(row) == row.verdict == "covered"]
        if covered:
            self._covered(covered)

    def _covered(self, rows: Sequence[FindingPart]) -> None:
        self._file.heading("Covered", 3)
        lines = [(row.pinpoint, row.title, self._first(row), decision_of(row)) for row in rows]
        head = ("Requirement", "What it asks", "Evidence", "Reviewer")
        self._file.table(head, lines, (3.2, 5.2, 5.9, 2.7))

    def _first(self, row: FindingPart) -> str:
        places = [self._places.words(place) for place in counting(row)]
        more = f"\nand {len(places) - 1} more" if len(places) > 1 else ""
        return f"{places[0]}{more}" if places else ""

    def _finding(self, row: FindingPart) -> None:
        file, verdict = self._file, verdict_of(row)
        file.heading(f"{row.pinpoint}: {row.title}", 3)
        since = f" Applies from {row.since}." if row.since and not row.in_force else ""
        file.text(f"{sentence(reason_of(row))}{since}", lead=verdict, tint=verdict)
        self._people(row)
        if row.law.quote and row.law.version:
            file.text(
                shortened(row.law.quote, _LONG_LAW), lead=f"The law ({row.law.version}):", grey=True
            )
        for change in row.law.superseded:
            file.text(change, lead="Superseded:")
        for criterion in row.criteria:
            if criterion.met is not True:
                file.item(_criterion(criterion), lead=f"{_MET[criterion.met]}:")
        self._quotes(row)

    def _people(self, row: FindingPart) -> None:
        if differs(row):
            self._file.text(f"{row.verdict}: {row.reason}", lead="The machine's finding:")
        if (decided := decision_of(row)) not in {"", "open"}:
            self._file.text(decided, lead="Reviewer:")
        for comment in comments_of(row):
            self._file.text(comment, lead="Reviewer's words:")

    def _quotes(self, row: FindingPart) -> None:
        found, declined = counting(row), not_evidence(row)
        if verdict_of(row) == "conflict":
            found = self._disagreeing(row, found)
        for place in found[:_QUOTES]:
            self._file.quote(place.quote, self._places.words(place))
        for why, place in declined[:_DECLINED]:
            self._file.quote(place.quote, self._places.words(place), f"Not evidence ({why})")
        for place in nearest(row)[:_NEAREST]:
            where = self._places.words(place)
            self._file.quote(shortened(place.quote, _NEAR), where, "Nearest, not evidence")
        more = max(0, len(found) - _QUOTES) + max(0, len(declined) - _DECLINED)
        if more:
            told = f"{counted(more, 'more place')}: in the workbook, sheet Evidence."
            self._file.text(told, grey=True)

    def _disagreeing(self, row: FindingPart, found: Sequence[Place]) -> list[Place]:
        """Show what the documents disagree on; gives the other places."""
        conflicts = [each for each in self._report.conflicts if row.obligation in each.obligations]
        shown = set()
        for reading in (one for conflict in conflicts for one in conflict.readings):
            self._file.quote(reading.quote, self._places.words(reading), reading.value)
            shown.add((reading.sha256, reading.start, reading.end))
        return [one for one in found if (one.sha256, one.start, one.end) not in shown]

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
            for place in seen.citations[:_NEAREST]:
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
        self._file.table(head, rows, (6, 1.8, 4.4, 1.4, 3.4))

    def _rows(self, title: str, rows: Iterator[tuple[str, str]]) -> None:
        self._file.heading(title, 1)
        self._file.table(("What", "Value"), list(rows), (6.5, 10.5))


def _opening_rows(report: Report) -> Iterator[tuple[str, str]]:
    yield "Device", device_line(report)
    yield "The law as of", report.manifest.made_for
    yield "Documents", f"{report.ledger.documents_read} read, {report.ledger.documents_failed} not"
    if report.record is None:
        yield "Record", "Not kept in a dossier; no decisions of people are in this report."
        return
    record = report.record
    yield "Dossier", record.dossier
    yield "Revision", f"{record.review}, made {record.made[:10]}"
    signed = record.sign_off
    told = f"{signed.who}, {signed.at[:10]}. {signed.statement}" if signed else "Not signed off"
    yield "Sign-off", told
    yield "Head of the audit trail", f"event {record.head.number}, {record.head.hash}"


def _openingsentence(report: Report) -> str:
    ledger = report.ledger
    counts = count_verdicts(report.findings)
    reaching = sum(counts.values()) - counts["not applicable"]
    return (
        f"Of the {sum(counts.values())} requirements looked at, {reaching} reach the device or may "
        f"reach it. For {counts['covered']} the documents hold the evidence; {counts['gap']} are "
        f"gaps, {counts['partial']} are partly covered, on {counts['conflict']} the documents "
        f"disagree and {counts['undetermined']} could not be determined. Every row was looked for "
        f"in {ledger.passages} passages of {ledger.documents_read} documents."
    )


def _counts_by_law(report: Report) -> tuple[Sequence[str], list[list[str | int]]]:
    acts = dict.fromkeys(place_in_law(row).act for row in report.findings)
    rows: list[list[str | int]] = []
    for act in acts:
        found = [row for row in report.findings if place_in_law(row).act is act]
        rows.append([act.label, *count_verdicts(found).values(), len(found)])
    every = count_verdicts(report.findings)
    rows.append(["Both", *every.values(), len(report.findings)])
    return ("Law", *VERDICTS, "all"), rows


def _mind(report: Report) -> Iterator[str]:
    ledger = report.ledger
    if report.conflicts:
        subjects = "; ".join(conflict.subject for conflict in report.conflicts)
        yield f"The documents disagree on {counted(len(report.conflicts), 'fact')}: {subjects}."
    if ledger.pages_unreadable:
        pages = counted(ledger.pages_unreadable, "page")
        yield f"{pages} could not be read; no gap is concluded over what was not read."
    if ledger.documents_failed:
        yield f"{counted(ledger.documents_failed, 'file')} could not be read."
    if ledger.documents_not_at_hand:
        yield f"Cited and not at hand: {', '.join(ledger.documents_not_at_hand)}."
    if ledger.questions:
        yield f"{counted(len(ledger.questions), 'open question')} about the device."
    if report.record:
        decided = sum(bool(row.people and row.people.settled) for row in report.findings)
        yield f"Decided by a person: {counted(decided, 'row')}."


_METHOD = (
    (
        "Every sentence, list item and table row of every document was read against what a "
        "reviewer must find for each requirement that reaches the device. Which requirements "
        "reach it was computed from the device's facts; a fact that is not known makes a "
        "question, not a guess."
    ),
    (
        "Only a sentence that asserts the matter counts as evidence. One that denies it, promises "
        "it, leaves it blank, advises an author, quotes the law or only names it is shown as what "
        "it is. What a label, a declaration or instructions for use must say themselves counts "
        "only there."
    ),
    (
        "Every quotation was read back from its document at its place. Where a reviewer decided "
        "otherwise, the reviewer's verdict counts and the machine's stands beside it."
    ),
)


def _limits(report: Report) -> Iterator[str]:
    yield "A wording that nobody foresaw comes out as a gap: read the nearest places first."
    yield "It is not judged whether the evidence is true, sufficient or state of the art."
    if not report.manifest.law:
        yield "No official text was at hand: requirements are in citemark's own words."
    for label in report.manifest.law:
        yield f"Official text used: {label}."
    for part in report.documents:
        if part.unreadable_pages:
            pages = ", ".join(map(str, part.unreadable_pages))
            yield f"{part.name}: page {pages} could not be read."
        if part.error:
            yield f"{part.name} could not be read: {part.error.reason}."


def _by_topic(report: Report) -> dict[str, list[FindingPart]]:
    """The rows that reach the device, or did before a person decided, by topic.

    The topic with most to do comes first.
    """
    topics: dict[str, list[FindingPart]] = {}
    for row in report.findings:
        if verdict_of(row) != "not applicable" or differs(row):
            topics.setdefault(row.topic or "Other", []).append(row)
    ranked = sorted(topics, key=lambda name: (-_to_do(topics[name]), name))
    return {name: topics[name] for name in ranked}


def _to_do(rows: Sequence[FindingPart]) -> int:
    return sum(row.tier == "core" and verdict_of(row) in {"gap", "conflict"} for row in rows)


def _criterion(criterion: CriterionPart) -> str:
    standing = dict.fromkeys(e.standing for e in criterion.evidence if e.standing != ASSERTED)
    why = f" (found only as {', '.join(standing)})" if standing and not criterion.met else ""
    reason = f" ({criterion.reason})" if criterion.reason else why
    return f"{criterion.text}{reason}"
