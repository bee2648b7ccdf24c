"""The small Markdown in which the sample documents are written, as blocks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` counts from 1."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, `**bold**` kept as written."""

    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list, numbered or not."""

    items: tuple[str, ...]
    numbered: bool


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, the first of them the header, and the caption below."""

    rows: tuple[tuple[str, ...], ...]
    caption: str


@dataclass(frozen=True, slots=True)
class Advice:
    """Lines of a template that say what to write here."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Marker:
    """A change of the page: `columns`, `end` or `scan`."""

    name: str


Block = Heading | Text | Items | Table | Advice | Marker


@dataclass(frozen=True, slots=True)
class Source:
    """A document before it has a format: control data and blocks."""

    control: dict[str, Any]
    blocks: tuple[Block, ...]


def read_source(path: Path) -> Source:
    """Read a source file: YAML between two `---` lines, then the text."""
    _, control, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return Source(yaml.safe_load(control), tuple(_blocks(body)))


def _blocks(body: str) -> Iterator[Block]:
    for chunk in _chunks(body):
        first = chunk[0]
        if first.startswith("#"):
            marks, text = first.split(" ", 1)
            yield Heading(len(marks), text)
        elif first.startswith(":::"):
            yield Marker(first[3:])
        elif first.startswith("|"):
            yield from _table(chunk)
        elif first.startswith("> "):
            yield Advice(tuple(line[2:] for line in chunk))
        elif _bullet(first):
            yield Items(tuple(_unmarked(line) for line in chunk), first[0].isdigit())
        else:
            yield Text(" ".join(chunk))


def _chunks(body: str) -> Iterator[list[str]]:
    chunk: list[str] = []
    for line in body.splitlines():
        alone = line.startswith(("#", ":::"))
        if chunk and (alone or not line.strip()):
            yield chunk
            chunk = []
        if alone:
            yield [line]
        elif line.strip():
            chunk.append(line)
    if chunk:
        yield chunk


def _bullet(line: str) -> bool:
    return re.match(r"(- |\d+\. )", line) is not None


def _unmarked(line: str) -> str:
    return re.sub(r"^(- |\d+\. )", "", line)


def _table(chunk: list[str]) -> Iterator[Block]:
    rows = [line for line in chunk if line.startswith("|") and not line.startswith("|---")]
    below = " ".join(line for line in chunk if not line.startswith("|"))
    caption, _, rest = below.partition(". ")
    cells = (tuple(c.strip() for c in row.strip("|").split("|")) for row in rows)
    yield Table(tuple(cells), caption)
    if rest:
        yield Text(rest)
