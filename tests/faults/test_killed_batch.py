"""kill -9 for a batch at random points, over and over, then to the end."""

import os
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pytest

from domain.access import LOCAL
from domain.batch import SubmissionState
from tests.faults.making import start
from tests.review.batch.making import DEVICE, draft, opened, tree, write_folder

pytestmark = pytest.mark.slow
PROGRAM = """
import sys
from pathlib import Path
from review.batch import BatchRun, BatchSpec, RunOptions, hire, open_batch
from tests.faults.making import nothing
from tests.review.batch.making import opened

with opened(Path(sys.argv[1])) as bench:
    batch = open_batch(bench, BatchSpec(Path(sys.argv[2]), Path(sys.argv[3])))
    said = RunOptions(ended=lambda row: print(row.name, flush=True))
    run = BatchRun(bench, batch, hire(bench, 1, ""), options=said)
    print("begun", flush=True)
    run.run(nothing)
"""


def drafts(folder: Path, count: int) -> Path:
    for number in range(count):
        files = {"rmf.md": draft(number), "device.yaml": DEVICE}
        write_folder(folder / f"draft-{number:02}", files)
    return folder


@dataclass(frozen=True)
class Moment:
    """When it is killed: so many seconds after so many drafts have been called ended."""

    drafts: int
    seconds: float


def run(words: Sequence[str], kill: Moment | None = None) -> tuple[bool, list[str]]:
    """Whether it was killed at that moment, and the drafts that it called ended."""
    process = start(PROGRAM, *words)
    assert process.stdout is not None
    process.stdout.readline()
    ended = [] if kill is None else list(islice(process.stdout, kill.drafts))
    if kill is not None:
        time.sleep(kill.seconds)
    running = kill is not None and process.poll() is None
    if running:
        os.killpg(process.pid, 9)
    ended += process.stdout
    process.stdout.close()
    code = process.wait()
    return running and code == -9, [name.strip() for name in ended]


def judged(data: Path) -> dict[str, object]:
    """What is kept of each draft; the batch is one, and each of its drafts is there once."""
    with opened(data) as bench:
        (batch,) = bench.store.batches(LOCAL)
        rows = bench.store.submissions(batch.id)
        assert len({row.label for row in rows}) == len(rows)
        assert bench.store.check_audit().sound
        return {row.name: row.result for row in rows if row.state is SubmissionState.DONE}


def test_each_draft_is_judged_once_and_the_reports_are_those_of_a_quiet_run(
    tmp_path: Path, amount: Callable[[int, int], int], figure: Callable[[str], None]
) -> None:
    count, wanted = amount(4, 40), amount(2, 20)
    folder = drafts(tmp_path / "in", count)
    began = time.monotonic()
    run((str(tmp_path / "quiet"), str(folder), str(tmp_path / "quiet-out")))
    took = time.monotonic() - began
    quiet, reports = judged(tmp_path / "quiet"), tree(tmp_path / "quiet-out")
    assert len(quiet) == count
    chance = random.Random(17)  # noqa: S311 - points in time, not secrets
    kills = folders = 0
    while kills < wanted:
        words = (str(tmp_path / f"data-{folders}"), str(folder), str(tmp_path / f"out-{folders}"))
        folders += 1
        told: Counter[str] = Counter()
        while kills < wanted:
            moment = Moment(chance.randrange(4), chance.uniform(0, 2 * took / count))
            was_killed, ended = run(words, moment)
            told.update(ended)
            if not was_killed:
                break
            kills += 1
            left = judged(Path(words[0]))
            assert set(told) <= set(left)
            assert all(quiet[name] == result for name, result in left.items())
        told.update(run(words)[1])
        assert max(told.values()) == 1
        assert judged(Path(words[0])) == quiet
        assert tree(Path(words[2])) == reports
    figure(
        f"batch of {count} drafts killed {kills} times over {folders} data folders: each draft "
        "judged once and called done at most once, reports byte for byte those of a quiet run"
    )
