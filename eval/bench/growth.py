"""`python -m eval.bench.growth`: how cost grows with dossiers and with passages.

`[--dossiers N ...] [--passages N ...] [--parts PART ...] [--files N] [--memory GIB] [--out FILE]`.
Each size is measured in a process of its own (`eval.bench.growth_case`), so that the most memory
held is that of the size. Prints the processor's seconds and mebibytes, with how many times those
of the size before they are, and writes them as JSON. Where `CITEMARK_DATABASE` names a database,
vectors are put and asked there too, in a schema of its own that is dropped. The small default
takes minutes; `--full` an hour and more.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from eval.bench.__main__ import machine

_ROOT = Path(__file__).parents[2]
SMALL: Mapping[str, tuple[int, ...]] = {"dossiers": (1, 10), "passages": (2_000, 10_000)}
FULL: Mapping[str, tuple[int, ...]] = {
    "dossiers": (1, 10, 100),
    "passages": (10_000, 100_000, 300_000),
}
PARTS = {
    "dossiers": ("dossiers",),
    "passages": (
        "by words",
        "by meaning, every vector",
        "mapping",
        "by meaning, Chroma",
        "by meaning, PostgreSQL",
    ),
}
Figures = dict[str, float]


def main() -> None:
    """Measure each size, print, write."""
    asked = _arguments()
    console = Console(width=120)
    sizes = {name: getattr(asked, name) or (FULL if asked.full else SMALL)[name] for name in PARTS}
    report: dict[str, object] = {"machine": machine(), "files a dossier": asked.files}
    for kind, parts in PARTS.items():
        for part in (one for one in parts if one in asked.parts):
            found = {size: measured(part, size, asked.files, asked.memory) for size in sizes[kind]}
            console.print(grown(part, found))
            report[part] = found
            asked.out.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


def measured(part: str, size: int, files: int, memory: int) -> Figures | str:
    """The figures of one size; why there are none, where its process ended without any."""
    command = [sys.executable, "-m", "eval.bench.growth_case", part, str(size)]
    ended = subprocess.run(  # noqa: S603 - our own module, no shell
        [*command, str(files), str(memory)], cwd=_ROOT, stdout=subprocess.PIPE, check=False
    )
    if ended.returncode:
        return f"ended with {ended.returncode} within {memory} GiB"
    figures: Figures = json.loads(ended.stdout)
    return figures


def grown(part: str, found: Mapping[int, Figures | str]) -> Table:
    """A table of the sizes, each figure with how many times that of the size before it is."""
    table = Table(part, *(f"{size:,}" for size in found))
    names = dict.fromkeys(name for one in found.values() if isinstance(one, dict) for name in one)
    for name in names:
        table.add_row(name, *_cells(name, list(found.values())))
    return table


def _cells(name: str, found: Sequence[Figures | str]) -> list[str]:
    cells, before = [], 0.0
    for one in found:
        if isinstance(one, str):
            cells.append(one)
            before = 0.0
            continue
        times = f" (x {one[name] / before:.1f})" if before else ""
        cells.append(f"{one[name]:,.4g}{times}")
        before = one[name]
    return cells


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m eval.bench.growth", description="Measure how cost grows."
    )
    parser.add_argument("--full", action="store_true", help="all sizes; takes an hour and more")
    parser.add_argument("--dossiers", type=int, nargs="+", metavar="N", help="these numbers only")
    parser.add_argument("--passages", type=int, nargs="+", metavar="N", help="these numbers only")
    parts = [part for parts in PARTS.values() for part in parts]
    usual = parts if os.environ.get("CITEMARK_DATABASE") else parts[:-1]
    parser.add_argument("--parts", choices=parts, nargs="+", default=usual, help="these only")
    parser.add_argument("--files", type=int, default=4, metavar="N", help="files in a dossier")
    parser.add_argument("--memory", type=int, default=12, metavar="GIB", help="a process's limit")
    parser.add_argument("--out", type=Path, metavar="FILE", default=Path("growth.json"))
    return parser.parse_args()


if __name__ == "__main__":
    main()
