"""Whole copies of the database: made while it is in use, checked, and put back."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

from domain.errors import StoreError

APPLICATION_ID = 0x43697465
"""Marks a SQLite file as citemark's: the letters `Cite`."""


def backups(folder: Path) -> Path:
    """Where the copies of a data folder are kept; they are erased with any dossier."""
    return folder / "backups"


def copy_database(path: Path, target: Path) -> None:
    """Copy one state of the file, also while it is written to.

    A half-written copy never carries the final name. Raises `OSError` or `sqlite3.Error`.
    """
    part = target.with_name(f"{target.name}.part")
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(part)) as copy:
            source.backup(copy)
        _flush(part)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def back_up(path: Path, target: Path) -> int:
    """Write a copy of the database to a new file; gives its size in bytes.

    Raises `StoreError` where the file is there already, or could not be written or is not sound.
    """
    if target.exists():
        raise StoreError(f"{target} is there already; name a new file for the backup")
    with _told(f"no backup was written to {target}", "free some space or choose another folder"):
        copy_database(path, target)
        check_copy(target)
        return target.stat().st_size


def check_copy(path: Path) -> int:
    """The schema of a sound copy; raises `StoreError` for a file that is none."""
    doubt = "take another backup"
    with (
        _told(f"{path} cannot be read as a backup", doubt),
        closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as copy,
    ):
        owner = copy.execute("PRAGMA application_id").fetchone()[0]
        version = int(copy.execute("PRAGMA user_version").fetchone()[0])
        sound = copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        whole = not copy.execute("PRAGMA foreign_key_check").fetchall()
    if owner != APPLICATION_ID:
        raise StoreError(f"{path} is not a backup of citemark; {doubt}")
    if not sound or not whole:
        raise StoreError(f"{path} is damaged; {doubt}")
    return version


def put_back(source: Path, path: Path, known: int) -> Path | None:
    """Make a backup the database of a folder; the caller holds the folder's lock.

    What was there is moved aside and its new place returned. `known` is the newest schema that
    can be opened. Raises `StoreError`, and leaves the folder as it was, for a file that is no
    sound backup or is of a newer schema.
    """
    version = check_copy(source)
    if version > known:
        raise StoreError(
            f"{source} was written by a newer citemark (schema {version}, this one knows "
            f"{known}); update citemark to restore it"
        )
    with _told(f"{source} was not restored", "free some space, then do it again"):
        incoming = path.with_name("restoring.db")
        copy_database(source, incoming)
        aside = _moved_aside(path)
        incoming.replace(path)
    return aside


def _moved_aside(path: Path) -> Path | None:
    """Move the database with its log into `backups`, also where it is damaged."""
    if not path.exists():
        return None
    folder = backups(path.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    names = (folder / f"before-restore-{number}.db" for number in count(1))
    aside = next(name for name in names if not name.exists())
    for end in ("-shm", "-wal", ""):
        if (part := path.with_name(path.name + end)).exists():
            part.replace(aside.with_name(aside.name + end))
    return aside


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


@contextmanager
def _told(what: str, doing: str) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{what} ({error}); {doing}") from error
