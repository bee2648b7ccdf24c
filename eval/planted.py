"""Dossiers with planted faults, and the list of what was planted."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

import samples
from domain.document import Document, Span

ELSEWHERE = frozenset({"contradiction", "scanned-page", "broken-reference"})
"""Kinds of faults that are not gaps of content."""


@dataclass(frozen=True, slots=True)
class Place:
    """Words in a document of the dossier, and the value that they give to a repeated fact."""

    document: str
    words: str
    reading: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Something planted: rows that it bears on and the verdicts that are right for them."""

    name: str
    kind: str
    obligations: tuple[str, ...]
    expected: frozenset[str]
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Dossier:
    """A folder of documents with its device, what was planted, and rows clearly answered."""

    name: str
    documents: Path
    device: Path
    faults: tuple[Fault, ...]
    answered: tuple[str, ...]


def dossiers() -> tuple[Dossier, ...]:
    """The sample dossier and those of `eval/dossiers/`."""
    here = Path(str(files("eval")))
    answered = _yaml(here / "gold" / "sample_answered.yaml")["answered"]
    sample = _dossier(
        "sample", samples.dossier_path(), samples.device_path(), samples.planted_path(), answered
    )
    folders = sorted(f.parent for f in (here / "dossiers").glob("*/planted.yaml"))
    return (sample, *(_own(folder) for folder in folders))


def _own(folder: Path) -> Dossier:
    planted = folder / "planted.yaml"
    answered = _yaml(planted)["answered"]
    return _dossier(folder.name, folder / "documents", folder / "device.yaml", planted, answered)


def _dossier(
    name: str, documents: Path, device: Path, planted: Path, answered: Sequence[str]
) -> Dossier:
    faults = tuple(_fault(entry) for entry in _yaml(planted)["planted"])
    return Dossier(name, documents, device, faults, tuple(answered))


def _fault(entry: Mapping[str, Any]) -> Fault:
    places = tuple(
        Place(p["document"], p["words"], str(p["reading"])) for p in entry.get("places", ())
    )
    expected = frozenset(map(str, entry["expected"]))
    return Fault(entry["id"], entry["kind"], tuple(entry["obligations"]), expected, places)


def find_words(document: Document, words: str) -> Span | None:
    """Where the words stand in the document, white space and line-end hyphens aside."""
    inside = r"(?:[-\u2010\u00ad]\s*\n\s*|\u00ad)?"
    pattern = r"\s+".join(inside.join(map(re.escape, word)) for word in words.split())
    match = re.search(pattern, document.text)
    return Span(*match.span()) if match else None


def _yaml(path: Path) -> Any:  # noqa: ANN401 - YAML is what it is
    return yaml.safe_load(path.read_text("utf-8"))
