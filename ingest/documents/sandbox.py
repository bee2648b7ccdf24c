"""Parsing in a process of its own, bounded in time and memory.

Libraries that read hostile files hang or eat memory rather than raise; only the end of the
process ends that. One process a file; it inherits no environment but the search path.
"""

import json
import os
import subprocess
import sys
from dataclasses import asdict
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from domain.document import Document, ReadFailure
from domain.errors import FailureReason
from ingest.documents.formats import MEMORY_DETAIL
from ingest.documents.wire import load
from ingest.limits import Limits

_ROOT = Path(__file__).parents[2]
_KEPT = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "LANG", "LC_ALL")
_PATIENCE = 1 if find_spec("resource") is None else 4
"""The child bounds its own processor time where it can; on a busy machine it waits for its turn."""

_MEMORY_SIGNS = (b"MemoryError", b"bad_alloc", b"Cannot allocate memory", b"out of memory")


def parse_apart(name: str, format_: str, data: bytes, limits: Limits) -> Document | ReadFailure:
    """Read one file in a child process; every way it can end has a named reason."""
    seconds = limits.seconds_for(len(data))
    order = json.dumps({"name": name, "limits": asdict(limits)}).encode("ascii") + b"\n"
    command = [sys.executable, "-s", "-m", "ingest.documents.child", format_]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, no shell, no words of the file
            [*command, str(seconds), str(limits.max_memory_bytes)],
            input=order + data,
            capture_output=True,
            timeout=seconds * _PATIENCE,
            check=False,
            cwd=_ROOT,
            env={key: os.environ[key] for key in _KEPT if key in os.environ},
        )
    except subprocess.TimeoutExpired:
        return _failure(name, data, FailureReason.TOO_SLOW, _slow(seconds))
    return _answer(name, data, seconds, done)


def _answer(
    name: str, data: bytes, seconds: float, done: subprocess.CompletedProcess[bytes]
) -> Document | ReadFailure:
    if done.returncode == 0:
        try:
            return load(done.stdout)
        except (ValueError, KeyError, TypeError):
            return _failure(name, data, FailureReason.DAMAGED, "its text could not be handed over")
    out_of_memory = done.returncode == _ABORTED or any(s in done.stderr for s in _MEMORY_SIGNS)
    if out_of_memory:
        return _failure(name, data, FailureReason.TOO_MUCH_MEMORY, MEMORY_DETAIL)
    if done.returncode in _CLOCK_SIGNALS:
        return _failure(name, data, FailureReason.TOO_SLOW, _slow(seconds))
    detail = f"the parser broke off (code {done.returncode}); open the file and save it anew"
    return _failure(name, data, FailureReason.DAMAGED, detail)


_CLOCK_SIGNALS = {-24, -9}
_ABORTED = -6
"""How pdfium and C++ libraries end when memory is refused to them."""


def _slow(seconds: float) -> str:
    return f"reading it took more than {seconds:.0f} seconds; split it or save it anew"


def _failure(name: str, data: bytes, reason: FailureReason, detail: str) -> ReadFailure:
    return ReadFailure(name, reason, detail, sha256(data).hexdigest())
