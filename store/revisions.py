"""A dossier copied as the next revision: the work goes on there, and the old one stays as it is."""

import secrets
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection, func, insert, select

from domain.access import Role
from domain.audit import PROGRAM, Deed, EventKind
from domain.decision import Decision, holding
from store.access import own
from store.audit import append
from store.audit_check import review_proof
from store.codec import DECISIONS
from store.decisions import add_decisions
from store.record_schema import DecisionRow
from store.schema import DocumentRow, DossierRow, ReviewDocumentRow, ReviewRow
from store.shelf import DossierId, Shelf, require_dossier


class RevisionShelf(Shelf):
    """Dossiers that follow one another."""

    def copy_dossier(self, dossier: DossierId, name: str, *, who: str = PROGRAM) -> DossierId:
        """Make a dossier that begins where another stands, and return its id.

        It has the device, the newest revision of each file, the newest review as its first, and
        the decisions that hold in that. Files and texts are kept once for both.
        """
        copy = DossierId(secrets.token_hex(16), dossier.user)
        with self._database.write() as connection:
            require_dossier(connection, dossier, Role.REVIEWER)
            before = _copy_row(connection, dossier, copy, name)
            own(connection, copy)
            _copy_documents(connection, dossier, copy)
            last = _copy_review(connection, dossier, copy)
            proof = (
                {"review": review_proof(connection, copy.token, 1), "number": "1"} if last else {}
            )
            deed = Deed(EventKind.DOSSIER_COPIED, name, before, name)
            append(connection, deed, who, copy, proof)
            if held := _holding(connection, dossier, last):
                told = f"{len(held)} taken over from {before}"
                carrying = Deed(EventKind.CARRIED_OVER, "review 1", new=told)
                add_decisions(connection, copy, held, carrying, who)
        return copy


def _copy_row(connection: Connection, dossier: DossierId, copy: DossierId, name: str) -> str:
    rows = select(DossierRow.name, DossierRow.profile).where(DossierRow.id == dossier.token)
    row = connection.execute(rows).one()
    made = datetime.now(UTC).isoformat()
    values = insert(DossierRow).values(id=copy.token, name=name, profile=row.profile, created=made)
    connection.execute(values)
    return str(row.name)


def _copy_documents(connection: Connection, dossier: DossierId, copy: DossierId) -> None:
    kept = select(DocumentRow.__table__).where(
        DocumentRow.dossier == dossier.token, DocumentRow.superseded.is_(False)
    )
    found = connection.execute(kept.order_by(DocumentRow.id)).mappings().all()
    rows = [{**row, "dossier": copy.token} for row in found]
    for row in rows:
        row.pop("id")
    if rows:
        connection.execute(insert(DocumentRow), rows)


def _copy_review(connection: Connection, dossier: DossierId, copy: DossierId) -> int:
    """Copy the newest review as number 1; gives its number so far, 0 where there is none."""
    newest = select(func.max(ReviewRow.number)).where(ReviewRow.dossier == dossier.token)
    last = connection.scalar(newest)
    if not last:
        return 0
    review = select(ReviewRow.__table__).where(
        ReviewRow.dossier == dossier.token, ReviewRow.number == last
    )
    texts = select(ReviewDocumentRow.__table__).where(
        ReviewDocumentRow.dossier == dossier.token, ReviewDocumentRow.review == last
    )
    row = connection.execute(review).mappings().one()
    connection.execute(insert(ReviewRow).values({**row, "dossier": copy.token, "number": 1}))
    rows = [
        {**one, "dossier": copy.token, "review": 1} for one in connection.execute(texts).mappings()
    ]
    if rows:
        connection.execute(insert(ReviewDocumentRow), rows)
    return int(last)


def _holding(connection: Connection, dossier: DossierId, last: int) -> list[Decision]:
    """The decisions that hold in the newest review, as decisions on review 1."""
    rows = select(DecisionRow.obligation, DecisionRow.content).where(
        DecisionRow.dossier == dossier.token
    )
    found: dict[str, list[Decision]] = {}
    ordered = rows.order_by(DecisionRow.review, DecisionRow.id)
    for obligation, content in connection.execute(ordered):
        found.setdefault(obligation, []).append(DECISIONS.decode(content))
    return [
        replace(decision, review=1, carried_from=decision.carried_from or decision.review)
        for decisions in found.values()
        for decision in holding(decisions)
        if decision.review == last
    ]
