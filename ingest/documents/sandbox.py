"""Parsing in a process of its own, bounded in time and memory.

Libraries that read hostile files hang or eat memory rather than raise; only the end of the
process ends that. One process a file; it inherits no environment but the search path. On Linux it
begins with the libraries loaded (see `ready`); elsewhere, or where that fails, it loads them.
"""

import os
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from importlib.util import find_spec

from domain.document import Document, ReadFailure
from domain.errors import FailureReason
from ingest.documents.errand import ROOT, Bounds, Ended, Errand, order_of, surroundings
from ingest.documents.formats import MEMORY_DETAIL
from ingest.documents.ready import CAN_FORK, ready_for
from ingest.documents.wire import load
from ingest.limits import Limits

_PATIENCE = 1 if find_spec("resource") is None else 4
"""The child bounds its own processor time where it can; on a busy machine it waits for its turn."""

_MEMORY_SIGNS = (b"MemoryError", b"bad_alloc", b"Cannot allocate memory", b"out of memory")


def parse_apart(name: str, format_: str, data: bytes, limits: Limits) -> Document | ReadFailure:
    """Read one file in a child process; every way it can end has a named reason."""
    seconds = limits.seconds_for(len(data))
    bounds = Bounds(seconds, limits.max_memory_bytes)
    order = order_of(name, replace(limits, max_processes=_processes(limits)))
    errand = Errand(format_, order, data, bounds)
    try:
        ended = _run(errand, seconds * _PATIENCE)
    except TimeoutError:
        return _failure(name, data, FailureReason.TOO_SLOW, _slow(seconds))
    return _answer(name, data, seconds, ended)


def _processes(limits: Limits) -> int:
    """How many processes a file may have, so that those at work leave each other a processor."""
    others = ready_for(os.getpid()).at_work
    return max(1, min(limits.max_processes, (os.cpu_count() or 1) // (others + 1)))


def _run(errand: Errand, seconds: float) -> Ended:
    """How the process ended; raises `TimeoutError` where it had to be killed."""
    if CAN_FORK:
        try:
            return ready_for(os.getpid()).run(errand, seconds)
        except TimeoutError:
            raise
        except OSError:  # a process of its own is slower and needs less
            pass
    try:
        return _started(errand, seconds)
    except subprocess.TimeoutExpired as error:
        raise TimeoutError from error


def _started(errand: Errand, seconds: float) -> Ended:
    bounds = (str(errand.bounds.seconds), str(errand.bounds.memory))
    done = subprocess.run(  # noqa: S603 - our own module, no shell, no words of the file
        [sys.executable, "-s", "-m", "ingest.documents.child", errand.format, *bounds],
        input=errand.order + errand.data,
        capture_output=True,
        timeout=seconds,
        check=False,
        cwd=ROOT,
        env=surroundings(),
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def _answer(name: str, data: bytes, seconds: float, ended: Ended) -> Document | ReadFailure:
    if ended.code == 0:
        try:
            return load(ended.answer)
        except (ValueError, KeyError, TypeError):
            return _failure(name, data, FailureReason.DAMAGED, "its text could not be handed over")
    out_of_memory = ended.code == _ABORTED or any(s in ended.complaint for s in _MEMORY_SIGNS)
    if out_of_memory:
        return _failure(name, data, FailureReason.TOO_MUCH_MEMORY, MEMORY_DETAIL)
    if ended.code in _CLOCK_SIGNALS:
        return _failure(name, data, FailureReason.TOO_SLOW, _slow(seconds))
    detail = f"the parser broke off (code {ended.code}); open the file and save it anew"
    return _failure(name, data, FailureReason.DAMAGED, detail)


_CLOCK_SIGNALS = {-24, -9}
_ABORTED = -6
"""How pdfium and C++ libraries end when memory is refused to them."""


def _slow(seconds: float) -> str:
    return f"reading it took more than {seconds:.0f} seconds; split it or save it anew"


def _failure(name: str, data: bytes, reason: FailureReason, detail: str) -> ReadFailure:
    return ReadFailure(name, reason, detail, sha256(data).hexdigest())
