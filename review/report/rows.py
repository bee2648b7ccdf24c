"""What every file says of a row of a report: its evidence, its status, its decision, in words."""

import re
from collections.abc import Iterable, Iterator

from domain.pinpoint import Act, Pinpoint
from regulations.document_types import load_document_types
from review.report.layout import Report
from review.report.row_layout import FindingPart, Place, Said

ASSERTED = "asserted"
_LEADERS = re.compile(r"(?:\.\s?){6}")
VERDICTS = ("gap", "conflict", "partial", "undetermined", "covered", "not applicable")
"""All verdicts, what needs work first."""

OPEN_VERDICTS = frozenset({"gap", "conflict", "partial", "undetermined"})
"""The verdicts of rows that still need work."""

MEANINGS = {
    "gap": "everything was searched and nothing asserts it",
    "conflict": "the documents disagree on a fact it rests on",
    "partial": "some criteria have a sentence that asserts them",
    "undetermined": "a person must judge, or something could not be read",
    "covered": "every criterion has a sentence that asserts it",
    "not applicable": "it does not reach this device; the reason is given",
}
"""What each verdict means."""


def verdict_of(row: FindingPart) -> str:
    """The verdict that counts: a person's where there is one, else the machine's."""
    return row.people.verdict if row.people else row.verdict


def reason_of(row: FindingPart) -> str:
    """The reason of the verdict that counts, in the words of whoever gave it."""
    return row.people.reason if row.people else row.reason


def differs(row: FindingPart) -> bool:
    """Whether a person's verdict is another than the machine's."""
    return verdict_of(row) != row.verdict


def counting(row: FindingPart) -> list[Place]:
    """The places that count as evidence or contradict each other, those marked by hand last."""
    declined = {place for _, place in not_evidence(row)}
    places = [place for place in row.citations if place not in declined]
    return list(dict.fromkeys([*places, *(row.people.marked if row.people else ())]))


def not_evidence(row: FindingPart) -> list[tuple[str, Place]]:
    """The places that name the matter and do not count, each with its standing."""
    standing: dict[int, str] = {}
    for criterion in row.criteria:
        for evidence in criterion.evidence:
            if standing.get(evidence.citation) != ASSERTED:
                standing[evidence.citation] = evidence.standing
    return [(why, row.citations[at]) for at, why in sorted(standing.items()) if why != ASSERTED]


def nearest(row: FindingPart) -> list[Place]:
    """The places that came closest where nothing is cited; lines of contents are left out."""
    if row.citations or row.searched is None:
        return []
    return [place for place in row.searched.nearest if not _LEADERS.search(place.quote)]


def sentence(text: str) -> str:
    """Words as a sentence: a capital first and a full stop last."""
    text = text.strip()
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '?', '!')) else '.'}"


def shortened(text: str, longest: int) -> str:
    """Words on one line, cut with a mark where they are longer than that."""
    words = one_line(text)
    return words if len(words) <= longest else f"{words[:longest].rstrip()} \u2026"


def decision_of(row: FindingPart) -> str:
    """What a person decided, by whom and when; empty where nobody did."""
    if row.people is None:
        return ""
    if row.people.settled is not None:
        return f"{row.people.standing}: {signed(row.people.settled)}"
    return row.people.standing if row.people.standing != "none needed" else ""


def comments_of(row: FindingPart) -> Iterator[str]:
    """What people wrote about a row: reasons, justifications, comments, who it is assigned to."""
    if row.people is None:
        return
    for said in row.people.history:
        if said.text:
            yield f"{said.text} ({said.kind}, {signed(said)})"
    if row.people.assignee:
        yield f"Assigned to {row.people.assignee}"
    for lost in row.people.lost:
        yield (
            f"Decided in revision {lost.review} ({lost.kind}, {signed(lost)}); the evidence has "
            "changed since: decide again"
        )


def signed(said: Said) -> str:
    """Who said it and on which day."""
    carried = f", carried over from revision {said.carried_from}" if said.carried_from else ""
    return f"{said.who}, {said.at[:10]}{carried}"


class Places:
    """Places of a report in words, with the revision that the document says it is."""

    def __init__(self, report: Report) -> None:
        self._revisions = {part.sha256: part.revision for part in report.documents if part.sha256}

    def revision(self, place: Place) -> str:
        """The revision of the document that holds the place."""
        return self._revisions.get(place.sha256, "")

    def words(self, place: Place) -> str:
        """Document, revision, section and page, as far as there are any."""
        revision = self.revision(place)
        parts = (
            place.document,
            f"rev. {revision}" if revision else "",
            section_of(place),
            f"p. {place.page}" if place.page else "",
        )
        return ", ".join(part for part in parts if part)


def section_of(place: Place) -> str:
    """The innermost heading above the place."""
    return place.section.rpartition(" > ")[2]


def one_line(text: str) -> str:
    """Words on one line."""
    return " ".join(text.split())


def quoted(place: Place) -> str:
    """The words of a place on one line, in quotation marks."""
    return f"\u201c{one_line(place.quote)}\u201d"


def kinds(report: Report, places: Iterable[Place]) -> list[str]:
    """The types of the documents that hold the places, in words, each once."""
    codes = {part.sha256: part.type or "" for part in report.documents if part.sha256}
    types = load_document_types()
    held = [types.get(codes.get(place.sha256, "")) for place in places]
    return list(dict.fromkeys(kind.name for kind in held if kind))


def framework(report: Report) -> Act:
    """The device law of the report."""
    return Act(report.device.framework)


def place_in_law(row: FindingPart) -> Pinpoint:
    """Where in the law the row stands."""
    return Pinpoint.parse(row.law.pinpoint)


def device_line(report: Report) -> str:
    """The device in one line."""
    device = report.device
    act = framework(report).label
    return f"{device.name} {device.version}, {act} class {device.risk_class}"


def count_verdicts(rows: Iterable[FindingPart]) -> dict[str, int]:
    """How many rows have each verdict that counts; all verdicts are in it."""
    counts = dict.fromkeys(VERDICTS, 0)
    for row in rows:
        counts[verdict_of(row)] += 1
    return counts


def counted(number: int, one: str) -> str:
    """A number with its noun."""
    return f"{number} {one}{'' if number == 1 else 's'}"
