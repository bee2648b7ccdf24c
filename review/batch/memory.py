"""How much memory this process has taken."""

import sys
from pathlib import Path

try:
    import resource
except ImportError:  # not on Windows
    resource = None  # type: ignore[assignment]

_UNIT = 1 if sys.platform == "darwin" else 1024
_STATUS = Path("/proc/self/status")
_MOST = "VmHWM:"


def peak_bytes() -> int:
    """The most resident memory so far, 0 where the system does not say.

    On Linux as the system's table of processes has it: what `getrusage` tells begins with what the
    process held that started this one.
    """
    if resource is None:
        return 0
    return _told() or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT


def _told() -> int:
    """What the table of processes says, 0 where there is none."""
    try:
        lines = _STATUS.read_text("utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(_MOST)), 0)
