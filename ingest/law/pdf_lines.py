"""Takes the printed lines of an Official Journal PDF, without running heads and footnotes.

The PDF holds each page's body first, then the running head, then the footnotes. Words broken at
the end of a line are joined again; a hyphen stays where the document writes the word with one
elsewhere, or where both halves are words of their own.
"""

import ctypes
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2
from pypdfium2 import raw

from domain.errors import LawTextError
from ingest.law.words import NOTE_MARK

_BREAK = "\ufffe"
_NOTE = re.compile(r"(?:(?<=\()|^)\d{1,3}(?=\)|$)")
_BODY_TOP, _BODY_BOTTOM = 770.0, 30.0
_RAISED, _SMALL = 8.0, 9.0
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN = re.compile(rf"([\w-]*){_BREAK}([\w-]*)")
_ROW = 7.0
_MAX_PAGES = 1000


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: page from 0, edges and baselines in points from the lower left.

    `face` is `bold`, `italic` or `small` (the size of headings in capitals), else "".
    """

    page: int
    left: float
    right: float
    top: float
    bottom: float
    text: str
    face: str


def pdf_lines(data: bytes, name: str) -> tuple[list[Line], list[str]]:
    """The body lines in reading order, and the running heads; `LawTextError` for no PDF."""
    try:
        with closing(pypdfium2.PdfDocument(data)) as document:
            if len(document) > _MAX_PAGES:
                raise LawTextError(f"{name}: {len(document)} pages are no act; give it alone")
            pages = [_page_lines(page, number) for number, page in enumerate(document)]
    except pypdfium2.PdfiumError as error:
        raise LawTextError(f"{name}: damaged or encrypted PDF ({error}); load it again") from error
    body: list[Line] = []
    heads: list[str] = []
    for lines in pages:
        cut = next((k for k, line in enumerate(lines) if _is_head(line)), len(lines))
        body.extend(_rows(lines[:cut]))
        heads.extend(line.text for line in lines[cut : cut + 5])
    return list(_rejoin(body)), heads


def _is_head(line: Line) -> bool:
    return not _BODY_BOTTOM < line.top < _BODY_TOP


def _page_lines(page: Any, number: int) -> list[Line]:  # noqa: ANN401 - pypdfium2 is untyped
    with closing(page), closing(page.get_textpage()) as text_page:
        return list(_lines_of(text_page, number))


def _lines_of(text_page: Any, number: int) -> Iterator[Line]:  # noqa: ANN401 - as above
    start = 0
    for row in text_page.get_text_range().split("\r\n"):
        text = row.strip()
        if text:
            first = start + row.index(text[0])
            left, bottom, _, _ = text_page.get_charbox(first, loose=True)
            _, end_bottom, right, _ = text_page.get_charbox(first + len(text) - 1, loose=True)
            marked = _without_notes(text, first, text_page)
            yield Line(number, left, right, bottom, end_bottom, marked, _face(text_page, first))
        start += len(row) + 2


def _without_notes(text: str, first: int, text_page: Any) -> str:  # noqa: ANN401 - as above
    def mark(found: re.Match[str]) -> str:
        height = _height(text_page, first + found.start())
        return NOTE_MARK if height < _RAISED else found[0]

    return _NOTE.sub(mark, text)


def _face(text_page: Any, index: int) -> str:  # noqa: ANN401 - as above
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(text_page, index, name, len(name), ctypes.byref(flags))
    if b"Bold" in name.value:
        return "bold"
    if b"Ital" in name.value:
        return "italic"
    return "small" if _RAISED < _height(text_page, index) < _SMALL else ""


def _height(text_page: Any, index: int) -> float:  # noqa: ANN401 - as above
    _, bottom, _, top = text_page.get_charbox(index, loose=True)
    return float(top - bottom)


def _rows(lines: Iterable[Line]) -> Iterator[Line]:
    """Join the pieces of one row."""
    last: Line | None = None
    for line in lines:
        if last and abs(last.bottom - line.top) < _ROW and line.left > last.right - 1:
            last = _joined(last, line)
            continue
        if last:
            yield last
        last = line
    if last:
        yield last


def _joined(last: Line, line: Line) -> Line:
    glued = last.text.endswith(("(", NOTE_MARK)) or line.left - last.right < 1
    text = f"{last.text}{'' if glued else ' '}{line.text}"
    return replace(last, right=line.right, bottom=line.bottom, text=text)


def _rejoin(lines: list[Line]) -> Iterator[Line]:
    words = Counter(
        word.lower() for line in lines for word in _WORD.findall(_BROKEN.sub(" ", line.text))
    )

    def whole(found: re.Match[str]) -> str:
        before, after = found.groups()
        joined, hyphened = f"{before}{after}", f"{before}-{after}"
        seen = words[joined.lower()], words[hyphened.lower()]
        if any(seen):
            return hyphened if seen[1] > seen[0] else joined
        both = words[before.lower()] and words[after.lower()]
        return hyphened if both else joined

    return (replace(line, text=_BROKEN.sub(whole, line.text)) for line in _turned(lines))


def _turned(lines: Iterable[Line]) -> Iterator[Line]:
    """Bring a word that is broken at the turn of a page together on the first page."""
    last: Line | None = None
    for line in lines:
        if last and last.text.endswith(_BREAK):
            head, _, rest = line.text.partition(" ")
            yield replace(last, text=last.text + head)
            last = replace(line, text=rest)
            continue
        yield from [last] if last else []
        last = line
    yield from [last] if last else []
