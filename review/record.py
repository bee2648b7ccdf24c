"""A kept review with what people decided on it: what an export shows beside the findings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from domain.audit import AuditHead
from domain.decision import Decision, Effective, SignOff, effective
from domain.finding import Review
from store import DossierId, ReviewId, Store


@dataclass(frozen=True, slots=True)
class Record:
    """Where a review is kept, the findings with their decisions by obligation, and the sign-off.

    `head` is the head of the audit trail when this was put together.
    """

    dossier: str
    dossier_id: str
    number: int
    made: datetime
    rows: Mapping[str, Effective]
    sign_off: SignOff | None
    head: AuditHead


def record_of(store: Store, dossier: DossierId, number: ReviewId, review: Review) -> Record:
    """The record of a kept review; raises `UnknownRecordError` where it is not kept."""
    made = {kept.id: kept.made for kept in store.reviews(dossier)}
    signed = [each for each in store.sign_offs(dossier) if each.review == number]
    decisions = store.decisions(dossier, number)
    return Record(
        store.dossier(dossier).name,
        dossier,
        number,
        made[number],
        with_decisions(review, number, decisions),
        signed[0] if signed else None,
        store.audit_head(),
    )


def with_decisions(review: Review, number: int, decisions: list[Decision]) -> dict[str, Effective]:
    """Every finding with the decisions on it, by obligation."""
    ordered = sorted(decisions, key=lambda decision: decision.obligation)
    said = {
        obligation: list(group)
        for obligation, group in groupby(ordered, key=lambda decision: decision.obligation)
    }
    return {
        finding.obligation: effective(finding, number, said.get(finding.obligation, []))
        for finding in review.findings
    }
