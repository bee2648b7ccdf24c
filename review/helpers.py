"""Processes that help with one work, each a child that begins with all that this one holds.

They are for a process in which nothing else goes on, such as a command or the child that reviews:
what another thread holds at that moment a child would wait for without end. On Linux only;
elsewhere there is no `fork`, or what computes for numpy does not bear it.
"""

import gc
import os
import select
import signal
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from threading import Thread
from typing import NoReturn, Protocol

from review.frames import read_frame, write_frame

CAN_FORK = sys.platform == "linux"
_MOST = 4
_LEAST = 1_000
"""Looking all terms of the catalogue up takes each process as long as some hundred sentences."""

Piece = Callable[[], bytes]
"""A part of the work that needs nothing of the others; gives its outcome as bytes."""

Outcome = Callable[[], bytes | None]
"""Waits for what became of a piece; None where its helper ended before its time: then the piece is
still to be done."""


class Helpers(Protocol):
    """Whoever takes pieces of work off this process."""

    @property
    def count(self) -> int:
        """How many there are beside this process."""
        ...

    @property
    def least(self) -> int:
        """How many sentences a process must have to judge for it to be worth its while."""
        ...

    def at_work(self, pieces: Sequence[Piece]) -> AbstractContextManager[Sequence[Outcome]]:
        """Have each piece done while this process goes on; with the context all of it ends."""
        ...


class ForkedHelpers:
    """A child for each piece; it ends with its piece, or with this process."""

    def __init__(self, count: int, least: int = _LEAST) -> None:
        self.count = count
        self.least = least

    @contextmanager
    def at_work(self, pieces: Sequence[Piece]) -> Iterator[Sequence[Outcome]]:
        """See `Helpers`."""
        children: list[_Child | None] = []
        gc.freeze()  # what is there is not looked at again meanwhile, so that it is not copied
        try:
            with one_thread_each():
                children.extend(map(_begun, pieces))
                yield [child.outcome if child else _nothing for child in children]
        finally:
            for child in filter(None, children):
                child.end()
            gc.unfreeze()


def one_thread_each() -> AbstractContextManager[object]:
    """Products of matrices on one thread: processes at work beside each other have one processor.

    More threads than processors wait for each other without letting go of them.
    """
    from threadpoolctl import threadpool_limits  # noqa: PLC0415 - slow, and seldom wanted

    limits: AbstractContextManager[object] = threadpool_limits(limits=1, user_api="blas")
    return limits


def usual_helpers() -> Helpers | None:
    """One for each further processor, three at most; `OMP_NUM_THREADS` lowers their number."""
    asked = os.environ.get("OMP_NUM_THREADS", "")
    processors = len(os.sched_getaffinity(0)) if CAN_FORK else 1
    count = min(processors, int(asked) if asked.isdecimal() else processors, _MOST) - 1
    return ForkedHelpers(count) if count > 0 else None


def end_with(*ends: int) -> None:
    """End this process once another end of these pipes is closed; reads nothing from them."""
    poll = select.poll()
    for end in ends:
        poll.register(end, 0)
    poll.poll()
    os._exit(1)


class _Child:
    """A child at work: the pipe that its outcome comes through, and the one that it lives by."""

    def __init__(self, process: int, answer: int, held: int) -> None:
        self._process = process
        self._answer = os.fdopen(answer, "rb")
        self._held = held

    def outcome(self) -> bytes | None:
        """Wait for what it made."""
        return read_frame(self._answer)

    def end(self) -> None:
        """End it where it is not done, and let go of it."""
        with suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
        self._answer.close()
        os.close(self._held)


def _nothing() -> None:
    """The outcome where no helper could be had."""


def _begun(piece: Piece) -> _Child | None:
    """A child that does the piece, None where the system gives no further process."""
    (answer, told), (watched, held) = os.pipe(), os.pipe()
    try:
        process = _fork()
    except OSError:
        for end in (answer, told, watched, held):
            os.close(end)
        return None
    if process == 0:
        os.close(held)
        _alone(piece, told, watched)
    os.close(told)
    os.close(watched)
    return _Child(process, answer, held)


def _fork() -> int:
    """Fork without the warning of later Pythons: the other threads are those of arithmetic.

    They are made anew in a child where it computes.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def _alone(piece: Piece, told: int, watched: int) -> NoReturn:
    try:
        Thread(target=end_with, args=(watched,), daemon=True).start()
        with os.fdopen(told, "wb") as stream:
            write_frame(stream, piece())
    finally:
        os._exit(1 if sys.exc_info()[0] else 0)  # what stands open is the parent's
