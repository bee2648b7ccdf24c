"""A schema of its own in the database that keeps the record: to try something in, and gone after.

Nothing of the record is read or changed in it.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import func, make_url, select, table, text

from store.postgres import PostgresDatabase
from store.record_schema import AuditRow, AuditWordsRow
from store.schema import Base

_VECTORS = text(
    "SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace "
    "WHERE e.extname = 'vector'"
)


@contextmanager
def scratch_schema(url: str, folder: Path) -> Iterator[str]:
    """The address of an empty schema in the same database, dropped at the end.

    `folder` is a data folder of the trial. Raises `StoreError` where the database cannot be
    reached or its user may make no schema.
    """
    name = f"citemark_trial_{secrets.token_hex(6)}"
    database = PostgresDatabase(url, folder, writable=True)
    try:
        with database.outside() as connection:
            vectors = connection.scalar(_VECTORS)
            connection.exec_driver_sql(f"CREATE SCHEMA {name}")
        try:
            yield _within(url, name, str(vectors or "public"))
        finally:
            with database.outside() as connection:
                connection.exec_driver_sql(f"DROP SCHEMA {name} CASCADE")
    finally:
        database.close()


def rows_kept(url: str, folder: Path) -> int:
    """How many rows the tables at an address hold, those of the audit trail aside."""
    tables = {*Base.metadata.tables, "nearest"} - {
        AuditRow.__tablename__,
        AuditWordsRow.__tablename__,
    }
    database = PostgresDatabase(url, folder, writable=False)
    try:
        with database.read() as connection:
            counted = (select(func.count()).select_from(table(name)) for name in sorted(tables))
            return sum(connection.execute(one).scalar_one() for one in counted)
    finally:
        database.close()


def _within(url: str, name: str, vectors: str) -> str:
    """The address whose tables are those of the schema, with pgvector's type in reach."""
    parts = make_url(url)
    given = parts.query.get("options", "")
    asked = given if isinstance(given, str) else " ".join(given)
    options = f'{asked} -csearch_path={name},"{vectors}"'.strip()
    return parts.update_query_dict({"options": options}).render_as_string(hide_password=False)
