"""Vectors by the hash of their text: computed once, kept without the text."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, insert, select

from store.database import Database
from store.schema import VectorRow
from store.shelf import DossierId, Shelf, require_dossier

_A_STATEMENT = 900
_SHARED = ""


class VectorShelf(Shelf):
    """A vector cache for texts of no dossier, and one for each dossier.

    Itself it is a `domain.ports.VectorCache` for the law, the catalogue and reviews outside a
    dossier.
    """

    def get_vectors(self, model: str, keys: Sequence[str]) -> dict[str, bytes]:
        """The vectors that are kept outside dossiers, by key."""
        with self._database.read() as connection:
            return _found(connection, [_SHARED], model, keys)

    def put_vectors(self, model: str, vectors: Mapping[str, bytes]) -> None:
        """Keep vectors outside dossiers; a store opened for reading keeps nothing."""
        if self._database.writable and vectors:
            with self._database.write() as connection:
                _put(connection, _SHARED, model, vectors)

    def vectors_of(self, dossier: DossierId) -> "DossierVectors":
        """The cache for the texts of a dossier; it goes when the dossier is deleted."""
        return DossierVectors(self._database, dossier)


class DossierVectors:
    """A `domain.ports.VectorCache` whose vectors belong to a dossier.

    It also finds what is kept outside dossiers, and never what another dossier keeps.
    """

    def __init__(self, database: Database, dossier: DossierId) -> None:
        self._database = database
        self._dossier = dossier

    def get_vectors(self, model: str, keys: Sequence[str]) -> dict[str, bytes]:
        """The vectors that are kept for this dossier or outside dossiers, by key."""
        with self._database.read() as connection:
            require_dossier(connection, self._dossier)
            return _found(connection, [_SHARED, self._dossier], model, keys)

    def put_vectors(self, model: str, vectors: Mapping[str, bytes]) -> None:
        """Keep vectors for this dossier; a store opened for reading keeps nothing."""
        if self._database.writable and vectors:
            with self._database.write() as connection:
                require_dossier(connection, self._dossier)
                _put(connection, self._dossier, model, vectors)


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
        found |= {row.key: row.vector for row in connection.execute(rows)}
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
