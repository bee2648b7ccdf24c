"""The findings of a gap report by topic: what is asked, what was found, and in whose words."""

from collections.abc import Sequence

from review.report.layout import Report
from review.report.row_layout import CriterionPart, FindingPart, Place
from review.report.rows import (
    ASSERTED,
    OPEN_VERDICTS,
    VERDICTS,
    Places,
    comments_of,
    count_verdicts,
    counted,
    counting,
    decision_of,
    differs,
    nearest,
    not_evidence,
    reason_of,
    sentence,
    shortened,
    verdict_of,
)
from review.report.word import WordFile

_QUOTES = 4
_DECLINED = 3
_LONG_LAW = 600
_NEAR = 220
_MET = {True: "Met", False: "Not met", None: "For a person"}


class GapFindings:
    """Writes the findings of a report into a document."""

    def __init__(self, report: Report, file: WordFile) -> None:
        self._report = report
        self._file = file
        self._places = Places(report)

    def write(self) -> None:
        """All topics, the one with most to do first."""
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
                telling = bool(criterion.evidence) or verdict != "gap"
                file.item(_criterion(criterion, telling=telling), lead=f"{_MET[criterion.met]}:")
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
        for place in nearest(row)[:1]:
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


def _criterion(criterion: CriterionPart, *, telling: bool) -> str:
    """What is looked for, with the reason where it is `telling` beside that of the row."""
    others = (e.standing for e in criterion.evidence if e.standing != ASSERTED)
    standing = dict.fromkeys(one.removesuffix(" only") for one in others)
    why = f" (found only as {', '.join(standing)})" if standing and not criterion.met else ""
    reason = f" ({criterion.reason})" if criterion.reason and telling else why
    return f"{criterion.text}{reason}"
