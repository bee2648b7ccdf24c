"""`make bench`: the steps of a review of the sample dossier, several rounds, medians.

Writes `bench.json` beside the table with machine and versions, so that runs can be compared.
"""

import json
import platform
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

import ingest
import samples
from regulations.profile import load_profile
from review.assembly import Workbench
from review.settings import Settings

ROUNDS = 5


def main() -> None:
    """Measure, print, write."""
    with tempfile.TemporaryDirectory() as folder, Workbench(Settings(data=Path(folder))) as bench:
        times = measured(bench)
    report = {"machine": machine(), "rounds": ROUNDS, "seconds": times}
    Path("bench.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    table = Table("step", "median s")
    for step, seconds in times.items():
        table.add_row(step, f"{seconds:.3f}")
    Console().print(table)


def measured(bench: Workbench) -> dict[str, float]:
    """Median seconds of each step; the first review, which embeds, is run once."""
    profile = load_profile(samples.device_path())
    corpus = bench.read([samples.dossier_path()])
    first = timed(lambda: bench.review(corpus, profile))
    return {
        "read 13 documents": over_rounds(lambda: bench.read([samples.dossier_path()])),
        "split into passages": over_rounds(
            lambda: [ingest.split(document) for document in corpus.documents]
        ),
        "split into sentences": over_rounds(
            lambda: [ingest.sentences(document) for document in corpus.documents]
        ),
        "first review (embeds every sentence, once)": first,
        "map all passages, vectors kept": over_rounds(lambda: bench.map(corpus, 10, profile)),
        "review again, vectors kept": over_rounds(lambda: bench.review(corpus, profile)),
        "ask the law": over_rounds(lambda: bench.ask("How long are logs kept?")),
    }


def over_rounds(step: Callable[[], object]) -> float:
    """The median seconds of a step."""
    return median(timed(step) for _ in range(ROUNDS))


def timed(step: Callable[[], object]) -> float:
    """The seconds that a step takes."""
    start = time.perf_counter()
    step()
    return time.perf_counter() - start


def machine() -> dict[str, object]:
    """What the figures were measured on; peak memory in KiB on Linux."""
    return {
        "system": platform.platform(),
        "processor": platform.processor() or platform.machine(),
        "python": sys.version.split()[0],
        "citemark": version("citemark"),
        "torch": version("torch"),
        "peak_memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
    }


if __name__ == "__main__":
    main()
