"""The notes that people have put on a PDF page: they are no text of the document."""

import ctypes
from collections.abc import Iterator

import pypdfium2.raw as pdfium

_MOST = 2000
_LONGEST = 200_000


def notes(page: pdfium.FPDF_PAGE) -> list[str]:
    """The words of a page's annotations, each once."""
    return list(dict.fromkeys(_contents(page)))


def _contents(page: pdfium.FPDF_PAGE) -> Iterator[str]:
    for index in range(min(_MOST, pdfium.FPDFPage_GetAnnotCount(page))):
        note = pdfium.FPDFPage_GetAnnot(page, index)
        if not note:
            continue
        size = pdfium.FPDFAnnot_GetStringValue(note, b"Contents", None, 0)
        buffer = ctypes.create_string_buffer(min(size, _LONGEST) + 2)
        pdfium.FPDFAnnot_GetStringValue(
            note, b"Contents", ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size
        )
        pdfium.FPDFPage_CloseAnnot(note)
        if text := buffer.raw[:size].decode("utf-16-le", "ignore").strip("\0 \r\n\t"):
            yield text
