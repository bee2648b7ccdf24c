"""Helpers bring back what they made, and none of them outlives the work."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from time import sleep

import pytest

from review.helpers import CAN_FORK, ForkedHelpers, usual_helpers

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="helpers are forked")
_LARGE = b"x" * 1_000_000


def fail() -> bytes:
    raise ValueError("not done")


def kill() -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


def test_each_outcome_is_that_of_its_piece() -> None:
    with ForkedHelpers(4).at_work([lambda: _LARGE, fail, lambda: b"", kill]) as outcomes:
        assert [outcome() for outcome in outcomes] == [_LARGE, None, b"", None]


def test_a_piece_is_done_in_another_process_that_has_what_this_one_had() -> None:
    had = {"sentence": b"Logs are kept."}
    pieces = [lambda: had.pop("sentence") + str(os.getpid()).encode()]
    with ForkedHelpers(1).at_work(pieces) as (outcome,):
        found = outcome()
    assert found is not None
    assert found.startswith(b"Logs are kept.")
    assert found != b"Logs are kept." + str(os.getpid()).encode()
    assert had


def test_children_end_where_this_process_fails() -> None:
    before = children()

    def work() -> None:
        with ForkedHelpers(1).at_work([long]):
            assert children() > before
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work()
    assert children() == before


def test_children_end_with_this_process() -> None:
    lines = (
        "import os",
        "from time import sleep",
        "from review.helpers import ForkedHelpers",
        "with ForkedHelpers(2).at_work([lambda: sleep(600), lambda: sleep(600)]):",
        "    os._exit(3)",
    )
    command = [sys.executable, "-c", "\n".join(lines)]
    # its output is at an end only when nobody holds the pipe any more
    ended = subprocess.run(command, capture_output=True, timeout=60, check=False)  # noqa: S603
    assert ended.returncode == 3


def test_as_many_threads_as_were_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    assert usual_helpers() is None


def long() -> bytes:
    sleep(600)
    return b""


def children() -> set[int]:
    listed = Path(f"/proc/self/task/{os.getpid()}/children").read_text("ascii")
    return set(map(int, listed.split()))
