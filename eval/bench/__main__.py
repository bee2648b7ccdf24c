"""`make bench`: citemark beside the plain pipeline, in turn, on the same files and model.

`python -m eval.bench [--full] [--rounds N] [--only PART ...] [--steps STEP ...] [--out FILE]`.
Prints medians and ratios, and writes them with machine, versions and settings as JSON. The quick
form takes minutes, `--full` hours.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from pathlib import Path

from rich.console import Console
from rich.table import Table

from eval.bench.apart import figures_of
from eval.bench.comparison import STEPS, Compared, compare
from eval.bench.inputs import make_inputs
from eval.bench.searching import searched
from eval.bench.starting import loaded_by_first_screen, starts

_MEBIBYTE = 2**20
_PACKAGES = ("citemark", "onnxruntime", "torch", "sentence-transformers", "chromadb", "pypdf")
PARTS = ("steps", "again", "starts", "search", "long file", "batch")


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured: the dossier is `copies` times 35 pages, long files have `pages`."""

    rounds: int
    copies: int
    pages: int
    searches: tuple[int, ...]
    chroma_up_to: int
    batches: tuple[int, ...]
    files_each: int
    long_files: tuple[int, ...]
    steps: tuple[str, ...] = STEPS


QUICK = Size(3, 1, 60, (10_000, 100_000), 10_000, (1, 4), 3, (60, 300))
FULL = Size(5, 3, 300, (10_000, 100_000, 300_000), 300_000, (1, 10, 100), 0, (100, 1000))


def main() -> None:
    """Measure, print, write."""
    asked = _arguments()
    size = FULL if asked.full else QUICK
    size = replace(size, rounds=asked.rounds or size.rounds, steps=asked.steps or size.steps)
    console = Console(width=120)
    report: dict[str, object] = {"machine": machine(), "settings": asdict(size)}
    for part in asked.only or PARTS:
        report[part] = _PARTS[part](size, console)
        asked.out.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


def machine() -> dict[str, object]:
    """What the figures were measured on."""
    return {
        "system": platform.platform(),
        "processor": platform.processor() or platform.machine(),
        "processors": os.cpu_count(),
        "load": os.getloadavg() if hasattr(os, "getloadavg") else None,
        "python": sys.version.split()[0],
        "versions": {name: version(name) for name in _PACKAGES},
    }


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m eval.bench", description="Measure speed.")
    parser.add_argument("--full", action="store_true", help="all sizes; takes hours")
    parser.add_argument("--rounds", type=int, metavar="N", help="how often each step is timed")
    parser.add_argument("--only", nargs="+", choices=PARTS, help="these parts only")
    parser.add_argument("--steps", nargs="+", choices=STEPS, help="these steps of the part only")
    parser.add_argument("--out", type=Path, metavar="FILE", default=Path("bench.json"))
    return parser.parse_args()


def _steps(size: Size, console: Console) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as made:
        make_inputs(Path(made) / "in", size.copies, size.pages)
        told: list[Compared] = []
        for step in compare(Path(made) / "in", size.rounds, size.steps):
            told.append(step)
            console.print(_line(step), markup=False, highlight=False)
    console.print(_table(told))
    return {step.step: asdict(step) | _ratios(step) for step in told}


def _line(step: Compared) -> str:
    return f"{step.step}: {step.ours['seconds']:.2f} s, plain {step.plain['seconds']:.2f} s"


def _ratios(step: Compared) -> dict[str, float]:
    kinds = ("seconds", "processor")
    return {f"times faster, {kind}": round(step.times_faster(kind), 2) for kind in kinds}


def _table(told: list[Compared]) -> Table:
    table = Table("step", "s", "plain s", "x faster", "x less processor", "MiB", "plain MiB")
    for step in told:
        times = (step.ours["seconds"], step.plain["seconds"], step.times_faster())
        memory = (step.ours["memory"] / _MEBIBYTE, step.plain["memory"] / _MEBIBYTE)
        cells = [f"{value:.2f}" for value in (*times, step.times_faster("processor"))]
        table.add_row(step.step, *cells, *(f"{value:.0f}" for value in memory))
    return table


def _starts(size: Size, console: Console) -> dict[str, object]:
    told = dict(starts(size.rounds))
    table = Table("command", "s", "processor s")
    for name, figures in told.items():
        table.add_row(name, f"{figures['seconds']:.2f}", f"{figures['processor']:.2f}")
    console.print(table)
    loaded = loaded_by_first_screen()
    console.print(f"the first screen loads: {', '.join(loaded) or 'no model, no index'}")
    return {"commands": told, "loaded by the first screen": loaded}


def _search(size: Size, console: Console) -> dict[str, object]:
    return dict(_searches(size, console))


def _searches(size: Size, console: Console) -> Iterator[tuple[str, Mapping[str, float]]]:
    for count in size.searches:
        found = searched(count, with_chroma=count <= size.chroma_up_to)
        table = Table(f"search among {count:,}", "", "x numpy")
        for name, value in found.items():
            times = value / found["numpy product"]
            table.add_row(name, f"{value:.5f}", f"{times:.2f}" if "," not in name else "")
        console.print(table)
        yield str(count), found


def _batches(size: Size, console: Console) -> dict[str, object]:
    told: dict[str, object] = {}
    for count in size.batches:
        files = [size.files_each] if size.files_each else []
        told[str(count)] = figures_of("eval.bench.batch", count, 2, *files)
        console.print_json(json.dumps(told[str(count)]))
    return told


def _again(size: Size, console: Console) -> dict[str, object]:
    told = figures_of("eval.bench.again", size.copies)
    console.print_json(json.dumps(told))
    return told


def _long_files(size: Size, console: Console) -> dict[str, object]:
    told: dict[str, object] = {
        str(pages): figures_of("eval.bench.long_file", pages) for pages in size.long_files
    }
    console.print_json(json.dumps(told))
    return told


_PARTS = {
    "steps": _steps,
    "again": _again,
    "starts": _starts,
    "search": _search,
    "long file": _long_files,
    "batch": _batches,
}

if __name__ == "__main__":
    main()
