"""`python -m eval [suite ...] [--against FILE] [--out FILE] [--misses]`."""

import argparse
import sys
from pathlib import Path

from rich.console import Console

from domain.errors import CitemarkError
from eval.runner import SUITES, Baseline, Run, read_baseline, run_json, run_suites, worsened
from eval.table import result_table
from review.assembly import Workbench
from review.settings import Settings


def main() -> int:
    """Run the suites; 1 where a figure is worse than the baseline, 2 where it cannot be run."""
    asked = _arguments()
    console = Console(width=110)
    try:
        baseline = read_baseline(asked.against) if asked.against else None
        settings = Settings(data=asked.data) if asked.data else Settings()
        with Workbench(settings) as bench:
            run = run_suites(bench, asked.suites)
    except CitemarkError as error:
        Console(stderr=True).print(f"eval: {error}", markup=False)
        return 2
    _show(console, run, baseline, misses=asked.misses)
    if asked.out:
        asked.out.write_text(run_json(run), "utf-8")
    return int(bool(worsened(run, baseline or {})))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m eval", description="Measure quality.")
    parser.add_argument("suites", nargs="*", metavar="suite", help=", ".join(SUITES))
    parser.add_argument("--against", type=Path, metavar="FILE", help="compare with this run")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the run as JSON")
    parser.add_argument("--data", type=Path, metavar="DIR", help="data folder; also CITEMARK_DATA")
    parser.add_argument("--misses", action="store_true", help="list the cases that failed")
    return parser.parse_args()


def _show(console: Console, run: Run, baseline: Baseline | None, *, misses: bool) -> None:
    for result in run.results:
        console.print(result_table(result, baseline))
        for miss in result.misses if misses else ():
            line = f"{miss.kind}: {miss.case}: {miss.detail}"
            console.print(line, markup=False, highlight=False, soft_wrap=True)


if __name__ == "__main__":
    sys.exit(main())
