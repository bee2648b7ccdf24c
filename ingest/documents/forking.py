"""The process that has the readers of files loaded and starts a child for each file, on Linux.

Start it as `python -m ingest.documents.forking` with a socket as stdin. Each message is a `Message`
with four open files: what is to be read, and the pipes for the answer, for what
libraries complain of, and for the exit code. It never looks at what is to be read, and a child
holds nothing but its own. A pipe for the code that is closed at the other end ends the child. This
process ends with the one that asks, and when nothing was asked for some time; its children with it.
"""

import gc
import os
import select
import signal
import socket
import sys
from contextlib import suppress

from ingest.documents.child import answer, restrict
from ingest.documents.errand import Message, load_message
from ingest.documents.forked import forked
from ingest.documents.formats import reader_of

_IDLE = 60.0
"""Seconds without work after which the process ends: it holds some fifty mebibytes."""

_LONGEST = 4096
_FILES = 4
_ANSWER = 3


class Forking:
    """Children at work, each known by the pipe on which its end is told."""

    def __init__(self, asker: socket.socket, idle: float) -> None:
        self._asker = asker
        self._idle = 1000 * idle
        self._children: dict[int, int] = {}
        self._poll = select.poll()
        self._woken = _wake_on_end_of_child()
        self._poll.register(asker, select.POLLIN)
        self._poll.register(self._woken, select.POLLIN)

    def run(self) -> None:
        """Do what is asked until nobody asks any more."""
        while events := self._poll.poll(None if self._children else self._idle):
            for file, _ in events:
                if file == self._woken:
                    os.read(file, _LONGEST)
                elif file in self._children:
                    os.kill(self._children[file], signal.SIGKILL)
                    self._poll.unregister(file)
                elif not self._start():
                    return
            self._bury()

    def _start(self) -> bool:
        content, files, _, _ = socket.recv_fds(self._asker, _LONGEST, _FILES)
        if not content:
            return False
        asked = load_message(content)
        reader_of(asked.format)
        gc.freeze()
        child = forked(lambda: _do(asked, *files[:-1]))
        for file in files[:-1]:
            os.close(file)
        self._children[files[-1]] = child
        self._poll.register(files[-1], 0)
        return True

    def _bury(self) -> None:
        """Tell the end of each child that has ended."""
        for file, child in list(self._children.items()):
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                del self._children[file]
                with suppress(KeyError):
                    self._poll.unregister(file)
                with suppress(BrokenPipeError):
                    os.write(file, str(os.waitstatus_to_exitcode(status)).encode())
                os.close(file)


def _do(asked: Message, content: int, told: int, complaint: int) -> None:
    """Let go of all that is not this child's, then read and answer."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for file, own in ((content, 0), (complaint, 1), (complaint, 2), (told, _ANSWER)):
        os.dup2(file, own)
    os.closerange(_ANSWER + 1, os.sysconf("SC_OPEN_MAX"))
    restrict(asked.bounds)
    order = os.pread(0, asked.order, 0)
    data = os.pread(0, os.fstat(0).st_size - asked.order, asked.order)
    with open(_ANSWER, "wb", closefd=False) as answers:
        answers.write(answer(asked.format, order, data))


def _wake_on_end_of_child() -> int:
    """A file that can be read once a child has ended."""
    read, write = os.pipe()
    os.set_blocking(write, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(write)
    return read


def main() -> None:
    """Serve the one who asks."""
    # A process that forks must have one thread. numpy starts more, and openpyxl can do without.
    sys.modules["numpy"] = None  # type: ignore[assignment]
    Forking(socket.socket(fileno=0), float(sys.argv[1]) if sys.argv[1:] else _IDLE).run()


if __name__ == "__main__":
    main()
