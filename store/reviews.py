"""Reviews of a dossier, each kept as it was made."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import Connection, func, insert, select

from domain.access import Role
from domain.audit import PROGRAM, Deed, EventKind
from domain.decision import Decision
from domain.document import Document
from domain.errors import UnknownRecordError
from domain.finding import Manifest, Review
from store.audit import append
from store.audit_check import review_proof
from store.codec import MANIFESTS, REVIEWS, manifest_digest
from store.decisions import add_decisions
from store.schema import ReviewDocumentRow, ReviewRow, TextRow
from store.shelf import DossierId, ReviewId, Shelf, keep_text, read_text, require_dossier


@dataclass(frozen=True, slots=True)
class StoredReview:
    """A review without its findings; `made` in UTC."""

    id: ReviewId
    made: datetime
    manifest: Manifest


class ReviewShelf(Shelf):
    """The reviews of each dossier; none is ever changed."""

    def put_review(
        self,
        dossier: DossierId,
        review: Review,
        carried: Sequence[Decision] = (),
        *,
        who: str = PROGRAM,
    ) -> ReviewId:
        """Keep a review as the newest of its dossier, with the decisions that it takes over."""
        with self._database.write() as connection:
            require_dossier(connection, dossier, Role.REVIEWER)
            number = ReviewId((_last(connection, dossier) or 0) + 1)
            keep_review(connection, dossier, number, review)
            proof = {
                "review": review_proof(connection, dossier.token, number),
                "number": str(number),
            }
            deed = Deed(EventKind.REVIEW_MADE, f"review {number}", new=_counted(review))
            append(connection, deed, who, dossier, proof)
            if carried:
                here = [replace(decision, review=number) for decision in carried]
                add_decisions(connection, dossier, here, _carrying(here), who)
        return number

    def reviews(self, dossier: DossierId) -> list[StoredReview]:
        """All reviews of a dossier, oldest first."""
        rows = select(ReviewRow.number, ReviewRow.made, ReviewRow.manifest)
        with self._database.read() as connection:
            require_dossier(connection, dossier)
            of_dossier = rows.where(ReviewRow.dossier == dossier.token).order_by(ReviewRow.number)
            found = connection.execute(of_dossier).all()
        return [
            StoredReview(ReviewId(number), datetime.fromisoformat(made), MANIFESTS.decode(manifest))
            for number, made, manifest in found
        ]

    def review(self, dossier: DossierId, review: ReviewId) -> Review:
        """One review; raises `UnknownRecordError` where there is none of that number."""
        with self._database.read() as connection:
            require_dossier(connection, dossier)
            return _read(connection, dossier, review)

    def latest_review(self, dossier: DossierId) -> Review | None:
        """The newest review, None where there is none."""
        with self._database.read() as connection:
            require_dossier(connection, dossier)
            number = _last(connection, dossier)
            return _read(connection, dossier, number) if number else None


def keep_review(
    connection: Connection, dossier: DossierId, number: ReviewId, review: Review
) -> None:
    """Keep a review under its number within a transaction."""
    row = insert(ReviewRow).values(
        dossier=dossier.token,
        number=number,
        made=datetime.now(UTC).isoformat(),
        manifest=MANIFESTS.encode(review.manifest),
        content=REVIEWS.encode(replace(review, documents=())),
    )
    connection.execute(row)
    _put_documents(connection, dossier, number, review.documents)


def _counted(review: Review) -> str:
    counts = Counter(finding.verdict.value for finding in review.findings)
    rows = ", ".join(f"{name} {number}" for name, number in sorted(counts.items()))
    return f"{rows}; manifest {manifest_digest(review.manifest)}"


def _carrying(decisions: Sequence[Decision]) -> Deed:
    told = f"{len(decisions)} taken over, as their evidence is the same"
    return Deed(EventKind.CARRIED_OVER, f"review {decisions[0].review}", new=told)


def _last(connection: Connection, dossier: DossierId) -> int | None:
    newest = select(func.max(ReviewRow.number)).where(ReviewRow.dossier == dossier.token)
    return connection.scalar(newest)


def _put_documents(
    connection: Connection, dossier: DossierId, number: int, documents: tuple[Document, ...]
) -> None:
    rows = [
        {
            "dossier": dossier.token,
            "review": number,
            "position": position,
            "name": document.name,
            "text": keep_text(connection, document),
        }
        for position, document in enumerate(documents)
    ]
    if rows:
        connection.execute(insert(ReviewDocumentRow), rows)


def _read(connection: Connection, dossier: DossierId, number: int) -> Review:
    kept = select(ReviewRow.content).where(
        ReviewRow.dossier == dossier.token, ReviewRow.number == number
    )
    if (content := connection.scalar(kept)) is None:
        raise UnknownRecordError(f"the dossier has no review {number}: list its reviews")
    texts = (
        select(TextRow.digest, TextRow.content, ReviewDocumentRow.name)
        .join(ReviewDocumentRow, ReviewDocumentRow.text == TextRow.digest)
        .where(ReviewDocumentRow.dossier == dossier.token, ReviewDocumentRow.review == number)
        .order_by(ReviewDocumentRow.position)
    )
    documents = tuple(read_text(*row) for row in connection.execute(texts).all())
    return replace(REVIEWS.decode(content), documents=documents)
