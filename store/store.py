"""The data folder as one object."""

from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from domain.errors import StoreError
from store.access import AccessShelf
from store.answers import AnswerShelf
from store.audit import AuditShelf
from store.batches import BatchShelf
from store.copying import back_up, put_back
from store.database import Database
from store.decisions import DecisionShelf
from store.documents import DocumentShelf
from store.dossiers import DossierShelf
from store.folders import remove_folder
from store.guidance import GuidanceShelf
from store.judgements import JudgementShelf
from store.laws import LawShelf
from store.locking import WriteLock
from store.migrations import MIGRATIONS, migrate
from store.postgres import PostgresDatabase, place_of
from store.postgres_migrations import migrate_postgres
from store.reviews import ReviewShelf
from store.revisions import RevisionShelf
from store.vectors import VectorShelf

_FILE = "citemark.db"


class Store(
    LawShelf,
    GuidanceShelf,
    DossierShelf,
    AccessShelf,
    DocumentShelf,
    ReviewShelf,
    VectorShelf,
    JudgementShelf,
    AnswerShelf,
    BatchShelf,
    DecisionShelf,
    AuditShelf,
    RevisionShelf,
):
    """Everything that is kept, in one folder; one object serves all threads of a process.

    What changes a dossier takes `who` does it and records it in the audit trail within the same
    transaction; `domain.audit.PROGRAM` stands where no person was named.

    Use it as a context manager or call `close`. Every method raises `StoreError` where the
    folder cannot be used and `UnknownRecordError` for an id that is not there.
    """

    def __init__(self, folder: Path, database: Database, lock: WriteLock | None) -> None:
        super().__init__(folder, database)
        self._lock = lock

    @classmethod
    def open(cls, folder: Path, *, writable: bool = True, database: str = "") -> Self:
        """Open a data folder, and make it where it is not there and may be written.

        Only one process may write: another is refused with `StoreLockedError`, which names the
        holder. Reading goes on beside a writer. With the address of a PostgreSQL `database` the
        record is kept there, and any number of processes may write. Raises `StoreError` for a
        folder that cannot be used, a damaged file or a newer schema.
        """
        if database:
            return cls(folder, _in_postgres(database, folder, writable=writable), None)
        lock = _lock(folder) if writable else None
        try:
            return cls(folder, _database(folder, writable=writable), lock)
        except BaseException:
            if lock is not None:
                lock.release()
            raise

    def back_up(self, target: Path) -> int:
        """Write everything that is kept to a new file, also while it is in use; see `restore`.

        Gives the size in bytes. Raises `StoreError` where the file is there already or cannot
        be written.
        """
        if isinstance(self._database, PostgresDatabase):
            raise StoreError(
                f"{self._database.place} is backed up with PostgreSQL's own tools; use pg_dump"
            )
        return back_up(self._database.path, target)

    @staticmethod
    def restore(source: Path, folder: Path, *, database: str = "") -> Path | None:
        """Make a backup the content of a data folder that nobody writes to.

        Raises `StoreError` where a `database` keeps the record: the folder would not be looked at.

        What was there is kept beside it under the name that is returned, None in a new folder.
        Search indexes are left to be built again. Raises `StoreError` for a file that is no
        sound backup, and `StoreLockedError` while another process writes.
        """
        if database:
            raise StoreError(
                f"{place_of(database)} keeps the record and is restored with PostgreSQL's own "
                "tools (pg_restore, psql); unset CITEMARK_DATABASE to restore a data folder"
            )
        lock = _lock(folder)
        try:
            aside = put_back(source, folder / _FILE, len(MIGRATIONS))
            remove_folder(folder / "index", "the old index")
        finally:
            lock.release()
        return aside

    def close(self) -> None:
        """Close the file and give the lock back; closing twice does nothing."""
        self._database.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _in_postgres(url: str, folder: Path, *, writable: bool) -> PostgresDatabase:
    database = PostgresDatabase(url, folder, writable=writable)
    try:
        _made(folder)
        migrate_postgres(database)
    except BaseException:
        database.close()
        raise
    return database


def _lock(folder: Path) -> WriteLock:
    _made(folder)
    lock = WriteLock(folder)
    lock.acquire()
    return lock


def _made(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"{folder} cannot be made a data folder ({error.strerror}); choose another folder"
        ) from error


def _clear_log(database: Database) -> None:
    """Drop what a killed process left in the log; a full disk or a reader may forbid it."""
    with suppress(StoreError):
        database.fold_log()


def _database(folder: Path, *, writable: bool) -> Database:
    path = folder / _FILE
    if not writable and not path.is_file():
        raise StoreError(
            f"{folder} holds no data of citemark yet; add something to it or choose another folder"
        )
    database = Database(path, writable=writable)
    try:
        migrate(database)
        if writable:
            _clear_log(database)
    except BaseException:
        database.close()
        raise
    return database
