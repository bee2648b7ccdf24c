"""The process that reviews submissions: orders on stdin, events on stdout, one order at a time.

Start it as `python -m review.batch.worker DATA`. It reads the data folder and never writes it, and
ends at once when the process that gives the orders is gone.
"""

import os
import sys
from pathlib import Path
from queue import Queue
from threading import Thread
from time import monotonic
from typing import BinaryIO

from review.assembly import Workbench
from review.batch.crew import Ended, Order, Told
from review.batch.inputs import entries
from review.batch.single import review_one
from review.batch.wire import dump_event, load_order
from review.frames import read_frame, write_frame
from review.garbage import look_seldom
from review.helpers import one_thread_each
from review.settings import Settings

_BETWEEN = 0.5
"""Seconds between two reports of how far a review is."""


def main() -> None:
    """Review until no more orders come; others like it work beside it."""
    look_seldom()
    answers = _apart_from_prints()
    orders: Queue[Order] = Queue()
    Thread(target=_listen, args=(orders,), daemon=True).start()
    settings = Settings(data=Path(sys.argv[1]))
    with one_thread_each(), Workbench(settings, writable=False) as bench:
        while True:
            _work(bench, orders.get(), answers)


def _work(bench: Workbench, order: Order, answers: BinaryIO) -> None:
    last = 0.0

    def tell(done: int, total: int, step: str) -> None:
        nonlocal last
        if monotonic() - last > _BETWEEN:
            last = monotonic()
            write_frame(answers, dump_event(Told(order.label, done, total, step)))

    outcome = review_one(bench, order, entries(order.path), tell)
    write_frame(answers, dump_event(Ended(order.label, outcome)))


def _listen(orders: "Queue[Order]") -> None:
    while (content := read_frame(sys.stdin.buffer)) is not None:
        orders.put(load_order(content))
    os._exit(0)


def _apart_from_prints() -> BinaryIO:
    """The stream to the other side; what any library prints goes to stderr instead."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


if __name__ == "__main__":
    main()
