"""The pages of a PDF one by one, which several processes may read side by side."""

import gc
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace

import pypdfium2 as pdfium

from ingest.documents.pdf_ink import Drawer, split_hidden
from ingest.documents.pdf_letters import LetterReader
from ingest.documents.pdf_notes import notes
from ingest.documents.pdf_page import RawPage, read_page
from ingest.documents.pdf_wire import dump_pages, load_pages

if sys.platform == "linux":
    from ingest.documents.forked import side_by_side

_BROKEN = RawPage(1.0, 1.0, (), (), -1, 0.0, 0)


def pages_of(document: pdfium.PdfDocument, processes: int) -> list[RawPage]:
    """All pages in order; the same whatever the number of processes.

    What a process could not read is read in this one, so that a page that breaks a reader or
    takes too much ends as if it had been read here at once.
    """
    count = len(document)
    if processes == 1 or sys.platform != "linux":
        return _read(document, range(count))
    _find(document)
    gc.freeze()
    parts = [range(first, count, processes) for first in range(processes)]
    told = side_by_side(lambda at: dump_pages(_read(document, parts[at])), processes)
    loaded = _loaded(told)
    pages: dict[int, RawPage] = {}
    for part, read in zip(parts, loaded, strict=True):
        pages.update(zip(part, read or _read(document, part), strict=True))
    return [pages[index] for index in range(count)]


def _find(document: pdfium.PdfDocument) -> None:
    """Have pdfium look for the pages in their order: in a broken file another may find others."""
    for index in range(len(document)):
        with suppress(pdfium.PdfiumError):
            document.get_page_size(index)


def _loaded(told: Iterable[bytes | None]) -> list[list[RawPage]]:
    """What was told, nothing for what was not; no garbage is looked for in what is all kept."""
    gc.disable()
    try:
        return [load_pages(content) if content else [] for content in told]
    finally:
        gc.freeze()
        gc.enable()


def _read(document: pdfium.PdfDocument, indexes: Iterable[int]) -> list[RawPage]:
    reader, drawer = LetterReader(), Drawer()
    return [_read_one(document, index, reader, drawer) for index in indexes]


def _read_one(
    document: pdfium.PdfDocument, index: int, reader: LetterReader, drawer: Drawer
) -> RawPage:
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return _BROKEN
    try:
        found = read_page(page.raw, reader)
        seen, hidden = split_hidden(found, drawer.draw(page.raw, found.width, found.height))
        return replace(found, runs=tuple(seen), hidden=tuple(hidden), notes=tuple(notes(page.raw)))
    finally:
        page.close()
