"""Reviewing in processes of this machine.

Each has a fresh interpreter, one thread of arithmetic and its own group, so that Ctrl-C reaches
only the process that holds the data folder. One that is killed costs the submission it was at.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import BinaryIO, cast

from review.batch.crew import Ended, Event, Lost, Order, Told
from review.batch.wire import dump_order, load_event
from review.frames import read_frame, write_frame

_ROOT = Path(__file__).parents[2]
_MOST_AT_ONCE = 4
_ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
}


def usual_size() -> int:
    """How many processes there are where nothing was said: one a processor, four at most."""
    return max(1, min(os.cpu_count() or 1, _MOST_AT_ONCE))


class LocalCrew:
    """Processes that are started when there is work for them; each serves many orders."""

    def __init__(self, data: Path, size: int, settings: Mapping[str, str] | None = None) -> None:
        """`data` is the data folder that they read, `settings` go before the environment."""
        self._data = data.absolute()
        self._size = size
        self._settings = settings or {}
        self._heard: Queue[tuple[_Hand, Told | Ended | None]] = Queue()
        self._hands: list[_Hand] = []

    @property
    def size(self) -> int:
        """How many orders may be under way at once."""
        return self._size

    def give(self, order: Order) -> None:
        """Hand the order to a process that has nothing to do, or to a new one."""
        idle = [hand for hand in self._hands if not hand.label]
        hand = idle[0] if idle else self._hire()
        hand.begin(order)

    def hear(self, seconds: float) -> Event | None:
        """The next event, None where none comes in that time."""
        try:
            hand, event = self._heard.get(timeout=seconds)
        except Empty:
            return None
        if event is None:
            return self._gone(hand)
        if isinstance(event, Ended):
            hand.label = ""
        return event

    def close(self) -> None:
        """End all processes."""
        for hand in self._hands:
            hand.end()
        self._hands.clear()

    def _hire(self) -> "_Hand":
        hand = _Hand(self._data, self._heard, self._settings)
        self._hands.append(hand)
        return hand

    def _gone(self, hand: "_Hand") -> Lost | None:
        if hand in self._hands:
            self._hands.remove(hand)
        code = hand.end()
        return Lost(hand.label, _reason(code)) if hand.label else None


class _Hand:
    """One process, and the thread that listens to it. `label` is what it is at, "" for nothing."""

    def __init__(
        self,
        data: Path,
        heard: "Queue[tuple[_Hand, Told | Ended | None]]",
        settings: Mapping[str, str],
    ) -> None:
        self.label = ""
        self._process = subprocess.Popen(  # noqa: S603 - our own module, no shell
            [sys.executable, "-m", "review.batch.worker", str(data)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=_ROOT,
            env={**os.environ, **settings, **_ONE_THREAD},
            start_new_session=True,
        )
        self._listener = Thread(target=self._listen, args=(heard,), daemon=True)
        self._listener.start()

    def begin(self, order: Order) -> None:
        """Send the order; a process that is gone is noticed by its listener."""
        self.label = order.label
        with suppress(OSError):
            write_frame(cast("BinaryIO", self._process.stdin), dump_order(order))

    def end(self) -> int:
        """Kill the process and return its code."""
        if self._process.poll() is None:
            self._process.kill()
        code = self._process.wait()
        self._listener.join()
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                cast("BinaryIO", stream).close()
        return code

    def _listen(self, heard: "Queue[tuple[_Hand, Told | Ended | None]]") -> None:
        stream = cast("BinaryIO", self._process.stdout)
        while (content := read_frame(stream)) is not None:
            heard.put((self, load_event(content)))
        heard.put((self, None))


def _reason(code: int) -> str:
    killed = f"signal {-code}" if code < 0 else f"code {code}"
    return (
        f"the process that reviewed it ended ({killed}), most likely for lack of memory; start "
        "the batch again, with fewer jobs if it comes back"
    )
