"""What people decided on a review, as plain data."""

from domain.decision import Decision, Effective, SignOff
from domain.errors import UnknownRecordError
from domain.finding import DocumentCitation
from review.record import Record
from review.report.places import Plain, citation_payload
from review.verify import Sources


def record_payload(record: Record) -> Plain:
    """Where the review is kept, its sign-off, and the head of the audit trail."""
    return {
        "dossier": record.dossier,
        "dossier_id": record.dossier_id,
        "review": record.number,
        "made": record.made.isoformat(timespec="seconds"),
        "head": {"number": record.head.number, "hash": record.head.hash},
        "sign_off": _sign_off(record.sign_off) if record.sign_off else None,
    }


def _sign_off(signed: SignOff) -> Plain:
    return {
        "who": signed.who,
        "at": signed.at.isoformat(timespec="seconds"),
        "manifest": signed.manifest,
        "head": signed.head,
        "open_rows": signed.open_rows,
        "statement": signed.statement,
    }


def people_payload(row: Effective, sources: Sources) -> Plain:
    """What people made of a finding: what counts, and everything that was said."""
    return {
        "standing": row.standing.value,
        "verdict": row.verdict.value,
        "reason": row.reason,
        "settled": _said(row.settled, sources) if row.settled else None,
        "assignee": row.assignee,
        "marked": [citation_payload(place, sources) for place in row.marked],
        "lost": [_said(decision, sources) for decision in row.lost],
        "history": [_said(decision, sources) for decision in row.history],
    }


def _said(decision: Decision, sources: Sources) -> Plain:
    return {
        "kind": decision.kind.value,
        "who": decision.who,
        "at": decision.at.isoformat(timespec="seconds"),
        "text": decision.text,
        "verdict": decision.verdict.value if decision.verdict else None,
        "assignee": decision.assignee,
        "review": decision.review,
        "carried_from": decision.carried_from,
        "place": _place(decision.place, sources) if decision.place else None,
    }


def _place(place: DocumentCitation, sources: Sources) -> Plain | None:
    """A mark of an earlier revision may point into a file that is not reviewed any more."""
    try:
        return citation_payload(place, sources)
    except UnknownRecordError:
        return None
