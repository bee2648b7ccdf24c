"""Several files at once: the processes that parse them run side by side, the order is kept."""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from ingest.limits import Limits
from ingest.reading import Reading, files_of, read_file

_AHEAD = 2


def read_paths(
    paths: Sequence[Path], limits: Limits | None = None, workers: int | None = None
) -> Iterator[Reading]:
    """Read files and folders as `read_path` does, `workers` at a time.

    `workers` is the number of processors where it is None. What was read is given out in the
    order of the paths; no more than a few files are held at once.
    """
    files = (entry for path in paths for entry in files_of(path))
    count = max(1, workers or os.cpu_count() or 1)
    yield from _in_order(files, limits or Limits(), count)


def _in_order(files: Iterable[tuple[str, Path]], limits: Limits, workers: int) -> Iterator[Reading]:
    waiting: deque[Future[tuple[Reading, ...]]] = deque()
    pool = ThreadPoolExecutor(workers, thread_name_prefix="reading")
    try:
        for name, path in files:
            waiting.append(pool.submit(read_file, name, path, limits))
            if len(waiting) >= _AHEAD * workers:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)
