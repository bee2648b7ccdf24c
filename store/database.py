"""One SQLite file: its connections, its transactions and what its errors mean."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from sqlalchemy import Connection, QueuePool, create_engine, event
from sqlalchemy.exc import SQLAlchemyError

from domain.errors import StoreError, StoreLockedError

_SECONDS_FOR_OTHERS = 5
_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA trusted_schema = OFF",
)
_ONE_STATEMENT = "1"
"""Says that statements run outside a transaction."""


class Database:
    """Connections to one file, safe to share between threads.

    Readers see one state from the first to the last statement of their block. Writers of this
    process take turns; all that a block writes is kept when it ends, or none of it.
    """

    def __init__(self, path: Path, *, writable: bool) -> None:
        self.path = path
        self.writable = writable
        self._closed = False
        self._turn = threading.RLock()
        self._engine = create_engine(
            "sqlite://",
            creator=self._connect,
            poolclass=QueuePool,
            max_overflow=-1,
            hide_parameters=True,
        )
        event.listen(self._engine, "begin", _begin)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one state of the store."""
        self._refuse_if_closed()
        with self._mapped(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection whose changes are kept together; raises `StoreError` in a reader."""
        self._refuse_if_closed()
        if not self.writable:
            raise StoreError(
                f"{self.path.parent} was opened for reading; open it for writing to change it"
            )
        engine = self._engine.execution_options(begin="BEGIN IMMEDIATE")
        with self._turn, self._mapped(), engine.begin() as connection:
            yield connection

    @contextmanager
    def outside(self) -> Iterator[Connection]:
        """A connection without a transaction, for statements that cannot run in one."""
        self._refuse_if_closed()
        engine = self._engine.execution_options(begin=_ONE_STATEMENT)
        with self._turn, self._mapped(), engine.connect() as connection:
            yield connection

    def fold_log(self) -> bool:
        """Move the write-ahead log into the file and cut it to nothing.

        False where another process reads meanwhile: what was deleted is then still in the log.
        """
        with self.outside() as connection:
            busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]
        return not busy

    def compact(self) -> None:
        """Write the file anew without what was deleted from it, and empty the log.

        Raises `StoreLockedError` where another process reads meanwhile.
        """
        with self.outside() as connection:
            connection.exec_driver_sql("VACUUM")
        if not self.fold_log():
            raise StoreLockedError(
                f"{self.path}: all is deleted, but another process is reading, so deleted words "
                "are still in the log; close that process and open the store again to clear it"
            )

    def close(self) -> None:
        """Close all connections; the object cannot be used afterwards."""
        self._closed = True
        self._engine.dispose()

    def _mapped(self) -> AbstractContextManager[None]:
        return _mapped(self.path)

    def _refuse_if_closed(self) -> None:
        if self._closed:
            raise StoreError(f"{self.path.parent} has been closed; open it again")

    def _connect(self) -> sqlite3.Connection:
        mode = "rwc" if self.writable else "ro"
        connection = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=_SECONDS_FOR_OTHERS,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            for pragma in _PRAGMAS:
                connection.execute(pragma)
            if self.writable:
                connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.Error:
            connection.close()
            raise
        return connection


def _begin(connection: Connection) -> None:
    statement = connection.get_execution_options().get("begin", "BEGIN")
    if statement != _ONE_STATEMENT:
        connection.exec_driver_sql(statement)


@contextmanager
def _mapped(path: Path) -> Iterator[None]:
    """Turn the errors of SQLite and SQLAlchemy into sentences; no content is in them."""
    try:
        yield
    except SQLAlchemyError as error:
        raise _error(path, getattr(error, "orig", None) or error) from error
    except sqlite3.Error as error:
        raise _error(path, error) from error
    except UnicodeEncodeError as error:
        raise StoreError(
            f"{path}: a name or text holds half characters (surrogates) and cannot be kept; "
            "rename the file and add it again"
        ) from error


def _error(path: Path, error: BaseException) -> StoreError:
    code = getattr(error, "sqlite_errorcode", 0)
    primary = code & 0xFF
    if primary in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return StoreLockedError(f"{path}: another process is writing; wait a moment and try again")
    if sentence := _SENTENCES.get(primary):
        return StoreError(f"{path}: {sentence.format(folder=path.parent)}")
    name = getattr(error, "sqlite_errorname", type(error).__name__)
    return StoreError(
        f"{path}: the database answered {name}; nothing of this step was kept: try again, and "
        "report it if it comes back"
    )


_DAMAGED = (
    "the file is damaged or is not a database of citemark; move it out of the folder and put a "
    "copy back as citemark.db (copies made before upgrades are in {folder}/backups), or begin "
    "with an empty folder"
)
_SENTENCES = {
    sqlite3.SQLITE_FULL: "the disk is full and nothing of this step was kept; what was there "
    "before is safe: free some space and do the step again",
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_READONLY: "the file cannot be written; check that your user may write to "
    "{folder}",
    sqlite3.SQLITE_PERM: "access was refused; check that your user may read and write {folder}",
    sqlite3.SQLITE_CANTOPEN: "the file cannot be opened; check that {folder} exists and that "
    "your user may read and write there",
    sqlite3.SQLITE_IOERR: "the disk did not read or write as asked and nothing of this step was "
    "kept; check the disk and its free space, then do the step again",
    sqlite3.SQLITE_TOOBIG: "a file or text is too large to be kept (about one gigabyte is the "
    "most); split it and add the parts",
}
