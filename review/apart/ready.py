"""A process that has the law loaded and does one work after the other, kept for some minutes."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Lock, Timer
from typing import BinaryIO, cast
from weakref import finalize, ref

from domain.finding import Review
from domain.ports import Progress
from review.apart.messages import Order
from review.apart.running import Keep, follow
from review.helpers import CAN_FORK

_ROOT = Path(__file__).parents[2]
_KEPT = 600.0
"""Seconds without work after which the process is ended: it holds some memory."""


class Ready:
    """The process, started when the first work is asked for. One work at a time.

    It ends with this object, and `kept` seconds after the last work; 0 ends it with each work.
    """

    def __init__(self, kept: float = _KEPT) -> None:
        self._kept = kept if CAN_FORK else 0
        self._turn = Lock()
        self._timer: Timer | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._ending: finalize[..., Ready] | None = None

    def run(self, order: Order, keep: Keep, progress: Progress) -> Review | None:
        """Do the work in the process that is there already, or in a new one; see `follow`."""
        with self._turn:
            self._stop_waiting()
            try:
                made = follow(self._running(), order, keep, progress)
            except BaseException:
                self._end()
                raise
            self._wait()
            return made

    def close(self) -> None:
        """End the process."""
        with self._turn:
            self._stop_waiting()
            self._end()

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process is not None and self._process.poll() is None:
            return self._process
        self._end()
        self._process = _started()
        self._ending = finalize(self, _ended, self._process)
        return self._process

    def _wait(self) -> None:
        if not self._kept:
            self._end()
            return
        self._timer = Timer(self._kept, _close, [ref(self)])
        self._timer.daemon = True
        self._timer.start()

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _end(self) -> None:
        self._process = None
        if self._ending is not None:
            self._ending()


def run_apart(order: Order, keep: Keep, progress: Progress) -> Review | None:
    """Do the work in a process of its own that ends with it; see `follow` for errors."""
    return Ready(kept=0).run(order, keep, progress)


def _close(waiting: "ref[Ready]") -> None:
    ready = waiting()
    if ready is not None:
        ready.close()


def _started() -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "review.apart.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=_ROOT,
        start_new_session=True,
    )


def _ended(process: "subprocess.Popen[bytes]") -> None:
    """Kill the process with the child that works for it, and let go of it."""
    if process.poll() is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL) if CAN_FORK else process.kill()
        process.wait()
    with suppress(OSError):
        cast("BinaryIO", process.stdin).close()
    cast("BinaryIO", process.stdout).close()
