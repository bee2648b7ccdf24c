"""A dossier's vectors in pgvector, searched where the record is."""

from collections.abc import Collection, Mapping
from struct import iter_unpack

from sqlalchemy import text

from domain.ports import Hit
from store.database import Database
from store.postgres import PostgresDatabase
from store.shelf import DossierId, require_dossier

_KEYS = text('SELECT "key" FROM nearest WHERE dossier = :dossier AND model = :model')
_PUT = text(
    'INSERT INTO nearest (dossier, model, "key", vector) '
    "VALUES (:dossier, :model, :key, CAST(:vector AS vector)) "
    'ON CONFLICT (dossier, model, "key") DO UPDATE SET vector = EXCLUDED.vector'
)
_DELETE = text(
    'DELETE FROM nearest WHERE dossier = :dossier AND model = :model AND "key" = ANY(:keys)'
)
_OTHERS = text("DELETE FROM nearest WHERE dossier = :dossier AND model <> :model")
_ALL = text("DELETE FROM nearest WHERE dossier = :dossier")
_NEAREST = text(
    'SELECT "key", -(vector <#> CAST(:vector AS vector)) FROM nearest '
    "WHERE dossier = :dossier AND model = :model "
    'ORDER BY vector <#> CAST(:vector AS vector), "key" LIMIT :top'
)


class NearestInRecord:
    """A `domain.ports.NearestVectors`: every vector of the dossier is compared, none is guessed."""

    def __init__(self, database: Database, dossier: DossierId, model: str) -> None:
        self._database = database
        self._dossier = dossier
        self._own = {"dossier": dossier.token, "model": model}

    def ids(self) -> frozenset[str]:
        """The ids that are kept."""
        with self._database.read() as connection:
            require_dossier(connection, self._dossier)
            return frozenset(connection.scalars(_KEYS, self._own))

    def put(self, vectors: Mapping[str, bytes]) -> None:
        """Keep vectors by id, and forget those of another model."""
        rows = [
            {**self._own, "key": key, "vector": _literal(vector)} for key, vector in vectors.items()
        ]
        with self._database.write() as connection:
            require_dossier(connection, self._dossier)
            connection.execute(_OTHERS, self._own)
            if rows:
                connection.execute(_PUT, rows)

    def delete(self, ids: Collection[str]) -> None:
        """Forget these ids."""
        with self._database.write() as connection:
            require_dossier(connection, self._dossier)
            connection.execute(_DELETE, {**self._own, "keys": list(ids)})

    def nearest(self, vector: bytes, top: int) -> list[Hit]:
        """The `top` ids with the greatest inner product, best first, equal ones by id."""
        asked = {**self._own, "vector": _literal(vector), "top": top}
        with self._database.read() as connection:
            require_dossier(connection, self._dossier)
            return [Hit(key, float(score)) for key, score in connection.execute(_NEAREST, asked)]


def forget_nearest(database: Database, dossier: DossierId) -> None:
    """Delete a dossier's vectors here, of whatever model; nothing where they are in a folder."""
    if isinstance(database, PostgresDatabase):
        with database.write() as connection:
            connection.execute(_ALL, {"dossier": dossier.token})


def _literal(vector: bytes) -> str:
    return "[" + ",".join(repr(number) for (number,) in iter_unpack("<f", vector)) + "]"
