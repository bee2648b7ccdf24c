"""One writing process at a time on a data folder."""

import contextlib
import json
import os
import sys
from pathlib import Path

from filelock import FileLock, Timeout

from domain.errors import StoreError, StoreLockedError

_PATIENCE = 0.5
"""Seconds to wait for the lock: short work ends in that time, and a refusal comes within one."""


class WriteLock:
    """The right to write to a folder, with the holder's process id and command beside it.

    The lock is the operating system's and ends with the process; what stands beside it only
    serves the message of a refusal.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._holder = folder / "write.holder"
        self._lock = FileLock(folder / "write.lock", timeout=_PATIENCE, thread_local=False)

    def acquire(self) -> None:
        """Take the lock; raises `StoreLockedError` naming the process that has it."""
        try:
            self._lock.acquire()
        except Timeout:
            raise StoreLockedError(self._refusal()) from None
        except OSError as error:
            raise StoreError(
                f"{self._folder} cannot be written ({error.strerror}); check that your user may "
                "write there and that the disk has space"
            ) from error
        with contextlib.suppress(OSError):
            self._holder.write_text(json.dumps({"pid": os.getpid(), "command": _command()}))

    def release(self) -> None:
        """Give the lock back; does nothing where it is not held."""
        if self._lock.is_locked:
            with contextlib.suppress(OSError):
                self._holder.unlink(missing_ok=True)
            self._lock.release()

    def _refusal(self) -> str:
        return (
            f"{self._folder} is in use by {_named(self._holder)}; only one process may write to "
            "a data folder: close that one or wait until it ends, or choose another folder"
        )


def _named(holder: Path) -> str:
    try:
        kept = json.loads(holder.read_text())
        return f"process {int(kept['pid'])} ({kept['command']})"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"


def _command() -> str:
    """Program and subcommand only: further words may name confidential files."""
    subcommand = [word for word in sys.argv[1:2] if word.isalnum()]
    return " ".join([Path(sys.argv[0]).name or "python", *subcommand])
