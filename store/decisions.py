"""What people decided on the findings of reviews, and their sign-offs; each in the audit trail."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import Connection, func, insert, select

from domain.access import Role
from domain.audit import Deed, Event, EventKind, proof_of
from domain.decision import Decision, SignOff
from domain.errors import RequestError, UnknownRecordError
from store.audit import append, head, person
from store.audit_check import row_bytes
from store.codec import DECISIONS, SIGN_OFFS
from store.record_schema import DecisionRow, SignOffRow
from store.schema import ReviewRow
from store.shelf import DossierId, ReviewId, Shelf, require_dossier


class DecisionShelf(Shelf):
    """Decisions and sign-offs of each dossier; they are added to and never changed."""

    def put_decisions(
        self, dossier: DossierId, decisions: Sequence[Decision], deed: Deed, *, who: str
    ) -> Event:
        """Keep decisions on the newest review as one event; raises `RequestError` otherwise.

        A review that was signed off, or that a newer one has followed, takes no more decisions.
        """
        with self._database.write() as connection:
            require_dossier(connection, dossier, Role.REVIEWER)
            for review in {decision.review for decision in decisions}:
                require_open(connection, dossier, review)
            mine = [replace(one, who=person(one.who, dossier)) for one in decisions]
            return add_decisions(connection, dossier, mine, deed, who)

    def decisions(self, dossier: DossierId, until: ReviewId | None = None) -> list[Decision]:
        """All decisions of a dossier, oldest first; with a review, its own and earlier ones."""
        rows = select(DecisionRow.content).where(DecisionRow.dossier == dossier.token)
        if until is not None:
            rows = rows.where(DecisionRow.review <= until)
        with self._database.read() as connection:
            require_dossier(connection, dossier)
            found = connection.scalars(rows.order_by(DecisionRow.review, DecisionRow.id)).all()
        return [DECISIONS.decode(content) for content in found]

    def sign_off(
        self,
        dossier: DossierId,
        review: ReviewId,
        *,
        who: str,
        open_rows: int = 0,
        statement: str = "",
    ) -> SignOff:
        """Close the newest review: from now on nothing is decided on it.

        Raises `RequestError` where it is closed already or a newer one has followed.
        """
        with self._database.write() as connection:
            require_dossier(connection, dossier, Role.REVIEWER)
            require_open(connection, dossier, review)
            signed = SignOff(
                review,
                person(who, dossier),
                datetime.now(UTC),
                _manifest(connection, dossier, review),
                head(connection).hash,
                open_rows,
                statement,
            )
            _keep(connection, dossier, signed)
        return signed

    def sign_offs(self, dossier: DossierId) -> list[SignOff]:
        """The sign-offs of a dossier, by review."""
        rows = select(SignOffRow.content).where(SignOffRow.dossier == dossier.token)
        with self._database.read() as connection:
            require_dossier(connection, dossier)
            found = connection.scalars(rows.order_by(SignOffRow.review)).all()
        return [SIGN_OFFS.decode(content) for content in found]


def add_decisions(
    connection: Connection, dossier: DossierId, decisions: Sequence[Decision], deed: Deed, who: str
) -> Event:
    """Keep decisions as one event within a transaction."""
    last = connection.scalar(select(func.max(DecisionRow.id))) or 0
    numbered = [
        (number, decision, DECISIONS.encode(decision))
        for number, decision in enumerate(decisions, start=last + 1)
    ]
    proof = proof_of(
        row_bytes(content, dossier.token, decision.review, decision.obligation, number)
        for number, decision, content in numbered
    )
    event = append(connection, deed, who, dossier, {"decisions": proof} if numbered else {})
    rows = [
        {
            "id": number,
            "dossier": dossier.token,
            "review": decision.review,
            "obligation": decision.obligation,
            "event": event.number,
            "content": content,
        }
        for number, decision, content in numbered
    ]
    if rows:
        connection.execute(insert(DecisionRow), rows)
    return event


def require_open(connection: Connection, dossier: DossierId, review: int) -> None:
    """Raise where nothing more can be decided on a review."""
    newest = select(func.max(ReviewRow.number)).where(ReviewRow.dossier == dossier.token)
    last = connection.scalar(newest) or 0
    if not 1 <= review <= last:
        raise UnknownRecordError(f"the dossier has no review {review}: list its reviews")
    if review < last:
        raise RequestError(
            f"review {review} is not the newest any more: decide on review {last}, which has "
            "taken over the decisions whose evidence is the same"
        )
    signed = select(SignOffRow.content).where(
        SignOffRow.dossier == dossier.token, SignOffRow.review == review
    )
    if (content := connection.scalar(signed)) is not None:
        closed = SIGN_OFFS.decode(content)
        raise RequestError(
            f"review {review} was signed off by {closed.who} on {closed.at:%Y-%m-%d} and is "
            "closed; run the review again to decide anew"
        )


def _manifest(connection: Connection, dossier: DossierId, review: int) -> str:
    kept = select(ReviewRow.manifest).where(
        ReviewRow.dossier == dossier.token, ReviewRow.number == review
    )
    return sha256(connection.execute(kept).scalar_one()).hexdigest()


def _keep(connection: Connection, dossier: DossierId, signed: SignOff) -> None:
    content = SIGN_OFFS.encode(signed)
    rows = f"{signed.open_rows} rows not decided" if signed.open_rows else "every row decided"
    deed = Deed(
        EventKind.SIGNED_OFF,
        f"review {signed.review}",
        new=f"{rows}; manifest {signed.manifest}; head {signed.head}",
        reason=signed.statement,
    )
    proof = proof_of([row_bytes(content, dossier.token, signed.review)])
    event = append(connection, deed, signed.who, dossier, {"sign-off": proof})
    row = insert(SignOffRow).values(
        dossier=dossier.token, review=signed.review, event=event.number, content=content
    )
    connection.execute(row)
