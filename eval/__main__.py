"""`python -m eval [suite ...] [--model] [--against FILE] [--out FILE] [--misses]`."""

import argparse
import sys
from pathlib import Path

from rich.console import Console

from domain.errors import CitemarkError, RequestError
from eval.runner import (
    NO_MODEL,
    SUITES,
    Baseline,
    Run,
    read_baseline,
    run_json,
    run_suites,
    worsened,
)
from eval.table import result_table
from review.assembly import Workbench
from review.settings import Settings, load_settings


def main() -> int:
    """Run the suites; 1 where a figure is worse than the baseline, 2 where it cannot be run."""
    asked = _arguments()
    console = Console(width=110)
    try:
        baseline = read_baseline(asked.against) if asked.against else None
        with Workbench(_settings(asked)) as bench:
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
    parser.add_argument(
        "--model", action="store_true", help="with the model of CITEMARK_MODEL too (questions)"
    )
    parser.add_argument("--misses", action="store_true", help="list the cases that failed")
    return parser.parse_args()


def _settings(asked: argparse.Namespace) -> Settings:
    """No model is asked unless it is said: the questions would be paid for."""
    given = {"data": asked.data} if asked.data else {}
    if not asked.model:
        return load_settings(**given, model="")
    settings = load_settings(**given)
    if not settings.model:
        raise RequestError(NO_MODEL)
    return settings


def _show(console: Console, run: Run, baseline: Baseline | None, *, misses: bool) -> None:
    for result in run.results:
        console.print(result_table(result, baseline))
        for miss in result.misses if misses else ():
            line = f"{miss.kind}: {miss.case}: {miss.detail}"
            console.print(line, markup=False, highlight=False, soft_wrap=True)


if __name__ == "__main__":
    sys.exit(main())
