"""The same steps for PostgreSQL: from `store/steps/postgresql` where the statements differ.

Each step is one transaction with all that it changes, so a step that fails leaves nothing.
"""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection, text

from domain.errors import StoreError
from store.postgres import PostgresDatabase

_STEPS = Path(__file__).parent / "steps"
_TYPES = {"BLOB": "BYTEA", "VARCHAR": 'VARCHAR COLLATE "C"'}
"""Bytes under their name there, and words in the order of their characters as in SQLite."""


def _statements(path: Path) -> str:
    own = path.parent / "postgresql" / path.name
    words = (own if own.is_file() else path).read_text(encoding="utf-8")
    for name, theirs in _TYPES.items():
        words = words.replace(f" {name}", f" {theirs}")
    return words


POSTGRES_MIGRATIONS: tuple[str, ...] = tuple(map(_statements, sorted(_STEPS.glob("*.sql"))))
"""The statements of each step, in order of the files' numbers."""


def migrate_postgres(
    database: PostgresDatabase, migrations: Sequence[str] = POSTGRES_MIGRATIONS
) -> None:
    """Bring the database to the newest schema; processes that start at once take turns.

    Raises `StoreError` for a newer schema, for tables of another program, and in a reader for an
    older schema.
    """
    known = len(migrations)
    with database.read() as connection:
        found = _version(connection, database.place)
    if found > known:
        raise StoreError(
            f"{database.place} was written by a newer citemark (schema {found}, this one knows "
            f"{known}); update citemark to open it"
        )
    if found < known and not database.writable:
        raise StoreError(
            f"{database.place} has the older schema {found}; open it once for writing so that it "
            f"is brought to schema {known}"
        )
    if found < known:
        with database.write() as connection:
            _upgrade(connection, database.place, migrations)


def _upgrade(connection: Connection, place: str, migrations: Sequence[str]) -> None:
    found = _version(connection, place)
    for statements in migrations[found:]:
        for statement in filter(str.strip, statements.split(";\n")):
            connection.exec_driver_sql(statement)
    if not found:
        connection.exec_driver_sql("CREATE TABLE citemark_schema (version INTEGER NOT NULL)")
        connection.exec_driver_sql("INSERT INTO citemark_schema VALUES (0)")
    now = text("UPDATE citemark_schema SET version = :version")
    connection.execute(now, {"version": len(migrations)})


def _version(connection: Connection, place: str) -> int:
    tables = set(connection.exec_driver_sql(_TABLES).scalars())
    if "citemark_schema" in tables:
        return int(connection.exec_driver_sql("SELECT version FROM citemark_schema").scalar_one())
    if tables:
        raise StoreError(f"{place} holds tables of another program; give citemark one of its own")
    return 0


_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
