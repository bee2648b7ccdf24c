"""Children of a process that has one thread, on Linux: they end with it, and share its bounds."""

import ctypes
import os
import resource
import signal
from collections.abc import Callable

_DIE_WITH_PARENT = 1
_LONGEST = 4096


def forked(work: Callable[[], None]) -> int:
    """Start a child that does the work and ends; its number. What ends it is told on stderr."""
    parent = os.getpid()
    if child := os.fork():
        return child
    code = 1
    try:
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        if os.getppid() == parent:
            work()
            code = 0
    except BaseException as error:  # noqa: BLE001 - whatever ends a child is told
        os.write(2, repr(error)[:_LONGEST].encode("utf-8", "replace"))
    finally:
        os._exit(code)


def side_by_side(work: Callable[[int], bytes], count: int) -> list[bytes | None]:
    """What the work gives for each number below `count`, each in a child of its own.

    None where a child failed, however it ended. Each has its part of the memory and of the
    processor's time that this process may take.
    """
    started = [_start(work, number, count) for number in range(count)]
    return [_gathered(child, answers) for child, answers in started]


def _start(work: Callable[[int], bytes], number: int, count: int) -> tuple[int, int]:
    read, write = os.pipe()

    def answer() -> None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # that it failed is told by its code
        _take_part(resource.RLIMIT_AS, count)
        _take_part(resource.RLIMIT_CPU, count)
        with os.fdopen(write, "wb") as answers:
            answers.write(work(number))

    child = forked(answer)
    os.close(write)
    return child, read


def _take_part(kind: int, count: int) -> None:
    most, _ = resource.getrlimit(kind)
    if most != resource.RLIM_INFINITY:
        part = -(-most // count)
        resource.setrlimit(kind, (part, part))


def _gathered(child: int, answers: int) -> bytes | None:
    with os.fdopen(answers, "rb") as file:
        content = file.read()
    _, status = os.waitpid(child, 0)
    return content if status == 0 else None
