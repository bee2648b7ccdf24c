"""A page of a PDF as a picture with the cited words marked.

The page is drawn in a process of its own, bounded in time and memory: drawing a hostile page may
hang or break the process, and pdfium serves one thread at a time.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from domain.document import Document, Page, Span
from review.page_drawing import letters

_ROOT = Path(__file__).parents[1]
_KEPT = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "LANG", "LC_ALL")
_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as PNG. `marked` is False where the words could not be found on it exactly."""

    png: bytes
    marked: bool


def page_image(document: Document, data: bytes, number: int, cited: Span) -> PageImage | None:
    """The page of that number with the cited place marked; None where it cannot be drawn.

    `data` are the bytes that the document was read from.
    """
    page = next((page for page in document.pages if page.number == number), None)
    if page is None:
        return None
    order = {"page": number, "ways": _ways(document, page, cited)}
    try:
        done = subprocess.run(
            [sys.executable, "-s", "-m", "review.page_drawing"],
            input=json.dumps(order).encode("ascii") + b"\n" + data,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            cwd=_ROOT,
            env={key: os.environ[key] for key in _KEPT if key in os.environ},
        )
    except subprocess.TimeoutExpired:
        return None
    mark, _, png = done.stdout.partition(b"\n")
    if done.returncode != 0 or not png:
        return None
    return PageImage(png, mark == b"marked")


def _ways(document: Document, page: Page, cited: Span) -> list[list[tuple[str, int, int]]]:
    """What to look for: the whole quote, or else each cell of the table rows it holds.

    Each piece is its letters, its number among equals on the page, and how many equals there are.
    """
    whole = _common(page.span, cited)
    if whole is None:
        return []
    ways = [[whole], _cells(document, whole)]
    return [[_piece(document.text, page, span) for span in way] for way in ways if way]


def _piece(text: str, page: Page, span: Span) -> tuple[str, int, int]:
    wanted = letters(span.of(text))
    before = letters(text[page.span.start : span.start])
    return wanted, before.count(wanted), letters(page.span.of(text)).count(wanted)


def _cells(document: Document, cited: Span) -> list[Span]:
    rows = (block for block in document.blocks if _common(block.span, cited))
    cells = (_common(cell, cited) for block in rows for cell in block.cells)
    return [cell for cell in cells if cell is not None and letters(cell.of(document.text))]


def _common(one: Span, other: Span) -> Span | None:
    start, end = max(one.start, other.start), min(one.end, other.end)
    return Span(start, end) if start < end else None
