"""PDF to text with structure.

pypdf opens the file: it knows encryption, page count, metadata and bookmarks. pdfium gives the
text with places (see `pdf_page`). Runs in the child process of `sandbox` only: both libraries
read hostile input, and an exception does not end a hang.
"""

import io
import logging
from collections.abc import Sequence

import pypdfium2 as pdfium
from pypdf import PdfReader, PdfWriter
from pypdf.generic import Destination

from domain.document import BlockKind
from domain.errors import FailureReason, UnreadableFileError
from ingest.documents.builder import Builder
from ingest.documents.pdf_blocks import PageWriter
from ingest.documents.pdf_ink import hidden_lines
from ingest.documents.pdf_layout import layout
from ingest.documents.pdf_page import RawPage, Run
from ingest.documents.pdf_pages import pages_of
from ingest.documents.pdf_running import split_running
from ingest.limits import Limits

_SCANNED = 0.3
_STAMP = 60
_UNDECODED = 0.2
_DEEPEST = 6
_NO_TITLE = {"anonymous", "untitled"}
_FEW_PAGES = 12
_ROOM = 192 * 1024 * 1024


def read_pdf(name: str, data: bytes, limits: Limits) -> Builder:
    """Read a PDF; raises `UnreadableFileError` where it is encrypted, damaged or too large."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    builder = Builder()
    outline = _open_with_pypdf(name, data, limits, builder)
    raw = _raw_pages(name, data, limits)
    parts = split_running(raw)
    writer = PageWriter(builder, [run for body, _ in parts for run in body], outline)
    pieces = [layout(body, page.rules) for page, (body, _) in zip(raw, parts, strict=True)]
    for index, (page, (body, running)) in enumerate(zip(raw, parts, strict=True)):
        builder.start_page(index + 1)
        following = pieces[index + 1] if index + 1 < len(pieces) else []
        writer.write_page(pieces[index], following, [run.text for run in _reading_order(running)])
        for line in hidden_lines(page.hidden):
            builder.append(BlockKind.HIDDEN, line)
        for note in page.notes:
            builder.append(BlockKind.COMMENT, note)
        readable, note = _readability(page, body)
        builder.end_page(readable=readable, note=note, recognised=readable and _is_recognised(page))
    _warn_of_unreadable(builder)
    return builder


def _open_with_pypdf(name: str, data: bytes, limits: Limits, builder: Builder) -> dict[str, int]:
    """Check the file, take its title and return its bookmarks with their levels."""
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        locked = reader.is_encrypted and not reader.decrypt("")
        count = 0 if locked else len(reader.pages)
    except Exception as error:  # noqa: BLE001 - pypdf may raise anything; pdfium decides
        builder.warnings.append(f"pypdf could not open the file ({type(error).__name__})")
        return {}
    if locked:
        raise _encrypted(name)
    if count > limits.max_pages:
        raise UnreadableFileError(
            name,
            FailureReason.TOO_LARGE,
            f"it has {count} pages, the limit is {limits.max_pages}; split it",
        )
    return _describe(reader, builder)


def _describe(reader: PdfReader, builder: Builder) -> dict[str, int]:
    try:
        metadata = reader.metadata
        title = (metadata.title or "") if metadata else ""
        builder.title = "" if title.strip("() ").lower() in _NO_TITLE else title
        return _bookmarks(reader.outline, 1)
    except Exception as error:  # noqa: BLE001 - pypdf may raise anything; pdfium decides
        builder.warnings.append(f"the bookmarks could not be read ({type(error).__name__})")
        return {}


def _bookmarks(outline: Sequence[object], level: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for entry in outline:
        if isinstance(entry, list) and level < _DEEPEST:
            found.update(_bookmarks(entry, level + 1))
        elif isinstance(entry, Destination) and entry.title:
            found.setdefault(str(entry.title), level)
    return found


def _raw_pages(name: str, data: bytes, limits: Limits) -> list[RawPage]:
    document = _open_with_pdfium(name, data)
    if not 0 < len(document) <= limits.max_pages:
        raise UnreadableFileError(
            name,
            FailureReason.TOO_LARGE if len(document) else FailureReason.DAMAGED,
            f"it has {len(document)} pages, allowed are 1 to {limits.max_pages}; split or mend it",
        )
    return pages_of(document, _processes(len(document), data, limits))


def _processes(pages: int, data: bytes, limits: Limits) -> int:
    """How many processes are worth their start, and have the memory that they need."""
    room = limits.max_memory_bytes // (_ROOM + 2 * len(data))
    return max(1, min(limits.max_processes, pages // _FEW_PAGES, room))


def _open_with_pdfium(name: str, data: bytes) -> pdfium.PdfDocument:
    """Open the file; one that pdfium refuses is first written anew by pypdf."""
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code == pdfium.raw.FPDF_ERR_PASSWORD:
            raise _encrypted(name) from error
    try:
        mended = io.BytesIO()
        PdfWriter(clone_from=PdfReader(io.BytesIO(data), strict=False)).write(mended)
        return pdfium.PdfDocument(mended.getvalue())
    except Exception as error:
        raise UnreadableFileError(
            name,
            FailureReason.DAMAGED,
            "the PDF's structure is broken; open it in a viewer and save it anew",
        ) from error


def _encrypted(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        name,
        FailureReason.ENCRYPTED,
        "it opens only with a password; save a copy without one and add that",
    )


def _readability(page: RawPage, body: Sequence[Run]) -> tuple[bool, str]:
    letters = sum(len(run.text) for run in page.runs)
    if page.objects < 0:
        return False, "the page could not be opened"
    if not letters:
        return (False, "no text, only images or drawings") if page.objects else (True, "blank")
    if page.undecoded > _UNDECODED * letters:
        return False, "the letters cannot be told from their codes"
    own = sum(len(run.text) for run in body)
    if page.images > _SCANNED and own < _STAMP:
        return False, "a scanned image with hardly any text"
    return True, ""


def _is_recognised(page: RawPage) -> bool:
    """Whether most letters are drawn unseen over a picture, as text recognition leaves them."""
    words = [word for run in page.runs for word in run.words]
    unseen = sum(len(word.text) for word in words if word.unpainted)
    return 2 * unseen > sum(len(word.text) for word in words)


def _reading_order(runs: Sequence[Run]) -> list[Run]:
    return sorted(runs, key=lambda run: (-run.y, run.x0))


def _warn_of_unreadable(builder: Builder) -> None:
    numbers = [str(page.number) for page in builder.pages if not page.readable]
    if numbers:
        builder.warnings.append(
            f"page {', '.join(numbers)} could not be read; add a version with searchable text"
        )
