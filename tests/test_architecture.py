"""Each architecture contract catches the import that it is there to catch."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BREACHES = {
    "Imports point down": ("ingest/limits.py", "import retrieval.fusion"),
    "The vocabulary needs the standard library only": ("domain/errors.py", "import yaml"),
    "Streamlit and typer live in ui": ("review/verify.py", "import streamlit"),
    "Chroma, bm25s and what runs the embedding model live in retrieval": (
        "review/law.py",
        "import chromadb",
    ),
    "LangChain lives in prompts": ("store/vectors.py", "import langchain"),
    "SQLAlchemy lives in store": ("review/law.py", "import sqlalchemy"),
    "Readers of files live in ingest": ("store/codec.py", "import pypdf"),
    "Dask lives in review": ("eval/table.py", "import distributed"),
    "The faces reach adapters through the use cases": ("ui/cli/output.py", "import store"),
    "No cycles between siblings in a package": ("domain/errors.py", "import domain.pinpoint"),
}


@pytest.mark.parametrize("contract", BREACHES)
def test_a_breach_is_caught(contract: str, tmp_path: Path) -> None:
    for package in ROOT.glob("*/__init__.py"):
        shutil.copytree(
            package.parent, tmp_path / package.parent.name, ignore=shutil.ignore_patterns("data")
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    file, line = BREACHES[contract]
    with (tmp_path / file).open("a", encoding="utf-8") as target:
        target.write(f"\n{line}\n")
    told = subprocess.run(  # noqa: S603 - our own command
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode != 0
    assert f"{contract} BROKEN" in told.stdout
