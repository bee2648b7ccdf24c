"""Programs that are killed, and what they leave behind."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parents[2]


def start(
    program: str, *words: str, environment: Mapping[str, str] | None = None
) -> "subprocess.Popen[str]":
    """Start a program of ours as the head of a group of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", program, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
        start_new_session=True,
    )


def kill_group(process: "subprocess.Popen[str]") -> None:
    """SIGKILL for the process and all that it has started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, 9)
    process.wait()
    if process.stdout is not None:
        process.stdout.close()


def killed(program: str, words: Sequence[str], seconds: float) -> bool:
    """Run a program, kill it so long after its first line; False where it had ended by then."""
    process = start(program, *words)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(seconds)
    running = process.poll() is None
    kill_group(process)
    return running


def nothing(_done: int, _all: int, _what: str) -> None:
    """Progress that nobody looks at."""
