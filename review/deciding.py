"""What people decide on the findings of a review, and its sign-off: the reviewer's desk.

Decisions stand beside findings and change none of them; each goes into the audit trail with who,
when, the old standing and the new one.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from domain.access import User
from domain.audit import AuditCheck, AuditHead, Deed, Event, EventKind
from domain.citation import DocumentCitation
from domain.decision import Decision, DecisionKind, Effective, SignOff, effective
from domain.errors import RequestError
from domain.finding import Finding, Review, Verdict
from review.assembly import Workbench
from review.fingerprint import fingerprint
from review.verify import Sources
from store import DossierId, ReviewId

_STATED = "the reason is empty; say in a sentence why, so that another person can follow it"


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of a finding; see `Decision` for which kind needs what."""

    kind: DecisionKind
    text: str = ""
    verdict: Verdict | None = None
    place: DocumentCitation | None = None
    assignee: str = ""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A review with its dossier and its number there."""

    dossier: DossierId
    number: int
    review: Review


class Desk:
    """Deciding on the reviews of a data folder."""

    def __init__(self, bench: Workbench) -> None:
        self._store = bench.store
        self._catalogue = bench.catalogue

    def standings(self, of: Reviewed) -> Mapping[str, Effective]:
        """Each finding with what people made of it, by obligation."""
        decided = _by_obligation(self._store.decisions(of.dossier, ReviewId(of.number)))
        return {
            finding.obligation: effective(finding, of.number, decided.get(finding.obligation, ()))
            for finding in of.review.findings
        }

    def decide(self, of: Reviewed, obligations: Sequence[str], said: Said, *, who: str) -> None:
        """Keep what a person says of these findings, each as an event of its own.

        Raises `RequestError` for a reason that is missing, a review that is signed off, and one
        that a newer one has followed.
        """
        standings, sources = self.standings(of), Sources.of(of.review)
        now = datetime.now(UTC)
        for obligation in obligations:
            row = standings[obligation]
            decision = _decision(of, row.finding, said, who, now)
            after = effective(row.finding, of.number, [*_known(row), decision])
            self._store.put_decisions(
                of.dossier, [decision], self._deed(decision, row, after, sources), who=who
            )

    def _deed(
        self, decision: Decision, before: Effective, after: Effective, sources: Sources
    ) -> Deed:
        kind = decision.kind
        subject = self._catalogue.get(decision.obligation).pinpoint.label
        old, new = f"{before.verdict.value}, {before.standing.value}", ""
        if kind is DecisionKind.ASSIGN:
            old, new = before.assignee or "nobody", after.assignee or "nobody"
        elif kind is DecisionKind.COMMENT:
            old = ""
        elif decision.place is not None:
            quote = sources.quote(decision.place)
            old, new = "", f"{quote.name}{f', page {quote.page}' if quote.page else ''}"
        else:
            new = f"{after.verdict.value}, {after.standing.value}"
        told = f"{kind.value}: {new}" if new else kind.value
        return Deed(EventKind.DECISION, subject, old, told, decision.text)

    def sign_off(self, of: Reviewed, *, who: str, statement: str = "") -> SignOff:
        """Close the review with its manifest; raises `RequestError` for what stands in the way."""
        waiting = sum(row.is_open for row in self.standings(of).values())
        if waiting and not statement.strip():
            raise RequestError(
                f"{waiting} rows are not decided: decide them, or state why the review is closed "
                "all the same"
            )
        number = ReviewId(of.number)
        return self._store.sign_off(
            of.dossier, number, who=who, open_rows=waiting, statement=statement.strip()
        )

    def signed(self, of: Reviewed) -> SignOff | None:
        """The sign-off of the review, None where it is open."""
        found = self._store.sign_offs(of.dossier)
        return next((signed for signed in found if signed.review == of.number), None)

    def head(self) -> AuditHead:
        """The newest event of the audit trail: it changes with everything that is decided."""
        return self._store.audit_head()

    def events(self, asked: DossierId | User) -> list[Event]:
        """The audit trail, oldest first, of one dossier; for the user of this machine, of all."""
        return self._store.events(asked)

    def check(self, expected: str = "") -> AuditCheck:
        """Check the whole audit trail; `expected` is a head that was printed earlier, or ""."""
        return self._store.check_audit(expected)


def _known(row: Effective) -> list[Decision]:
    """The decisions that still count, as `effective` takes them."""
    settled = [row.settled] if row.settled else []
    return [*row.lost, *settled]


def _by_obligation(decisions: Iterable[Decision]) -> Mapping[str, Sequence[Decision]]:
    found: dict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        found[decision.obligation].append(decision)
    return found


def _decision(of: Reviewed, finding: Finding, said: Said, who: str, now: datetime) -> Decision:
    try:
        return Decision(
            of.number,
            finding.obligation,
            said.kind,
            who,
            now,
            fingerprint(finding, of.review),
            said.text.strip(),
            said.verdict,
            said.place,
            said.assignee.strip(),
        )
    except ValueError as error:
        raise RequestError(_STATED if "without words" in str(error) else str(error)) from error
