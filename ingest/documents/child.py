"""The process that parses one file: bytes on stdin, JSON on stdout.

Start it as `python -m ingest.documents.child FORMAT SECONDS MEMORY`; the first line of stdin is
JSON with the file's name and the limits, the rest is the file. `forking` starts it where it can.
"""

import sys

from ingest.documents.errand import Bounds, load_order
from ingest.documents.formats import parse
from ingest.documents.wire import dump

try:
    import resource
except ImportError:  # not on Windows, where the parent's clock is the only limit
    resource = None  # type: ignore[assignment]


def main() -> None:
    """Read, parse and answer."""
    format_ = sys.argv[1]
    restrict(Bounds(float(sys.argv[2]), int(sys.argv[3])))
    order = sys.stdin.buffer.readline()
    sys.stdout.buffer.write(answer(format_, order, sys.stdin.buffer.read()))


def answer(format_: str, order: bytes, data: bytes) -> bytes:
    """What was read of a file, or why it was not, as JSON."""
    name, limits = load_order(order)
    return dump(parse(name, format_, data, limits))


def restrict(bounds: Bounds) -> None:
    """Bound processor time, memory and written files before any byte of the file is seen."""
    if resource is None:
        return
    whole = max(1, round(bounds.seconds) + 1)
    resource.setrlimit(resource.RLIMIT_CPU, (whole, whole + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if hasattr(resource, "RLIMIT_AS") and sys.platform != "darwin":
        resource.setrlimit(resource.RLIMIT_AS, (bounds.memory, bounds.memory))


if __name__ == "__main__":
    main()
