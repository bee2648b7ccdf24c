"""Both sides in turn, several rounds: medians and ratios."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import IO, cast

STEPS = (
    "read pdf",
    "read docx",
    "read xlsx",
    "read dossier",
    "split",
    "embed",
    "index",
    "map",
    "review",
    "review after an edit",
    "ask",
)
"""In the order of a round: an edit is reviewed right after the first review."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Medians of one step on both sides; times in seconds, memory in bytes."""

    step: str
    ours: Mapping[str, float]
    plain: Mapping[str, float]

    def times_faster(self, what: str = "seconds") -> float:
        """How many times the plain pipeline's time is ours."""
        return self.plain[what] / self.ours[what] if self.ours[what] else 0.0


def compare(folder: Path, rounds: int, steps: Sequence[str] = STEPS) -> Iterator[Compared]:
    """Time each step on both sides in turn, `rounds` times, over the inputs in the folder."""
    with _side("plain", folder) as plain, _side("ours", folder) as ours:
        for step in steps:
            pairs = [(_ask(ours, step), _ask(plain, step)) for _ in range(rounds)]
            mine, theirs = zip(*pairs, strict=True)
            yield Compared(step, _medians(mine), _medians(theirs))


def _medians(runs: Sequence[Mapping[str, float]]) -> dict[str, float]:
    return {name: median(run[name] for run in runs) for name in runs[0]}


@contextmanager
def _side(kind: str, folder: Path) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "eval.bench.side", kind, str(folder)]
    with subprocess.Popen(  # noqa: S603 - our own module, no shell
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            cast("IO[str]", process.stdin).close()


def _ask(process: "subprocess.Popen[str]", step: str) -> dict[str, float]:
    questions, answers = cast("IO[str]", process.stdin), cast("IO[str]", process.stdout)
    questions.write(step + "\n")
    questions.flush()
    answer: dict[str, float] = json.loads(answers.readline())
    return answer
