"""`python -m eval.bench.side ours|plain FOLDER`: one side of the comparison, in its own process.

Names of steps come on stdin, one a line; each is prepared, run, and answered by a line of JSON
with seconds, processor's seconds (child processes included) and the most memory held so far.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from eval.bench.inputs import Inputs
from review.batch.memory import peak_bytes

_USED = slice(11, 15)
"""Ticks of a process and of its ended children in what follows its name in `/proc/*/stat`."""


class Side(Protocol):
    """What both sides can do."""

    def steps(self) -> Mapping[str, Callable[[], object]]:
        """What can be timed, by name."""
        ...

    def prepare(self, step: str) -> None:
        """Bring about what a step is timed upon."""
        ...


def main() -> None:
    """Answer until stdin is closed."""
    kind, folder = sys.argv[1], Path(sys.argv[2])
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    with tempfile.TemporaryDirectory() as work:
        side = _side(kind, Inputs(folder), Path(work))
        for line in sys.stdin:
            name = line.strip()
            side.prepare(name)
            answers.write(json.dumps(timed(side.steps()[name])) + "\n")
            answers.flush()


def timed(step: Callable[[], object]) -> dict[str, float]:
    """Run a step; seconds, the processor's seconds, and the most memory held, in bytes."""
    begun, before = time.perf_counter(), _processor()
    step()
    return {
        "seconds": time.perf_counter() - begun,
        "processor": _processor() - before,
        "memory": peak_bytes(),
    }


def _processor() -> float:
    """The processor's seconds of this process and of all that it started, ended or not."""
    used = os.times()
    ended = used.user + used.system + used.children_user + used.children_system
    return ended + sum(map(_living, _children("self")))


def _living(process: str) -> float:
    """The processor's seconds of a process that has not ended, and of its children."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    own = sum(map(int, stat[_USED])) / os.sysconf("SC_CLK_TCK")
    return own + sum(map(_living, _children(process)))


def _children(process: str) -> list[str]:
    """Where the system does not tell, what lives is counted once it has ended."""
    found = Path(f"/proc/{process}/task").glob("*/children")
    return [child for path in found for child in path.read_text("utf-8").split()]


def _side(kind: str, inputs: Inputs, work: Path) -> Side:
    if kind == "ours":
        from eval.bench.ours import Ours  # noqa: PLC0415 - each side imports its own

        return Ours(inputs, work)
    from eval.bench.plain import Plain  # noqa: PLC0415 - as above

    plain = Plain(inputs, work)
    plain.write_passages()
    return plain


if __name__ == "__main__":
    main()
