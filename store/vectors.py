"""Vectors by the hash of their text: computed once, kept without the text.

A vector tells much of its text, so those of a manufacturer's documents go when these go.
"""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select

from domain.access import Role
from store.database import Database
from store.nearest import NearestInRecord
from store.postgres import PostgresDatabase
from store.schema import VectorRow
from store.shelf import DossierId, Shelf, require_dossier

_A_STATEMENT = 900
_SHARED = ""
_LOOSE = "loose"
"""The scope of documents that were reviewed without a dossier."""


class VectorShelf(Shelf):
    """A vector cache for texts that all may know, one for each dossier, one for loose documents.

    Itself it is a `domain.ports.VectorCache` for the law, the catalogue and guidance.
    """

    def get_vectors(self, model: str, keys: Sequence[str]) -> dict[str, bytes]:
        """The vectors that are kept for all, by key."""
        with self._database.read() as connection:
            return _found(connection, [_SHARED], model, keys)

    def put_vectors(self, model: str, vectors: Mapping[str, bytes]) -> None:
        """Keep vectors for all; a store opened for reading keeps nothing."""
        if self._database.writable and vectors:
            with self._database.write() as connection:
                _put(connection, _SHARED, model, vectors)

    def loose_vectors(self) -> "LooseVectors":
        """The cache for loose documents; it is emptied when any dossier is deleted."""
        return LooseVectors(self._database)

    def nearest_of(self, dossier: DossierId, model: str) -> NearestInRecord | None:
        """The search index of a dossier in the record itself; None where it has a folder."""
        if isinstance(self._database, PostgresDatabase):
            return NearestInRecord(self._database, dossier, model)
        return None

    def vectors_of(self, dossier: DossierId) -> "DossierVectors":
        """The cache for the texts of a dossier; it goes when the dossier is deleted."""
        return DossierVectors(self._database, dossier)


class LooseVectors:
    """A `domain.ports.VectorCache` for documents that were reviewed without a dossier."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get_vectors(self, model: str, keys: Sequence[str]) -> dict[str, bytes]:
        """The vectors that are kept for such documents or for all, by key."""
        with self._database.read() as connection:
            return _found(connection, [_SHARED, _LOOSE], model, keys)

    def put_vectors(self, model: str, vectors: Mapping[str, bytes]) -> None:
        """Keep vectors; a store opened for reading keeps nothing."""
        if self._database.writable and vectors:
            with self._database.write() as connection:
                _put(connection, _LOOSE, model, vectors)


def forget_loose(connection: Connection) -> None:
    """Delete the vectors of documents outside of dossiers."""
    connection.execute(delete(VectorRow).where(VectorRow.scope == _LOOSE))


class DossierVectors:
    """A `domain.ports.VectorCache` whose vectors belong to a dossier.

    It also finds what is kept for all, and never what another dossier keeps.
    """

    def __init__(self, database: Database, dossier: DossierId) -> None:
        self._database = database
        self._dossier = dossier

    def get_vectors(self, model: str, keys: Sequence[str]) -> dict[str, bytes]:
        """The vectors that are kept for this dossier or for all, by key."""
        with self._database.read() as connection:
            require_dossier(connection, self._dossier)
            return _found(connection, [_SHARED, self._dossier.token], model, keys)

    def put_vectors(self, model: str, vectors: Mapping[str, bytes]) -> None:
        """Keep vectors for this dossier; a store opened for reading keeps nothing."""
        if self._database.writable and vectors:
            with self._database.write() as connection:
                require_dossier(connection, self._dossier)
                _put(connection, self._dossier.token, model, vectors)

    def keep_only(self, model: str, keys: Collection[str]) -> int:
        """Forget this dossier's vectors of other texts or another model; gives how many went."""
        own = VectorRow.scope == self._dossier.token
        kept = select(VectorRow.model, VectorRow.key).where(own)
        with self._database.write() as connection:
            require_dossier(connection, self._dossier, Role.REVIEWER)
            rows = connection.execute(kept).all()
            gone = [row for row in rows if row.model != model or row.key not in keys]
            for row in gone:
                at = (VectorRow.model == row.model, VectorRow.key == row.key)
                connection.execute(delete(VectorRow).where(own, *at))
        return len(gone)


def _found(
    connection: Connection, scopes: Sequence[str], model: str, keys: Sequence[str]
) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for start in range(0, len(keys), _A_STATEMENT):
        rows = select(VectorRow.key, VectorRow.vector).where(
            VectorRow.scope.in_(scopes),
            VectorRow.model == model,
            VectorRow.key.in_(keys[start : start + _A_STATEMENT]),
        )
        found |= dict(connection.execute(rows).all())
    return found


def _put(connection: Connection, scope: str, model: str, vectors: Mapping[str, bytes]) -> None:
    known = _found(connection, [scope], model, list(vectors))
    rows = [
        {"scope": scope, "model": model, "key": key, "vector": vector}
        for key, vector in vectors.items()
        if key not in known
    ]
    if rows:
        connection.execute(insert(VectorRow), rows)
