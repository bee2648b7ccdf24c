"""Reviews of a dossier, each kept as it was made."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import NewType

from sqlalchemy import Connection, func, insert, select

from domain.document import Document
from domain.errors import UnknownRecordError
from domain.finding import Manifest, Review
from store.codec import MANIFESTS, REVIEWS
from store.schema import ReviewDocumentRow, ReviewRow, TextRow
from store.shelf import DossierId, Shelf, keep_text, read_text, require_dossier

ReviewId = NewType("ReviewId", int)
"""The number of a review in its dossier, counted from 1."""


@dataclass(frozen=True, slots=True)
class StoredReview:
    """A review without its findings; `made` in UTC."""

    id: ReviewId
    made: datetime
    manifest: Manifest


class ReviewShelf(Shelf):
    """The reviews of each dossier; none is ever changed."""

    def put_review(self, dossier: DossierId, review: Review) -> ReviewId:
        """Keep a review as the newest of its dossier."""
        with self._database.write() as connection:
            require_dossier(connection, dossier)
            number = (_last(connection, dossier) or 0) + 1
            row = insert(ReviewRow).values(
                dossier=dossier,
                number=number,
                made=datetime.now(UTC).isoformat(),
                manifest=MANIFESTS.encode(review.manifest),
                content=REVIEWS.encode(replace(review, documents=())),
            )
            connection.execute(row)
            _put_documents(connection, dossier, number, review.documents)
        return ReviewId(number)

    def reviews(self, dossier: DossierId) -> list[StoredReview]:
        """All reviews of a dossier, oldest first."""
        rows = select(ReviewRow.number, ReviewRow.made, ReviewRow.manifest)
        with self._database.read() as connection:
            require_dossier(connection, dossier)
            of_dossier = rows.where(ReviewRow.dossier == dossier).order_by(ReviewRow.number)
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


def _last(connection: Connection, dossier: DossierId) -> int | None:
    newest = select(func.max(ReviewRow.number)).where(ReviewRow.dossier == dossier)
    return connection.scalar(newest)


def _put_documents(
    connection: Connection, dossier: DossierId, number: int, documents: tuple[Document, ...]
) -> None:
    rows = [
        {
            "dossier": dossier,
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
    kept = select(ReviewRow.content).where(ReviewRow.dossier == dossier, ReviewRow.number == number)
    if (content := connection.scalar(kept)) is None:
        raise UnknownRecordError(f"the dossier has no review {number}: list its reviews")
    texts = (
        select(TextRow.digest, TextRow.content, ReviewDocumentRow.name)
        .join(ReviewDocumentRow, ReviewDocumentRow.text == TextRow.digest)
        .where(ReviewDocumentRow.dossier == dossier, ReviewDocumentRow.review == number)
        .order_by(ReviewDocumentRow.position)
    )
    documents = tuple(read_text(*row) for row in connection.execute(texts).all())
    return replace(REVIEWS.decode(content), documents=documents)
