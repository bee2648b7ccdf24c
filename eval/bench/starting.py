"""How long commands take to start, and what the first screen loads."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import median

from eval.bench.side import timed

_CITEMARK = "from ui.cli import main; main()"
_SCREEN = """
import sys
from streamlit.testing.v1 import AppTest
shown = AppTest.from_string("from ui.application import main\\nmain()", default_timeout=600).run()
assert not shown.exception
print(" ".join(sorted({"torch", "onnxruntime", "chromadb"} & set(sys.modules))))
"""
COMMANDS: Mapping[str, Sequence[str]] = {
    "python, nothing imported": ("-c", "pass"),
    "import langchain": ("-c", "import langchain"),
    "import of the plain pipeline": ("-c", "import eval.bench.plain"),
    "citemark --help": ("-c", _CITEMARK, "--help"),
    "citemark law search": ("-c", _CITEMARK, "law", "search", "how long are logs kept"),
    "citemark ask": ("-c", _CITEMARK, "ask", "how long are logs kept"),
    "first screen of the application": ("-c", _SCREEN),
}


def starts(rounds: int) -> Iterator[tuple[str, dict[str, float]]]:
    """Median seconds of each command in a process of its own, all in turn, `rounds` times."""
    with tempfile.TemporaryDirectory() as folder:
        runs = [
            {name: timed(partial(_run, command, folder)) for name, command in COMMANDS.items()}
            for _ in range(rounds)
        ]
    for name in COMMANDS:
        kinds = ("seconds", "processor")
        yield name, {kind: median(run[name][kind] for run in runs) for kind in kinds}


def loaded_by_first_screen() -> list[str]:
    """Which of the heavy libraries the first screen imports: none, as it should be."""
    with tempfile.TemporaryDirectory() as folder:
        return _run(COMMANDS["first screen of the application"], folder).split()


def _run(command: Sequence[str], folder: str) -> str:
    return subprocess.run(  # noqa: S603 - our own commands, no shell
        [sys.executable, *command],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        env=os.environ | {"CITEMARK_DATA": folder, "CITEMARK_SAMPLE": ""},
    ).stdout
