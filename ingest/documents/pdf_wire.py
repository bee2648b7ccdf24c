"""Pages as one process hands them to another: the numbers as they are, all else as JSON."""

import json
from array import array
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from ingest.documents.pdf_page import RawPage, Run, Word
from ingest.documents.pdf_shapes import Box, Rule

_HEAD = 8


def dump_pages(pages: Sequence[RawPage]) -> bytes:
    """The pages as bytes."""
    numbers = array("d")
    said = json.dumps([_page(page, numbers) for page in pages]).encode("ascii")
    return len(said).to_bytes(_HEAD, "big") + said + numbers.tobytes()


def load_pages(content: bytes) -> list[RawPage]:
    """The pages that were dumped."""
    end = _HEAD + int.from_bytes(content[:_HEAD], "big")
    numbers = array("d")
    numbers.frombytes(content[end:])
    rest = iter(numbers)
    return [_load_page(page, rest) for page in json.loads(content[_HEAD:end])]


def _page(page: RawPage, numbers: "array[float]") -> dict[str, Any]:
    numbers.extend((page.width, page.height, page.images))
    for rule in page.rules:
        numbers.extend((rule.x0, rule.y0, rule.x1, rule.y1))
    for picture in page.pictures:
        numbers.extend(picture)
    return {
        "rules": len(page.rules),
        "pictures": len(page.pictures),
        "objects": page.objects,
        "undecoded": page.undecoded,
        "notes": page.notes,
        "runs": [_run(run, numbers) for run in page.runs],
        "hidden": [_run(run, numbers) for run in page.hidden],
    }


def _run(run: Run, numbers: "array[float]") -> tuple[str, bool, list[int]]:
    """Words hold no space, so that the text of a run tells them."""
    numbers.extend((run.y, run.height))
    for word in run.words:
        numbers.extend((word.x0, word.x1))
    unpainted = [at for at, word in enumerate(run.words) if word.unpainted]
    return run.text, run.bold, unpainted


def _load_page(said: dict[str, Any], numbers: Iterator[float]) -> RawPage:
    width, height, images = islice(numbers, 3)
    rules = tuple(Rule(*_four(numbers)) for _ in range(said["rules"]))
    pictures = tuple(_four(numbers) for _ in range(said["pictures"]))
    return RawPage(
        width=width,
        height=height,
        runs=tuple(_load_run(run, numbers) for run in said["runs"]),
        rules=rules,
        objects=said["objects"],
        images=images,
        undecoded=said["undecoded"],
        pictures=pictures,
        hidden=tuple(_load_run(run, numbers) for run in said["hidden"]),
        notes=tuple(said["notes"]),
    )


def _load_run(said: list[Any], numbers: Iterator[float]) -> Run:
    text, bold, unpainted = said
    y, height = next(numbers), next(numbers)
    words = text.split(" ")
    ends = list(islice(numbers, 2 * len(words)))
    marked = [False] * len(words)
    for at in unpainted:
        marked[at] = True
    return Run(tuple(map(Word, words, ends[0::2], ends[1::2], marked)), y, height, bold)


def _four(numbers: Iterator[float]) -> Box:
    x0, y0, x1, y1 = islice(numbers, 4)
    return x0, y0, x1, y1
