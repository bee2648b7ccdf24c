"""Papers of guidance that are known, with what a reader must know of each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from domain.errors import CatalogueError
from regulations.data_files import DATA, read_mapping, texts

_HEAD = 1500
"""Characters from the start of a paper in which its number stands."""


@dataclass(frozen=True, slots=True)
class KnownPaper:
    """A paper of guidance: `title` as it is cited, `version` a month, `caution` or ""."""

    id: str
    title: str
    about: str
    version: str
    marks: tuple[str, ...]
    caution: str = ""


def known_paper(text: str) -> KnownPaper | None:
    """The paper whose number stands in the first lines of that text, None for another paper."""
    head = " ".join(text[:_HEAD].split()).lower()
    found = [
        (head.index(mark.lower()), paper)
        for paper in load_papers().values()
        for mark in paper.marks
        if re.search(rf"{re.escape(mark.lower())}(?!\d)", head)
    ]
    return min(found, key=lambda one: one[0])[1] if found else None


def paper_titled(title: str) -> KnownPaper | None:
    """The paper that is cited by that title."""
    return next((paper for paper in load_papers().values() if paper.title == title), None)


@lru_cache(maxsize=1)
def load_papers() -> Mapping[str, KnownPaper]:
    """All known papers by id; raises `CatalogueError` naming the one that is wrong."""
    return {name: _paper(name, row) for name, row in read_mapping(DATA / "guidance.yaml").items()}


def _paper(name: str, row: object) -> KnownPaper:
    fields = row if isinstance(row, dict) else {}
    if not all(fields.get(key) for key in ("title", "about", "version", "marks")):
        raise CatalogueError(f"guidance.yaml: {name}: needs title, about, version and marks")
    return KnownPaper(
        id=name,
        title=str(fields["title"]),
        about=str(fields["about"]),
        version=str(fields["version"]),
        marks=texts(fields["marks"]),
        caution=str(fields.get("caution", "")),
    )
