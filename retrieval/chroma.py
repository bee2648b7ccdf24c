"""Opening and closing Chroma, its errors as ours, and clearing its folder away."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from domain.errors import IndexDamagedError, StoreError, StoreLockedError
from retrieval.seal import broken_part

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.config import Settings

_OWN_FILES = re.compile(r"chroma\.sqlite3.*|seal\.json.*|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


_open: set[Path] = set()
_open_lock = Lock()


@contextmanager
def reserved(folder: Path) -> Iterator[None]:
    """Keep the folder for one index of this process; given back where the block fails.

    Raises `StoreLockedError` where the process has it open already.
    """
    with _open_lock:
        if folder.resolve() in _open:
            raise StoreLockedError(f"the index in {folder} is open already; use that one")
        _open.add(folder.resolve())
    try:
        yield
    except BaseException:
        release(folder)
        raise


def release(folder: Path) -> None:
    """Give back a folder that was reserved."""
    with _open_lock:
        _open.discard(folder.resolve())


def client_in(folder: Path) -> "ClientAPI":
    """A client on a folder whose files are as they were left; a new folder is made.

    Raises `IndexDamagedError` where a file is not as it was left, `StoreError` where the folder
    cannot be made.
    """
    import chromadb  # noqa: PLC0415 (slow to import, and not needed for exact search)

    if is_used(folder) and (broken := broken_part(folder)):
        raise IndexDamagedError(damage(folder, broken))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{folder} cannot be made: {error}; choose another folder") from error
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
    strangers = [path.name for path in folder.iterdir() if not _OWN_FILES.fullmatch(path.name)]
    if strangers:
        raise StoreError(
            f"{folder} is no folder of a search index, it holds {strangers[0]}; "
            "give the index a folder of its own"
        )
    shutil.rmtree(folder)


def is_used(folder: Path) -> bool:
    """Whether there is anything in the folder."""
    return folder.is_dir() and any(folder.iterdir())


@contextmanager
def mapped(folder: Path | None) -> Iterator[None]:
    """Chroma's errors as `IndexDamagedError`."""
    from chromadb.errors import ChromaError  # noqa: PLC0415

    try:
        yield
    except (ChromaError, OSError) as error:
        raise IndexDamagedError(damage(folder, str(error))) from error


def damage(folder: Path | None, what: str) -> str:
    """The message of a damaged index."""
    return (
        f"the search index in {folder or 'memory'} is damaged or of another kind: {what}; "
        "delete that folder, the index is built again from the store"
    )


def _settings() -> "Settings":
    from chromadb.config import Settings  # noqa: PLC0415

    return Settings(anonymized_telemetry=False)
