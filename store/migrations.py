"""How the tables came to be: each step as the statements that were released, never edited.

The steps are the files of `store/steps`. A new one takes the next number, which then stands in
the database as `user_version`.
"""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from domain.errors import StoreError
from store.copying import APPLICATION_ID, backups, copy_database
from store.database import Database

_STEPS = Path(__file__).parent / "steps"

MIGRATIONS: tuple[str, ...] = tuple(
    path.read_text(encoding="utf-8") for path in sorted(_STEPS.glob("*.sql"))
)
"""The statements of each step, in order of the files' numbers."""


def migrate(database: Database, migrations: Sequence[str] = MIGRATIONS) -> None:
    """Bring the file to the newest schema, with a copy in `backups` before each step.

    Raises `StoreError` for a file of a newer schema or of another program, and in a reader for
    an older one.
    """
    known = len(migrations)
    found = _version(database)
    if found > known:
        raise StoreError(
            f"{database.path} was written by a newer citemark (schema {found}, this one knows "
            f"{known}); update citemark to open it"
        )
    if found < known and not database.writable:
        raise StoreError(
            f"{database.path} has the older schema {found}; open it once for writing so that it "
            f"is brought to schema {known}"
        )
    for number in range(found + 1, known + 1):
        if found:
            _back_up(database.path, number - 1)
        _step(database, number, migrations[number - 1])


def _version(database: Database) -> int:
    with database.read() as connection:
        owner = int(connection.exec_driver_sql("PRAGMA application_id").scalar_one())
        version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
        tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
    if owner != APPLICATION_ID and (version or tables):
        raise StoreError(f"{database.path} is a database of another program; choose another folder")
    return version


def _step(database: Database, number: int, statements: str) -> None:
    with database.write() as connection:
        for statement in filter(str.strip, statements.split(";\n")):
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {number}")


def _back_up(path: Path, version: int) -> None:
    target = backups(path.parent) / f"schema-{version}.db"
    try:
        copy_database(path, target)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(
            f"{path} was not upgraded because no copy could be written to {target} ({error}); "
            "free some space or check the folder's permissions, then open it again"
        ) from error
