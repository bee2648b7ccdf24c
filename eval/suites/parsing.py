"""Reading of files against answer keys written by others.

- words: the share of the key's words that the document holds, each as often as in the key;
- order: the share of the key's words that stand in the document in the key's order;
- cells: the share of the key's table cells that are one cell of the document.

The keys of model cards are XML with the words of the card; their order is that of the form.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from defusedxml import ElementTree

import ingest
from domain.document import Document
from eval.results import Measured, Miss, SuiteResult, share
from eval.shared import shared_folder
from review.assembly import Workbench

_WORD = re.compile(r"\w+")
_ROW = re.compile(r"^\|(.*)\|\s*$", re.MULTILINE)
_MARKS = re.compile(r"<!--.*?-->|\*\*|~~|(?<!\w)\*|\*(?!\w)|(?<!\S)- ")
_TOLD = 12
"""How many lost words a miss names."""


@dataclass(frozen=True, slots=True)
class _Case:
    name: str
    words: tuple[str, ...]
    cells: tuple[str, ...]
    found: tuple[str, ...]
    found_cells: frozenset[str]
    ordered: bool


def run(bench: Workbench) -> SuiteResult:  # noqa: ARG001 - the shape of a suite
    """Read every file that has a key."""
    folder = shared_folder("documents")
    if folder is None:
        return SuiteResult("parsing", skipped="../shared/documents is absent")
    cases, unread = [], []
    for file, words, cells in [*_extraction(folder), *_cards(folder)]:
        read = next(iter(ingest.read_path(file)))
        if isinstance(read, Document):
            cases.append(_case(file, words, cells, read))
        else:
            unread.append(Miss(file.name, "not read", read.detail))
    measures = _measures(cases, len(unread))
    return SuiteResult("parsing", measures, [*unread, *(m for c in cases for m in _lost(c))])


def _extraction(folder: Path) -> Iterator[tuple[Path, list[str], list[str]]]:
    for key in sorted((folder / "extraction").glob("*.md")):
        text = key.read_text("utf-8")
        rows = [row for row in _ROW.findall(text) if set(row) - set("| :-")]
        cells = [_plain(cell) for row in rows for cell in row.split("|") if _plain(cell)]
        yield key.with_suffix(""), _words(text), cells


def _cards(folder: Path) -> Iterator[tuple[Path, list[str], list[str]]]:
    for key in sorted((folder / "model_cards").glob("*.xml")):
        parts = ElementTree.fromstring(key.read_text("utf-8").encode()).itertext()
        yield key.with_suffix(".pdf"), [w for part in parts for w in _words(part)], []


def _case(file: Path, words: list[str], cells: list[str], read: Document) -> _Case:
    found = [_plain(c.of(read.text)) for block in read.blocks for c in block.cells]
    ordered = file.parent.name == "extraction"
    return _Case(
        file.name, tuple(words), tuple(cells), tuple(_words(read.text)), frozenset(found), ordered
    )


def _measures(cases: Sequence[_Case], unread: int) -> dict[str, Measured]:
    """Files that could not be read count as nothing found."""
    none = [0.0] * unread
    measures = {
        "words": share([*map(_recall, cases), *none]),
        "order": share([*(_order(case) for case in cases if case.ordered), *none]),
        "cells": share([cell in case.found_cells for case in cases for cell in case.cells]),
    }
    each = {f"{c.name}/words": _single(_recall(c), len(c.words)) for c in cases}
    return measures | each


def _single(value: float, cases: int) -> Measured:
    return Measured(value, value, value, cases)


def _recall(case: _Case) -> float:
    lost = Counter(case.words) - Counter(case.found)
    return 1 - lost.total() / len(case.words)


def _order(case: _Case) -> float:
    matcher = SequenceMatcher(None, case.words, case.found, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / len(case.words)


def _lost(case: _Case) -> Iterator[Miss]:
    if lost := Counter(case.words) - Counter(case.found):
        told = ", ".join(list(lost)[:_TOLD])
        yield Miss(case.name, "words lost", f"{lost.total()} of {len(case.words)}: {told}")
    for cell in case.cells:
        if cell not in case.found_cells:
            yield Miss(case.name, "cell not found", cell)


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(_MARKS.sub(" ", text))]


def _plain(text: str) -> str:
    return " ".join(_words(text))
