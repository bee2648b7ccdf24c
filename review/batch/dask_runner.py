"""Reviewing on a Dask cluster: files and law go there, outcomes come back, all as plain bytes.

This is the only home of Dask. A worker needs the same citemark; it needs neither the data folder
nor the submissions. What Dask itself sends is pickled, so name only a cluster of your own.
"""

import atexit
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from queue import Empty, Queue
from threading import Lock
from uuid import uuid4

from domain.errors import InstallationError, RequestError
from review.assembly import Workbench
from review.batch.crew import Ended, Event, Lost, Order
from review.batch.inputs import Entry, entries
from review.batch.single import review_one
from review.batch.wire import (
    dump_files,
    dump_order,
    dump_outcome,
    load_files,
    load_order,
    load_outcome,
)
from review.settings import Settings

try:
    from distributed import Client, Future
except ImportError as error:
    raise InstallationError(
        "Dask is not installed; run `pip install 'citemark[batch]'`, here and on its workers"
    ) from error

_SECONDS_TO_ANSWER = 20
_BUSY = Lock()


class DaskCrew:
    """The workers of a cluster."""

    def __init__(self, bench: Workbench, address: str, size: int | None) -> None:
        """`size` is how many submissions are under way, None for one a thread of the cluster.

        Raises `RequestError` where no scheduler answers or it has no workers.
        """
        self._client = _connected(address)
        threads = sum(self._client.nthreads().values())
        if not threads:
            self._client.close()
            raise RequestError(f"the Dask cluster at {address} has no workers; start some")
        self._size = size or threads
        self._law = self._client.scatter(dump_files(current_law(bench)), broadcast=True)
        self._heard: Queue[Event] = Queue()
        self._futures: dict[str, Future[bytes]] = {}

    @property
    def size(self) -> int:
        """How many orders may be under way at once."""
        return self._size

    def give(self, order: Order) -> None:
        """Send the order with its files."""
        key = f"citemark-{uuid4().hex}"
        files = dump_files(entries(order.path))
        future = self._client.submit(
            review_there, dump_order(order), files, self._law, key=key, pure=False
        )
        self._futures[order.label] = future
        future.add_done_callback(self._listener(order.label))

    def hear(self, seconds: float) -> Event | None:
        """The next event, None where none comes in that time."""
        try:
            event = self._heard.get(timeout=seconds)
        except Empty:
            return None
        self._futures.pop(event.label, None)
        return event

    def close(self) -> None:
        """Let the cluster forget what is under way, and leave it."""
        if self._client.status == "running":
            self._client.cancel(list(self._futures.values()), force=True)
        self._futures.clear()
        self._client.close()

    def _listener(self, label: str) -> Callable[[Future[bytes]], None]:
        def listen(future: Future[bytes]) -> None:
            if future.status == "finished":
                self._heard.put(Ended(label, load_outcome(future.result())))
            elif future.status == "error":
                self._heard.put(Lost(label, _reason(future.exception())))

        return listen


def _connected(address: str) -> Client:
    try:
        return Client(address, timeout=_SECONDS_TO_ANSWER, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise RequestError(
            f"no Dask scheduler answers at {address}; start one, or leave --dask out to review on "
            "this machine"
        ) from error


def _reason(error: BaseException | None) -> str:
    kind = type(error).__name__
    return (
        f"the Dask cluster gave it up ({kind}); see the log of its workers, and that the same "
        "citemark is installed there"
    )


def current_law(bench: Workbench) -> Iterator[Entry]:
    """The official files of the texts that speak for their acts."""
    for law in bench.store.law_versions():
        if law.current:
            yield law.version.celex, bench.store.law_bytes(law.version)


def review_there(order: bytes, files: bytes, law: bytes) -> bytes:
    """On a worker: one submission reviewed. One at a time in a process, whatever its threads.

    What a model says there is not kept: the folder for it is on another machine.
    """
    with _BUSY:
        read = replace(load_order(order), answers=None)
        outcome = review_one(_bench(law), read, load_files(files), _silent)
    return dump_outcome(outcome)


@lru_cache(maxsize=1)
def _bench(law: bytes) -> Workbench:
    """A data folder of this process with nothing in it but the law; it goes with the process."""
    folder = Path(tempfile.mkdtemp(prefix="citemark-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    bench = Workbench(Settings(data=folder))
    for name, data in load_files(law):
        if isinstance(data, bytes):
            bench.law.add(name, data)
    return bench


def _silent(_done: int, _total: int, _step: str) -> None:
    """Tell nobody: a cluster says only what has ended."""
