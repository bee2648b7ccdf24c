"""Releases with known holes are not installed, nor let in by the ranges that are declared."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
FLOORS = {
    "pypdf": "6.16.1",
    "lxml": "6.1.0",
    "langchain-core": "1.2.22",
    "streamlit": "1.60",
    "starlette": "1.1.0",
    "python-multipart": "0.0.31",
    "torch": "2.10.0",
    "transformers": "5.17.0",
    "defusedxml": "0.7.1",
}
"""The first release without the holes that were known when this was written."""

ABSENT = ("pymupdf", "diskcache")
"""One has a licence that reaches into ours, the other loads pickles."""


def pinned() -> dict[str, Version]:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    found = (re.match(r"([A-Za-z0-9._-]+)==([^\s;]+)", line) for line in lines)
    return {match[1].lower().replace("_", "-"): Version(match[2]) for match in found if match}


@pytest.mark.parametrize("name", FLOORS)
def test_what_is_installed_and_pinned_is_new_enough(name: str) -> None:
    assert Version(version(name)) >= Version(FLOORS[name])
    assert pinned()[name] >= Version(FLOORS[name])


@pytest.mark.parametrize("text", PROJECT["dependencies"])
def test_no_declared_range_lets_an_older_release_in(text: str) -> None:
    requirement = Requirement(text)
    floor = FLOORS.get(requirement.name)
    lowest = [
        Version(part.version) for part in requirement.specifier if part.operator in {">=", "=="}
    ]
    assert lowest, f"{text} has no lowest release"
    assert floor is None or max(lowest) >= Version(floor)


@pytest.mark.parametrize("name", ABSENT)
def test_what_must_not_be_there_is_not(name: str) -> None:
    with pytest.raises(PackageNotFoundError):
        version(name)
    assert name not in pinned()


def test_every_dependency_is_pinned() -> None:
    names = {Requirement(text).name.lower() for text in PROJECT["dependencies"]}
    assert names <= set(pinned())
