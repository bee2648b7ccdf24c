"""`python -m eval.bench.batch COUNT JOBS [FILES]`: a batch of made submissions, time and memory.

FILES is how many files of the sample each submission has, all of them if not given. Prints how long
each took on average and how the most memory held by one process grew.
"""

import json
import sys
import tempfile
import time
from pathlib import Path

from domain.batch import Submission
from eval.bench.submissions import write_submissions
from review.assembly import Workbench
from review.batch import BatchRun, BatchSpec, RunOptions, hire, open_batch
from review.batch.memory import peak_bytes
from review.settings import Settings

_MEBIBYTE = 2**20
_LOOKED_AT = (1, 10, 50, 100, 200)


def main() -> None:
    """Make submissions, review them, print the figures as JSON."""
    figures = batch_of(*map(int, sys.argv[1:]))
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")


def batch_of(count: int, jobs: int, *files_each: int) -> dict[str, object]:
    """Make that many submissions and review them; see `write_submissions`."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        write_submissions(folder / "in", count, *files_each)
        with Workbench(Settings(data=folder / "data")) as bench:
            return measured(bench, folder, jobs)


def measured(bench: Workbench, folder: Path, jobs: int) -> dict[str, object]:
    """Time and memory of one run over the submissions in `in`."""
    batch = open_batch(bench, BatchSpec(folder / "in", folder / "out"))
    crew = hire(bench, jobs, "")
    peaks: list[int] = []

    def ended(row: Submission) -> None:
        peaks.append(run.peak // _MEBIBYTE)
        now = f"{time.perf_counter() - begun:.0f} s, {peaks[-1]} MiB"
        sys.stderr.write(f"{len(peaks)} {row.name}: {row.state.value} {row.reason} ({now})\n")

    run = BatchRun(bench, batch, crew, options=RunOptions(ended=ended))
    begun = time.perf_counter()
    run.run(lambda _done, _total, _step: None)
    seconds = time.perf_counter() - begun
    return {
        "submissions": len(peaks),
        "jobs": crew.size,
        "seconds": round(seconds, 1),
        "seconds a submission": round(seconds / max(1, len(peaks)), 2),
        "MiB at most in a reviewing process, after n": {
            number: peaks[number - 1] for number in _LOOKED_AT if number <= len(peaks)
        },
        "MiB at most in the process that keeps": peak_bytes() // _MEBIBYTE,
    }


if __name__ == "__main__":
    main()
