"""No committed text repeats a run of words of a law text or of somebody's document."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
RUN = 12
_THEIRS = {".html", ".md", ".xml", ".csv"}
_OURS = {".yaml", ".yml", ".md", ".py", ".jsonl", ".json", ".csv", ".txt", ".toml", ".prompt"}
_TAG = re.compile(r"<[^>]{1,500}>")
_WORD = re.compile(r"[a-z0-9]+")
_OFFICIAL_NAME = re.compile(
    r"(?:regulation|directive|decision) (?:eu |ec |eec |no )*\d|"
    r"of the european parliament and of the"
)


@pytest.mark.slow
def test_no_run_of_another_text_is_committed(shared: Path) -> None:
    theirs = {run for path in _others(shared) for run in _runs(_text(path))}
    assert len(theirs) > 100_000
    assert _hits(theirs) == []


def _others(shared: Path) -> Iterator[Path]:
    for folder in ("regulations", "documents"):
        every = (shared / folder).rglob("*")
        yield from (path for path in every if path.suffix in _THEIRS and path.is_file())


def _hits(theirs: set[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}: {run}"
        for path in _committed()
        for run in _runs(_text(path))
        if run in theirs and not _OFFICIAL_NAME.search(run)
    ]


def _committed() -> Iterator[Path]:
    command = ["git", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)  # noqa: S603
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return (path for path in paths if path.suffix in _OURS and path.is_file())


def _text(path: Path) -> str:
    return _TAG.sub(" ", path.read_text("utf-8", "replace"))


def _runs(text: str) -> Iterator[str]:
    words = _WORD.findall(text.lower())
    return (" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1))
