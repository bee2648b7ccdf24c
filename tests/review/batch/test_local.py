"""Reviewing in processes of their own: one that dies costs only what it was at."""

import os
import signal
import time
from pathlib import Path

import pytest

from review.batch.crew import Ended, Event, Lost, Order, Told
from review.batch.local import LocalCrew
from store import Store
from tests.review.batch.making import DAY, DEVICE, draft, write_folder

pytestmark = pytest.mark.slow
_PATIENCE = 120


@pytest.fixture
def crew(tmp_path: Path) -> LocalCrew:
    Store.open(tmp_path / "data").close()
    return LocalCrew(tmp_path / "data", 1)


def order(tmp_path: Path, label: str) -> Order:
    path = write_folder(tmp_path / "in" / label, {"plan.md": draft(1)})
    return Order(label, path, DEVICE, DAY)


def outcome(crew: LocalCrew) -> Event:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        event = crew.hear(1)
        if event is not None and not isinstance(event, Told):
            return event
    raise AssertionError("nothing came of the order")


def test_one_that_is_killed_is_named_and_another_takes_over(
    crew: LocalCrew, tmp_path: Path
) -> None:
    crew.give(order(tmp_path, "first"))
    pid = crew._hands[0]._process.pid
    os.kill(pid, signal.SIGKILL)
    lost = outcome(crew)
    assert isinstance(lost, Lost)
    assert lost.label == "first"
    assert "signal 9" in lost.reason
    crew.give(order(tmp_path, "second"))
    ended = outcome(crew)
    assert isinstance(ended, Ended)
    assert ended.outcome.result is not None
    assert ended.outcome.peak > 0
    process = crew._hands[0]._process
    crew.close()
    assert process.poll() is not None
    crew.close()


def test_it_ends_with_the_process_that_gives_the_orders(crew: LocalCrew, tmp_path: Path) -> None:
    crew.give(order(tmp_path, "first"))
    process = crew._hands[0]._process
    assert process.stdin is not None
    process.stdin.close()
    assert process.wait(_PATIENCE) == 0
    crew.close()
