"""Papers of guidance on the law: their bytes, their text, and the name they are cited by."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, delete, insert, select

from domain.document import Document
from domain.errors import StoreError, UnknownRecordError
from store.schema import GuidanceRow, TextRow
from store.shelf import Shelf, keep_bytes, keep_text, read_text, sweep


@dataclass(frozen=True, slots=True)
class StoredGuidance:
    """A paper that is kept; `title` is the name by which it is cited."""

    title: str
    document: Document
    added: date


class GuidanceShelf(Shelf):
    """Guidance, apart from the law and from every dossier."""

    def add_guidance(self, title: str, document: Document, data: bytes, added: date) -> None:
        """Keep a paper under its title; the same bytes again renew text and title.

        Raises `StoreError` where the document was not read from these bytes.
        """
        with self._database.write() as connection:
            if keep_bytes(connection, data) != document.id:
                raise StoreError(
                    f"{document.name} was not read from the bytes given; read it again"
                )
            same = delete(GuidanceRow).where(GuidanceRow.sha256 == document.id)
            connection.execute(same)
            row = insert(GuidanceRow).values(
                sha256=document.id,
                name=document.name,
                title=title,
                text=keep_text(connection, document),
                added=added,
            )
            connection.execute(row)
            sweep(connection)

    def guidance(self) -> list[StoredGuidance]:
        """All papers, by title and then by file name."""
        with self._database.read() as connection:
            rows = connection.execute(_papers()).all()
        return [_stored(row) for row in rows]

    def remove_guidance(self, sha256: str) -> None:
        """Remove a paper; raises `UnknownRecordError` where it is not kept."""
        with self._database.write() as connection:
            gone = delete(GuidanceRow).where(GuidanceRow.sha256 == sha256)
            if not connection.execute(gone).rowcount:
                raise UnknownRecordError(
                    f"no paper of guidance has the id {sha256!r}; `citemark guidance list` shows "
                    "those that are kept"
                )
            sweep(connection)


def _papers() -> Select[Any]:
    return (
        select(*GuidanceRow.__table__.columns, TextRow.content)
        .join(TextRow, TextRow.digest == GuidanceRow.text)
        .order_by(GuidanceRow.title, GuidanceRow.name)
    )


def _stored(row: Row[Any]) -> StoredGuidance:
    return StoredGuidance(row.title, read_text(row.text, row.content, row.name), row.added)
