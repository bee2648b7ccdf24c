"""The side that asks the process of `forking`: starts it when it is needed, and keeps it."""

import os
import selectors
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from threading import Lock
from weakref import finalize

from ingest.documents.errand import ROOT, Ended, Errand, Message, surroundings

if sys.platform == "linux":
    import fcntl

CAN_FORK = sys.platform == "linux" and hasattr(os, "memfd_create")

_AT_ONCE = 1024 * 1024


class Ready:
    """The process that forks, for all threads of this one; started anew where it is gone.

    `at_work` is the number of files that are read at the moment.
    """

    def __init__(self, *options: str) -> None:
        self.at_work = 0
        self._options = options
        self._turn = Lock()
        self._asking: socket.socket | None = None
        self._end: finalize[..., Ready] | None = None

    def run(self, errand: Errand, seconds: float) -> Ended:
        """How a child that was given the errand ended.

        Raises `TimeoutError` where it took more than `seconds` by the clock; it is killed then.
        Raises another `OSError` where there is no process that forks, or where it went away
        before the child had ended.
        """
        until = time.monotonic() + seconds
        with self._counted(), _file_of(errand) as content, _pipes(3) as (reads, writes):
            self._ask(errand, [content, *writes])
            while writes:
                os.close(writes.pop())
            answer, complaint, code = _gathered(reads, until)
        if not code:
            raise ConnectionResetError
        return Ended(int(code), answer, complaint)

    @contextmanager
    def _counted(self) -> Iterator[None]:
        with self._turn:
            self.at_work += 1
        try:
            yield
        finally:
            with self._turn:
                self.at_work -= 1

    def close(self) -> None:
        """End the process and its children, and wait for it."""
        with self._turn:
            if self._end is not None:
                self._end()
            self._asking = None

    def _ask(self, errand: Errand, files: Sequence[int]) -> None:
        """Send the errand, to a new process where the one there was is gone."""
        message = Message(errand.format, len(errand.order), errand.bounds).dump()
        asking = self._running(None)
        try:
            socket.send_fds(asking, [message], files)
        except OSError:
            socket.send_fds(self._running(asking), [message], files)

    def _running(self, gone: socket.socket | None) -> socket.socket:
        with self._turn:
            if self._asking is None or self._asking is gone:
                if self._end is not None:
                    self._end()
                self._asking, process = _started(self._options)
                self._end = finalize(self, _ended, self._asking, process)
            return self._asking


@cache
def ready_for(_process: int) -> Ready:
    """The one of the process with that number: what was forked from it asks by itself."""
    return Ready()


def _started(options: Sequence[str]) -> tuple[socket.socket, "subprocess.Popen[bytes]"]:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        try:
            return ours, _process(theirs, options)
        except BaseException:
            ours.close()
            raise


def _process(asker: socket.socket, options: Sequence[str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603 - our own module, no shell
        [sys.executable, "-s", "-m", "ingest.documents.forking", *options],
        stdin=asker.fileno(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env=surroundings(),
        start_new_session=True,
    )


def _ended(asking: socket.socket, process: "subprocess.Popen[bytes]") -> None:
    asking.close()
    process.kill()
    process.wait()


@contextmanager
def _file_of(errand: Errand) -> Iterator[int]:
    """A file in memory with the order and the data, that nobody can change."""
    file = os.memfd_create("errand", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    try:
        with open(file, "wb", closefd=False) as content:
            content.write(errand.order)
            content.write(errand.data)
        fcntl.fcntl(file, fcntl.F_ADD_SEALS, fcntl.F_SEAL_WRITE | fcntl.F_SEAL_SHRINK)
        yield file
    finally:
        os.close(file)


@contextmanager
def _pipes(count: int) -> Iterator[tuple[list[int], list[int]]]:
    """The reading and the writing ends of some pipes; what is left in the lists is closed."""
    reads: list[int] = []
    writes: list[int] = []
    try:
        for _ in range(count):
            read, write = os.pipe()
            reads.append(read)
            writes.append(write)
        yield reads, writes
    finally:
        for end in (*reads, *writes):
            os.close(end)


def _gathered(files: Sequence[int], until: float) -> list[bytes]:
    """All that comes out of these files; raises `TimeoutError` where they stay open too long."""
    parts: list[list[bytes]] = [[] for _ in files]
    with selectors.DefaultSelector() as open_:
        for file, part in zip(files, parts, strict=True):
            open_.register(file, selectors.EVENT_READ, part)
        while open_.get_map():
            left = until - time.monotonic()
            if left <= 0:
                raise TimeoutError
            for key, _ in open_.select(left):
                if more := os.read(key.fd, _AT_ONCE):
                    key.data.append(more)
                else:
                    open_.unregister(key.fd)
    return [b"".join(part) for part in parts]
