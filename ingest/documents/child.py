"""The process that parses one file: bytes on stdin, JSON on stdout.

Start it as `python -m ingest.documents.child FORMAT SECONDS MEMORY`; the first line of stdin is
JSON with the file's name and the limits, the rest is the file.
"""

import json
import sys

from ingest.documents.formats import parse
from ingest.documents.wire import dump
from ingest.limits import Limits

try:
    import resource
except ImportError:  # not on Windows, where the parent's clock is the only limit
    resource = None  # type: ignore[assignment]


def main() -> None:
    """Read, parse and answer."""
    format_, seconds, memory = sys.argv[1], float(sys.argv[2]), int(sys.argv[3])
    _restrict(seconds, memory)
    order = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    result = parse(order["name"], format_, data, Limits(**order["limits"]))
    sys.stdout.buffer.write(dump(result))


def _restrict(seconds: float, memory: int) -> None:
    """Bound processor time, memory and written files before any byte of the file is seen."""
    if resource is None:
        return
    whole = max(1, round(seconds) + 1)
    resource.setrlimit(resource.RLIMIT_CPU, (whole, whole + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if hasattr(resource, "RLIMIT_AS") and sys.platform != "darwin":
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


if __name__ == "__main__":
    main()
