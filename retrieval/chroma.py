"""Opening and closing Chroma, its errors as ours, and clearing its folder away."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from domain.errors import CitemarkError, IndexDamagedError, StoreError, StoreLockedError
from retrieval.seal import LOCK, broken_part

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.config import Settings

_OWN_FILES = re.compile(r"chroma\.sqlite3.*|seal\.json.*|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


_PATIENCE = 0.5
"""Seconds to wait for another user of the folder: a refusal comes within one."""


def reserve(folder: Path) -> FileLock:
    """Keep the folder for one index, in this process and all others; a new folder is made.

    Give it back with `release`. Raises `StoreLockedError` where it is open already, `StoreError`
    where the folder cannot be made.
    """
    lock = FileLock(folder / LOCK, timeout=_PATIENCE, thread_local=False)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise StoreLockedError(
            f"the index in {folder} is open already; wait until the other work on it has ended"
        ) from None
    except OSError as error:
        raise StoreError(f"{folder} cannot be made: {error}; choose another folder") from error
    return lock


def client_in(folder: Path) -> "ClientAPI":
    """A client on a folder whose files are as they were left.

    Raises `IndexDamagedError` where a file is not as it was left.
    """
    import chromadb  # noqa: PLC0415 (slow to import, and not needed for exact search)

    if is_used(folder) and (broken := broken_part(folder)):
        raise IndexDamagedError(damage(folder, broken))
    with mapped(folder):
        return chromadb.PersistentClient(path=str(folder), settings=_settings())


def client_in_memory() -> "ClientAPI":
    """A client without a folder; all of them in a process share one memory."""
    import chromadb  # noqa: PLC0415

    return chromadb.EphemeralClient(settings=_settings())


def close(client: "ClientAPI") -> None:
    """Let go of the files of a client."""
    client.close()  # type: ignore[attr-defined]


def erase(folder: Path) -> None:
    """Delete an index's folder; raises `StoreError` where it holds anything else."""
    strangers = [path.name for path in _files(folder) if not _OWN_FILES.fullmatch(path.name)]
    if strangers:
        raise StoreError(
            f"{folder} is no folder of a search index, it holds {strangers[0]}; "
            "give the index a folder of its own"
        )
    for path in _files(folder):
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def is_used(folder: Path) -> bool:
    """Whether there is anything in the folder."""
    return bool(_files(folder))


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.name != LOCK] if folder.is_dir() else []


@contextmanager
def mapped(folder: Path | None) -> Iterator[None]:
    """Chroma's errors, of whatever kind, as `IndexDamagedError`; on a full disk it raises any."""
    try:
        yield
    except CitemarkError:
        raise
    except Exception as error:
        raise IndexDamagedError(damage(folder, f"{type(error).__name__}: {error}")) from error


def damage(folder: Path | None, what: str) -> str:
    """The message of a damaged index."""
    return (
        f"the search index in {folder or 'memory'} is damaged or of another kind: {what}; "
        "see that the disk has space; the index is built again from the store when it is next used"
    )


def _settings() -> "Settings":
    from chromadb.config import Settings  # noqa: PLC0415

    return Settings(anonymized_telemetry=False)
