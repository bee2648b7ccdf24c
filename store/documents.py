"""The files of a dossier: bytes, parsed text or the reason why there is none, revisions."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, Select, Update, and_, delete, insert, select, update

from domain.access import Role
from domain.audit import PROGRAM, Deed, EventKind
from domain.document import Document, ReadFailure
from domain.errors import UnknownRecordError
from store.access import require_erasable
from store.audit import append
from store.codec import FAILURES
from store.schema import BlobRow, DocumentRow, ParseRow, TextRow
from store.shelf import (
    DossierId,
    Shelf,
    keep_bytes,
    keep_text,
    read_bytes,
    read_text,
    require_dossier,
    sweep,
)


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """One revision of a file in a dossier.

    `id` is the sha256 of its bytes, "" where none were kept. With neither `parsed` nor
    `failure` the file has not been read yet. `order` rises with each revision added to the
    store; `revision` counts from 1 for each name.
    """

    name: str
    id: str
    parsed: Document | None
    failure: ReadFailure | None
    type_code: str | None
    order: int
    revision: int
    superseded: bool


class DocumentShelf(Shelf):
    """The documents of each dossier, and what readers made of them."""

    def add_document(
        self, dossier: DossierId, name: str, data: bytes, *, who: str = PROGRAM
    ) -> str:
        """Keep a file and return its id, the sha256 of its bytes.

        Other bytes under a name that is there become its next revision; the same bytes change
        nothing.
        """
        with self._database.write() as connection:
            require_dossier(connection, dossier, Role.REVIEWER)
            document = keep_bytes(connection, data)
            current = _current(connection, dossier, name)
            if current is None or current.sha256 != document:
                _add_revision(connection, dossier, name, document)
                before = _told(current.revision, current.sha256) if current else ""
                now = _told(current.revision + 1 if current else 1, document)
                deed = Deed(EventKind.DOCUMENT_ADDED, name, before, now)
                append(connection, deed, who, dossier)
        return document

    def put_parsed(
        self, dossier: DossierId, document: Document, type_code: str | None = None
    ) -> None:
        """Keep what was read from the file of that id, under whatever names it stands.

        `type_code` is what the program takes the document for; it does not replace the choice
        of a person. Raises `UnknownRecordError` where the dossier does not hold the file.
        """
        with self._database.write() as connection:
            _require_document(connection, dossier, document.id, Role.REVIEWER)
            values: dict[str, object] = {"text": keep_text(connection, document), "failure": None}
            if type_code is not None:
                values["recognised_type"] = type_code
            connection.execute(_rows_of(dossier, document.id).values(values))
            sweep(connection)

    def put_failure(self, dossier: DossierId, failure: ReadFailure, *, who: str = PROGRAM) -> None:
        """Keep the reason why a file could not be read; its bytes need not be kept."""
        with self._database.write() as connection:
            require_dossier(connection, dossier, Role.REVIEWER)
            row = _current(connection, dossier, failure.name)
            if row is not None and failure.sha256 in {"", row.sha256}:
                row_id = row.id
            else:
                row_id = _add_revision(connection, dossier, failure.name, None)
            content = FAILURES.encode(failure)
            failed = update(DocumentRow).where(DocumentRow.id == row_id)
            connection.execute(failed.values(text=None, failure=content))
            sweep(connection)
            if row is None or row.failure != content:
                deed = Deed(EventKind.DOCUMENT_UNREADABLE, failure.name, new=failure.reason.value)
                append(connection, deed, who, dossier)

    def documents(self, dossier: DossierId) -> list[StoredDocument]:
        """The newest revision of each file, in the order they were added."""
        return self._listed(dossier, DocumentRow.superseded.is_(False))

    def state_of_documents(self, dossier: DossierId) -> str:
        """A digest that is another once anything is that `documents` gives."""
        kept = select(*DocumentRow.__table__.columns).where(
            DocumentRow.dossier == dossier.token, DocumentRow.superseded.is_(False)
        )
        with self._database.read() as connection:
            require_dossier(connection, dossier)
            rows = connection.execute(kept.order_by(DocumentRow.id)).all()
        return sha256(repr([tuple(row) for row in rows]).encode()).hexdigest()

    def waiting(self, dossier: DossierId) -> list[StoredDocument]:
        """Those of them that were neither read nor found to be unreadable yet."""
        unread = and_(TextRow.digest.is_(None), DocumentRow.failure.is_(None))
        return self._listed(dossier, and_(DocumentRow.superseded.is_(False), unread))

    def revisions(self, dossier: DossierId, name: str) -> list[StoredDocument]:
        """All revisions of one file, oldest first."""
        return self._listed(dossier, DocumentRow.name == name)

    def document_bytes(self, dossier: DossierId, document: str) -> bytes:
        """The bytes of a file that the dossier holds."""
        with self._database.read() as connection:
            _require_document(connection, dossier, document)
            data = read_bytes(connection, document)
        if data is None:
            raise _not_held(document)
        return data

    def set_document_type(
        self, dossier: DossierId, document: str, type_code: str | None, *, who: str = PROGRAM
    ) -> None:
        """Keep a person's choice of what a document is; None goes back to what was recognised."""
        with self._database.write() as connection:
            before = _newest(connection, dossier, document)
            if before.chosen_type == type_code:
                return
            connection.execute(_rows_of(dossier, document).values(chosen_type=type_code))
            old = before.chosen_type or before.recognised_type or ""
            new = type_code or before.recognised_type or ""
            deed = Deed(EventKind.DOCUMENT_TYPE_CHANGED, before.name, old, new)
            append(connection, deed, who, dossier)

    def remove_document(self, dossier: DossierId, name: str, *, who: str = PROGRAM) -> None:
        """Remove a file with all its revisions; reviews keep the text that they speak of."""
        with self._database.write() as connection:
            require_dossier(connection, dossier, Role.REVIEWER)
            require_erasable(connection, dossier)
            current = _current(connection, dossier, name)
            if current is None:
                raise UnknownRecordError(
                    f"the dossier holds no file named {name!r}: list its documents"
                )
            gone = delete(DocumentRow).where(
                DocumentRow.dossier == dossier.token, DocumentRow.name == name
            )
            connection.execute(gone)
            sweep(connection)
            old = _told(current.revision, current.sha256)
            append(connection, Deed(EventKind.DOCUMENT_REMOVED, name, old), who, dossier)
        self._database.fold_log()

    def cached_parse(self, sha256: str, reader: str, name: str) -> Document | None:
        """What that version of the reader made of these bytes, under the name given here."""
        kept = (
            select(TextRow.digest, TextRow.content)
            .join(ParseRow, ParseRow.text == TextRow.digest)
            .where(ParseRow.sha256 == sha256, ParseRow.reader == reader)
        )
        with self._database.read() as connection:
            row = connection.execute(kept).one_or_none()
        return None if row is None else read_text(row.digest, row.content, name)

    def cache_parse(self, reader: str, document: Document) -> bool:
        """Keep what a version of the reader made of a file, and say whether it was kept.

        It takes the place of what another version made. It is kept only while a dossier holds
        the file, so that a review outside a dossier leaves no text behind; a store opened for
        reading keeps nothing.
        """
        if not self._database.writable:
            return False
        with self._database.write() as connection:
            kept = select(BlobRow.sha256).where(BlobRow.sha256 == document.id)
            if connection.scalar(kept) is None:
                return False
            connection.execute(delete(ParseRow).where(ParseRow.sha256 == document.id))
            text = keep_text(connection, document)
            row = insert(ParseRow).values(sha256=document.id, reader=reader, text=text)
            connection.execute(row)
            sweep(connection)
        return True

    def _listed(self, dossier: DossierId, condition: Any) -> list[StoredDocument]:  # noqa: ANN401 - a column expression of any type
        with self._database.read() as connection:
            require_dossier(connection, dossier)
            rows = connection.execute(_with_text(dossier).where(condition)).all()
        return [_document(row) for row in rows]


def _with_text(dossier: DossierId) -> Select[Any]:
    return (
        select(*DocumentRow.__table__.columns, TextRow.content)
        .outerjoin(TextRow, TextRow.digest == DocumentRow.text)
        .where(DocumentRow.dossier == dossier.token)
        .order_by(DocumentRow.id)
    )


def _document(row: Row[Any]) -> StoredDocument:
    failure = FAILURES.decode(row.failure) if row.failure else None
    return StoredDocument(
        name=row.name,
        id=row.sha256 or (failure.sha256 if failure else ""),
        parsed=read_text(row.text, row.content, row.name) if row.content else None,
        failure=failure,
        type_code=row.chosen_type or row.recognised_type,
        order=row.id,
        revision=row.revision,
        superseded=row.superseded,
    )


def _require_document(
    connection: Connection, dossier: DossierId, document: str, needed: Role = Role.READER
) -> None:
    require_dossier(connection, dossier, needed)
    held = select(DocumentRow.id).where(
        DocumentRow.dossier == dossier.token, DocumentRow.sha256 == document
    )
    if connection.execute(held).first() is None:
        raise _not_held(document)


def _newest(connection: Connection, dossier: DossierId, document: str) -> Row[Any]:
    """The newest row of a file that the dossier holds, to be changed."""
    _require_document(connection, dossier, document, Role.REVIEWER)
    held = select(*DocumentRow.__table__.columns).where(
        DocumentRow.dossier == dossier.token, DocumentRow.sha256 == document
    )
    return connection.execute(held.order_by(DocumentRow.id.desc()).limit(1)).one()


def _told(revision: int, sha256: str | None) -> str:
    return f"revision {revision}, sha256 {sha256 or 'unknown'}"


def _not_held(document: str) -> UnknownRecordError:
    return UnknownRecordError(
        f"the dossier holds no document with the id {document!r}: list its documents"
    )


def _rows_of(dossier: DossierId, document: str) -> Update:
    return update(DocumentRow).where(
        DocumentRow.dossier == dossier.token, DocumentRow.sha256 == document
    )


def _current(connection: Connection, dossier: DossierId, name: str) -> Row[Any] | None:
    found = select(*DocumentRow.__table__.columns).where(
        DocumentRow.dossier == dossier.token,
        DocumentRow.name == name,
        DocumentRow.superseded.is_(False),
    )
    return connection.execute(found).one_or_none()


def _add_revision(connection: Connection, dossier: DossierId, name: str, sha256: str | None) -> int:
    """Supersede what has that name; a person's choice of type carries over."""
    before = _current(connection, dossier, name)
    if before is not None:
        older = update(DocumentRow).where(DocumentRow.id == before.id)
        connection.execute(older.values(superseded=True))
    row = insert(DocumentRow).values(
        dossier=dossier.token,
        name=name,
        revision=before.revision + 1 if before is not None else 1,
        superseded=False,
        sha256=sha256,
        chosen_type=before.chosen_type if before is not None else None,
    )
    return int(connection.execute(row.returning(DocumentRow.id)).scalar_one())
