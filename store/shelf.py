"""What every part of the store shares: the database, the folder, and things kept once by hash."""

from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import NewType

from sqlalchemy import Connection, delete, insert, select, union

from domain.access import LOCAL, Role, User
from domain.document import Document
from domain.errors import AccessError, StoreError, UnknownRecordError
from store.codec import DOCUMENTS
from store.database import Database
from store.schema import (
    BlobRow,
    DocumentRow,
    DossierRow,
    GuidanceRow,
    LawVersionRow,
    MemberRow,
    ParseRow,
    ReviewDocumentRow,
    TextRow,
)


@dataclass(frozen=True, slots=True)
class DossierId:
    """A dossier as somebody asks for it: none can be named without saying who asks.

    `token` is its name in the store, random and not to be guessed. Equal only for the same user,
    so that nothing that is kept under it passes from one user to another.
    """

    token: str
    user: User

    def __str__(self) -> str:
        return self.token


ReviewId = NewType("ReviewId", int)
"""The number of a review in its dossier, counted from 1."""


class Shelf:
    """One subject of the store over the shared database."""

    def __init__(self, folder: Path, database: Database) -> None:
        self.folder = folder
        self._database = database


def require_dossier(connection: Connection, dossier: DossierId, needed: Role = Role.READER) -> Role:
    """The role of whoever asks.

    Raises `UnknownRecordError` where no dossier has that id or the user has no part in it: the
    two cannot be told apart. Raises `AccessError` where the role does not reach what is needed.
    """
    role = _role(connection, dossier)
    if role is None:
        raise UnknownRecordError(
            f"no dossier has the id {dossier.token!r}; it may have been deleted: list the dossiers"
        )
    if not role.reaches(needed):
        raise AccessError(
            f"{dossier.user.name} is a {role} of this dossier, and this needs the role {needed}; "
            "ask an owner of the dossier"
        )
    return role


def _role(connection: Connection, dossier: DossierId) -> Role | None:
    if dossier.user == LOCAL:
        known = select(DossierRow.id).where(DossierRow.id == dossier.token)
        return None if connection.scalar(known) is None else Role.OWNER
    kept = select(MemberRow.role).where(
        MemberRow.dossier == dossier.token, MemberRow.member == dossier.user.id
    )
    found = connection.scalar(kept)
    return None if found is None else Role(found)


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
