"""Letters read many at once are those that pdfium tells one by one."""

import ctypes
import re

import pypdfium2 as pdfium
import pytest
from pypdfium2 import raw
from reportlab.pdfgen.canvas import Canvas

from ingest.documents.pdf_letters import LetterReader, Looks
from ingest.documents.pdf_shapes import turn_of
from tests.ingest.documents.test_pdf_ink import moded, turned
from tests.ingest.making import drawn_pdf

Letter = tuple[str, float, float, float, float]


def write(canvas: Canvas) -> None:
    for line in range(40):
        canvas.setFont("Helvetica-Bold" if line % 7 == 3 else "Helvetica", 8 + line % 3)
        canvas.drawString(40 + line, 780 - 18 * line, f"Line {line} of words, e\u0301. " * 4)
    canvas.rotate(30)
    canvas.drawString(300, 100, "Words on a slope")
    moded(3)(canvas)


def one_by_one(text: raw.FPDF_TEXTPAGE, quarters: int, size: tuple[float, float]) -> list[Letter]:
    left, low, (width, height) = 20, 30, size
    rect, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()

    def seen(across: float, up: float) -> tuple[float, float]:
        return (
            (across - left, up - low),
            (up - low, height - across + left),
            (width - across + left, height - up + low),
            (width - up + low, across - left),
        )[quarters]

    found: list[Letter] = []
    for index in range(raw.FPDFText_CountChars(text)):
        raw.FPDFText_GetLooseCharBox(text, index, rect)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        (x0, y0), (x1, y1) = seen(rect.left, rect.top), seen(rect.right, rect.bottom)
        low_, high = min(y0, y1), max(y0, y1)
        sign = chr(raw.FPDFText_GetUnicode(text, index))
        found.append((sign, min(x0, x1), max(x0, x1), high - low_, seen(x.value, y.value)[1]))
    return found


@pytest.mark.parametrize("quarters", range(4))
def test_letters_are_those_that_are_told_one_by_one(quarters: int) -> None:
    page = pdfium.PdfDocument(turned(drawn_pdf(write), quarters))[0]
    text = raw.FPDFText_LoadPage(page.raw)
    size = raw.FPDF_GetPageWidthF(page.raw), raw.FPDF_GetPageHeightF(page.raw)
    read = LetterReader().read(text, turn_of(page.raw, *size))
    lists = (read.text, read.lefts, read.rights, read.talls, read.baselines)
    found = list(zip(*lists, strict=True))
    expected = one_by_one(text, quarters, size)
    raw.FPDFText_ClosePage(text)
    assert len(found) > 2000
    assert found == expected


def test_looks_are_those_of_each_letter() -> None:
    page = pdfium.PdfDocument(drawn_pdf(write))[0]
    text = raw.FPDFText_LoadPage(page.raw)
    count = raw.FPDFText_CountChars(text)
    told = "".join(chr(raw.FPDFText_GetUnicode(text, at)) for at in range(count))
    looks = Looks(text).of(range(count))
    bold = "".join(sign for sign, look in zip(told, looks, strict=True) if look.bold)
    unpainted = "".join(sign for sign, look in zip(told, looks, strict=True) if look.unpainted)
    raw.FPDFText_ClosePage(text)
    assert {int(number) for number in re.findall(r"Line (\d+)", bold)} == {3, 10, 17, 24, 31, 38}
    assert unpainted.strip() == "Rate this file as met"
