"""The memory of a process is its own, whoever started it."""

import subprocess
import sys
from pathlib import Path

from review.batch.memory import peak_bytes

_ROOT = Path(__file__).parents[3]
_MEBIBYTE = 2**20
_PEAK = "from review.batch.memory import peak_bytes; print(peak_bytes())"


def test_what_was_held_is_told_after_it_was_given_back() -> None:
    held = bytearray(b"x" * 300 * _MEBIBYTE)
    del held
    assert peak_bytes() > 300 * _MEBIBYTE


def test_a_process_is_not_taken_for_the_larger_one_that_started_it() -> None:
    held = bytearray(b"x" * 300 * _MEBIBYTE)
    told = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", _PEAK], check=True, stdout=subprocess.PIPE, cwd=_ROOT
    ).stdout
    assert len(held) == 300 * _MEBIBYTE
    assert 0 < int(told) < 200 * _MEBIBYTE
