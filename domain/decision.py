"""What people decide on findings. A decision stands beside the finding and never changes it.

A decision belongs to one review and holds the fingerprint of the evidence that the person saw:
in the next review it holds on where the evidence is the same, and is shown again where not.
`effective` puts a finding and its decisions together: what the screen and an export show.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.finding import DocumentCitation, Finding, Verdict


class DecisionKind(StrEnum):
    """What a person does with a finding."""

    AGREE = "agree"
    CHANGE = "change verdict"
    NOT_APPLICABLE = "not applicable"
    REOPEN = "reopen"
    ASSIGN = "assign"
    COMMENT = "comment"
    MARK = "mark evidence"
    UNMARK = "take evidence mark back"


SETTLING = frozenset(
    {
        DecisionKind.AGREE,
        DecisionKind.CHANGE,
        DecisionKind.NOT_APPLICABLE,
        DecisionKind.REOPEN,
    }
)
"""The kinds that say whether a row is settled; the newest of them counts."""

_WORDED = frozenset({DecisionKind.CHANGE, DecisionKind.NOT_APPLICABLE, DecisionKind.COMMENT})
_PLACED = frozenset({DecisionKind.MARK, DecisionKind.UNMARK})


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing that a person said of a finding.

    `who` and `at` (UTC) are the person's, also where it was carried over from the review
    `carried_from`. `fingerprint` is that of the evidence. `text` is the reason, justification or
    comment; `verdict` goes with a change, `place` with a mark of evidence, `assignee` with an
    assignment ("" for nobody).
    """

    review: int
    obligation: str
    kind: DecisionKind
    who: str
    at: datetime
    fingerprint: str
    text: str = ""
    verdict: Verdict | None = None
    place: DocumentCitation | None = None
    assignee: str = ""
    carried_from: int | None = None

    def __post_init__(self) -> None:
        """Refuse a decision without what its kind needs."""
        if not self.who.strip():
            raise ValueError(f"{self.obligation}: a decision of nobody")
        if self.at.tzinfo is None:
            raise ValueError(f"{self.obligation}: a decision without a time zone")
        if self.kind in _WORDED and not self.text.strip():
            raise ValueError(f"{self.obligation}: {self.kind.value} without words")
        if (self.verdict is not None) is not (self.kind is DecisionKind.CHANGE):
            raise ValueError(f"{self.obligation}: a verdict goes with a change of it")
        if (self.place is not None) is not (self.kind in _PLACED):
            raise ValueError(f"{self.obligation}: a place goes with a mark of evidence")

    @property
    def origin(self) -> tuple[str, str, datetime]:
        """What stays the same when a decision is carried over."""
        return (self.kind.value, self.who, self.at)


class Standing(StrEnum):
    """Where a row stands with people."""

    OPEN = "open"
    AGAIN = "decide again"
    AGREED = "agreed"
    CHANGED = "changed"
    NOT_APPLICABLE = "not applicable"
    NOT_NEEDED = "none needed"


_STANDINGS = {
    DecisionKind.AGREE: Standing.AGREED,
    DecisionKind.CHANGE: Standing.CHANGED,
    DecisionKind.NOT_APPLICABLE: Standing.NOT_APPLICABLE,
}


@dataclass(frozen=True, slots=True)
class Effective:
    """A finding with what people made of it.

    `settled` is the decision that counts, None where none does. `marked` are places marked as
    evidence by hand. `lost` are decisions of an earlier review that do not hold here, because
    the evidence has changed. `history` is everything said of the row, oldest first.
    """

    finding: Finding
    settled: Decision | None = None
    assignee: str = ""
    marked: tuple[DocumentCitation, ...] = ()
    lost: tuple[Decision, ...] = ()
    history: tuple[Decision, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """The verdict that counts: a person's, else the machine's."""
        if self.settled is None or self.settled.kind is DecisionKind.AGREE:
            return self.finding.verdict
        return self.settled.verdict or Verdict.NOT_APPLICABLE

    @property
    def reason(self) -> str:
        """The reason of that verdict, in the words of whoever gave it."""
        worded = self.settled is not None and self.settled.kind is not DecisionKind.AGREE
        return self.settled.text if worded and self.settled else self.finding.reason

    @property
    def standing(self) -> Standing:
        """Where the row stands with people."""
        if self.settled is not None:
            return _STANDINGS[self.settled.kind]
        if self.lost:
            return Standing.AGAIN
        untouched = self.finding.verdict is Verdict.NOT_APPLICABLE and not self.reopened
        return Standing.NOT_NEEDED if untouched else Standing.OPEN

    @property
    def reopened(self) -> bool:
        """Whether a person has opened the row again."""
        return any(d.kind is DecisionKind.REOPEN for d in self.history)

    @property
    def is_open(self) -> bool:
        """Whether a person has yet to decide."""
        return self.standing in {Standing.OPEN, Standing.AGAIN}

    @property
    def citations(self) -> tuple[DocumentCitation, ...]:
        """The machine's places and those marked by hand, each once."""
        return tuple(dict.fromkeys([*self.finding.citations, *self.marked]))


@dataclass(frozen=True, slots=True)
class SignOff:
    """A review closed by a person: nothing more is decided on it.

    `manifest` is the sha256 of the review's manifest and `head` the hash of the audit trail when
    it was signed. `open_rows` counts rows that nobody had decided, `statement` says why that is
    right, or what else the person states.
    """

    review: int
    who: str
    at: datetime
    manifest: str
    head: str
    open_rows: int = 0
    statement: str = ""

    def __post_init__(self) -> None:
        """Refuse a sign-off over open rows that says nothing of them."""
        if self.open_rows and not self.statement.strip():
            raise ValueError(f"review {self.review}: signed over open rows without a statement")


def effective(finding: Finding, review: int, decisions: Sequence[Decision]) -> Effective:
    """A finding of that review with the decisions on its obligation.

    They are those of this review and of earlier ones, oldest first.
    """
    held = holding(decisions)
    here = [decision for decision in held if decision.review == review]
    return Effective(
        finding=finding,
        settled=next((d for d in here if d.kind in SETTLING), None),
        assignee=_assignee(decisions),
        marked=tuple(dict.fromkeys(d.place for d in here if d.place)),
        lost=tuple(decision for decision in held if decision.review != review),
        history=tuple(d for d in decisions if d.carried_from is None),
    )


def holding(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Of the decisions on one obligation, oldest first, those that hold until others come.

    They are the newest that settles the row and the marks of evidence that were not taken back,
    each as it stands in the newest review that has it. A row that a person settles anew takes
    the place of all that earlier reviews had.
    """
    held: dict[tuple[str, str, datetime], Decision] = {}
    for decision in decisions:
        held = {key: d for key, d in held.items() if not _ends(decision, d)}
        if decision.kind is DecisionKind.MARK or decision.kind in _STANDINGS:
            held[decision.origin] = decision
    return tuple(held.values())


def _ends(decision: Decision, held: Decision) -> bool:
    if decision.kind is DecisionKind.UNMARK:
        return held.place == decision.place and held.review == decision.review
    if decision.kind not in SETTLING or decision.origin == held.origin:
        return False
    earlier = held.review < decision.review and decision.carried_from is None
    return held.kind in SETTLING or earlier


def _assignee(decisions: Iterable[Decision]) -> str:
    names = [d.assignee for d in decisions if d.kind is DecisionKind.ASSIGN]
    return names[-1] if names else ""
