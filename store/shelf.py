"""What every part of the store shares: the database, the folder, and things kept once by hash."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import NewType

from sqlalchemy import Connection, delete, insert, select, union

from domain.document import Document
from domain.errors import StoreError, UnknownRecordError
from store.codec import DOCUMENTS
from store.database import Database
from store.schema import (
    BlobRow,
    DocumentRow,
    DossierRow,
    GuidanceRow,
    LawVersionRow,
    ParseRow,
    ReviewDocumentRow,
    TextRow,
)

DossierId = NewType("DossierId", str)
"""The name of a dossier in the store: a random token that cannot be guessed."""

ReviewId = NewType("ReviewId", int)
"""The number of a review in its dossier, counted from 1."""


class Shelf:
    """One subject of the store over the shared database."""

    def __init__(self, folder: Path, database: Database) -> None:
        self.folder = folder
        self._database = database


def require_dossier(connection: Connection, dossier: DossierId) -> None:
    """Raise `UnknownRecordError` where no dossier has that id."""
    known = select(DossierRow.id).where(DossierRow.id == dossier)
    if connection.scalar(known) is None:
        raise UnknownRecordError(
            f"no dossier has the id {dossier!r}; it may have been deleted: list the dossiers"
        )


def keep_bytes(connection: Connection, data: bytes) -> str:
    """Keep the bytes once and return their sha256."""
    digest = sha256(data).hexdigest()
    if connection.scalar(select(BlobRow.sha256).where(BlobRow.sha256 == digest)) is None:
        connection.execute(insert(BlobRow).values(sha256=digest, data=data))
    return digest


def read_bytes(connection: Connection, digest: str) -> bytes | None:
    """The bytes of that sha256; raises `StoreError` where the disk has changed them."""
    data = connection.scalar(select(BlobRow.data).where(BlobRow.sha256 == digest))
    return None if data is None else _unchanged(data, digest)


def keep_text(connection: Connection, document: Document) -> str:
    """Keep the parsed document once, whatever its name, and return the digest."""
    content = DOCUMENTS.encode(replace(document, name=""))
    digest = sha256(content).hexdigest()
    if connection.scalar(select(TextRow.digest).where(TextRow.digest == digest)) is None:
        connection.execute(insert(TextRow).values(digest=digest, content=content))
    return digest


def read_text(digest: str, content: bytes, name: str) -> Document:
    """The parsed document that was kept, under a name; `StoreError` where it has changed."""
    return replace(DOCUMENTS.decode(_unchanged(content, digest)), name=name)


def _unchanged(data: bytes, digest: str) -> bytes:
    if sha256(data).hexdigest() != digest:
        raise StoreError(
            f"what is kept under {digest[:16]} is not what was put there: the disk has changed "
            "it; check the disk, remove that document and add its file again"
        )
    return data


def sweep(connection: Connection) -> None:
    """Delete bytes and texts that nothing refers to any more."""
    files = union(
        select(DocumentRow.sha256), select(LawVersionRow.sha256), select(GuidanceRow.sha256)
    ).subquery()
    used = select(files.c.sha256).where(files.c.sha256.is_not(None))
    connection.execute(delete(BlobRow).where(BlobRow.sha256.not_in(used)))
    texts = union(
        select(DocumentRow.text),
        select(ParseRow.text),
        select(ReviewDocumentRow.text),
        select(GuidanceRow.text),
    ).subquery()
    read = select(texts.c.text).where(texts.c.text.is_not(None))
    connection.execute(delete(TextRow).where(TextRow.digest.not_in(read)))
