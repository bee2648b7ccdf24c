"""What must be quick loads no model library: questions of law, and the first screen."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import samples

ROOT = Path(__file__).parents[2]
HEAVY = {"torch", "transformers", "sentence_transformers", "chromadb", "langchain"}
LAW = """
from typer.testing import CliRunner
from ui.cli.main import cli
for command in (["law", "search", "how long are logs kept"], ["ask", "how long are logs kept"]):
    assert CliRunner().invoke(cli, command).exit_code == 0
"""
REVIEW = """
from typer.testing import CliRunner
from ui.cli.main import cli
assert CliRunner().invoke(cli, {asked}).exit_code == 0
"""
SCREEN = """
from streamlit.testing.v1 import AppTest
shown = AppTest.from_string("from ui.application import main\\nmain()", default_timeout=300).run()
assert not shown.exception
"""


@pytest.mark.parametrize(
    ("code", "heavy"),
    [
        ("from ui.cli.main import cli", HEAVY | {"numpy", "sqlalchemy"}),
        (LAW, HEAVY),
        (SCREEN, HEAVY | {"onnxruntime", "tokenizers"}),
    ],
    ids=["the command line itself", "questions of law", "the first screen"],
)
def test_no_heavy_library_is_loaded(code: str, heavy: set[str], tmp_path: Path) -> None:
    assert not heavy & loaded(code, tmp_path)


def test_a_review_of_what_was_reviewed_before_loads_no_model(tmp_path: Path) -> None:
    plan = tmp_path / "plan.md"
    plan.write_text("# Plan\n\nLogs are kept for six months.\n", "utf-8")
    asked = ["review", str(plan), "--device", str(samples.device_path())]
    code = REVIEW.format(asked=asked)
    assert not HEAVY & loaded(code, tmp_path / "data")
    assert not (HEAVY | {"onnxruntime", "tokenizers"}) & loaded(code, tmp_path / "data")


def loaded(code: str, data: Path) -> set[str]:
    """The modules that a process of its own has loaded when the code is done."""
    told = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | {"CITEMARK_DATA": str(data), "CITEMARK_SAMPLE": ""},
    ).stdout
    return set(told.split())
