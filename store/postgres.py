"""The record in a PostgreSQL database, for several processes at once; vectors by pgvector in it.

Writers of all processes take turns by a lock that ends with their transaction, as they do in the
file: the audit trail is one chain. Readers never wait.
"""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError, SQLAlchemyError

from domain.errors import InstallationError, StoreError, StoreLockedError
from store.database import Database
from store.schema import Base

WRITERS = 0x43697465
"""The number of the lock that writers take: the letters `Cite`."""

_PATIENCE = "5s"
_DRIVER = "postgresql+psycopg"
_ONE_STATE = {"isolation_level": "REPEATABLE READ"}
_NOT_AVAILABLE = "55P03"


class PostgresDatabase(Database):
    """Connections to one PostgreSQL database; reads and writes as `Database` says."""

    def __init__(self, url: str, folder: Path, *, writable: bool) -> None:
        """`folder` is the data folder of this process; it holds nothing of the record."""
        self.path = folder / _DRIVER
        self.writable = writable
        self.place = place_of(url)
        self._closed = False
        self._turn = threading.RLock()
        self._engine = _engine(url)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one state of the store."""
        self._refuse_if_closed()
        engine = self._engine.execution_options(**_ONE_STATE)
        with self._mapped(), engine.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection whose changes are kept together; raises `StoreError` in a reader."""
        self._refuse_if_closed()
        if not self.writable:
            raise StoreError(f"{self.place} was opened for reading; open it for writing")
        with self._turn, self._mapped(), self._engine.begin() as connection:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS})")
            yield connection

    @contextmanager
    def outside(self) -> Iterator[Connection]:
        """A connection without a transaction, for statements that cannot run in one."""
        self._refuse_if_closed()
        engine = self._engine.execution_options(isolation_level="AUTOCOMMIT")
        with self._turn, self._mapped(), engine.connect() as connection:
            yield connection

    def fold_log(self) -> bool:
        """The server keeps its log itself."""
        return True

    def compact(self) -> None:
        """Write our tables anew without what was deleted from them.

        What the server's log and its backups hold is for whoever runs the server to end.
        """
        tables = ", ".join(f'"{name}"' for name in Base.metadata.tables)
        with self.outside() as connection:
            connection.exec_driver_sql(f"VACUUM (FULL) {tables}")

    def _mapped(self) -> AbstractContextManager[None]:
        return _told(self.place)


def place_of(url: str) -> str:
    """Where a database is, in words without user and password.

    Raises `StoreError` for an address that is none of PostgreSQL with psycopg.
    """
    try:
        parts = make_url(url)
    except ArgumentError:
        parts = None
    if parts is None or parts.drivername != _DRIVER or not parts.database:
        raise StoreError(
            f"CITEMARK_DATABASE must read {_DRIVER}://user:password@host:port/database; what it "
            "holds is something else"
        )
    return f"the database {parts.database} on {parts.host or 'this machine'}"


def _engine(url: str) -> Engine:
    try:
        engine = create_engine(
            url, max_overflow=20, pool_pre_ping=True, hide_parameters=True, isolation_level=_WRITES
        )
    except (ImportError, NoSuchModuleError) as error:
        raise InstallationError(
            "the driver for PostgreSQL is missing; install citemark with the extra `postgres`"
        ) from error
    event.listen(engine, "connect", _patience)
    return engine


_WRITES = "READ COMMITTED"
"""After the writers' turn has come, all that the last one wrote is seen."""


def _patience(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute(f"SET lock_timeout = '{_PATIENCE}'")
    cursor.close()
    connection.commit()  # type: ignore[attr-defined]


@contextmanager
def _told(place: str) -> Iterator[None]:
    """Turn the errors of the server into sentences; no content is in them."""
    try:
        yield
    except SQLAlchemyError as error:
        raise _error(place, error) from None
    except UnicodeEncodeError:
        raise StoreError(
            f"{place}: a name or text holds half characters (surrogates) and cannot be kept; "
            "rename the file and add it again"
        ) from None


def _error(place: str, error: SQLAlchemyError) -> StoreError:
    state = getattr(getattr(error, "orig", None), "sqlstate", None)
    if state == _NOT_AVAILABLE:
        return StoreLockedError(f"{place}: others are writing; wait a moment and try again")
    if isinstance(error, OperationalError) and state is None:
        return StoreError(
            f"{place} cannot be reached; check that the server runs and that CITEMARK_DATABASE "
            "names it with a user and password that it knows"
        )
    return StoreError(
        f"{place} answered {state or type(error).__name__}"
        f"{_MEANINGS.get(state or '', '')}; nothing of this step was kept"
    )


_MEANINGS = {
    "0A000": " (the extension pgvector is not installed on the server)",
    "58P01": " (the extension pgvector is not installed on the server)",
    "42501": " (the user may not do this; give it the right to create tables and the extension)",
    "53100": " (its disk is full)",
    "22021": " (a name or text holds a character that it cannot keep)",
}
