"""The letters of a PDF page with their places, and how the objects that draw them look.

pdfium is asked for the place of each letter by itself, some thousands of times a page. So those
functions are called as they are, without conversion of arguments, and write into memory that is
used again.
"""

import ctypes
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import repeat
from operator import le, sub
from typing import Any

import pypdfium2.raw as pdfium

from ingest.documents.pdf_shapes import Turn

_AT_ONCE = 1024
_RECT, _NUMBER = ctypes.sizeof(pdfium.FS_RECTF), ctypes.sizeof(ctypes.c_double)
_UNIT, _MOST_UNITS = 2, 2
"""Bytes in a unit of UTF-16, and how many units a sign may have."""

_UNPAINTED = {3, 7}
_FILLED = {0, 4}
_FAINT = 20
_HEAVY = 600
_LONGEST_NAME = 128
_HEAVY_MARKS = (b"bold", b"black", b"heavy", b"semibold", b"demi")


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of a page, one after the other; each list holds a value for each letter.

    `lefts` and `rights` are edges in points from the left, `talls` heights of the font's line,
    `baselines` points from the bottom.
    """

    text: str
    lefts: list[float]
    rights: list[float]
    talls: list[float]
    baselines: list[float]


@dataclass(frozen=True, slots=True)
class Look:
    """Whether letters are drawn bold, and whether they are drawn without paint."""

    bold: bool
    unpainted: bool


class LetterReader:
    """Reads the letters of one page after the other."""

    def __init__(self) -> None:
        boxes, xs, ys = (
            (ctypes.c_float * (4 * _AT_ONCE))(),
            (ctypes.c_double * _AT_ONCE)(),
            (ctypes.c_double * _AT_ONCE)(),
        )
        places = range(_AT_ONCE)
        self._boxes, self._ys = boxes, ys
        self._to_boxes = [ctypes.byref(boxes, _RECT * at) for at in places]
        self._to_xs = [ctypes.byref(xs, _NUMBER * at) for at in places]
        self._to_ys = [ctypes.byref(ys, _NUMBER * at) for at in places]
        self._xs = xs
        self._code = _plain(pdfium.FPDFText_GetUnicode)
        self._box = _plain(pdfium.FPDFText_GetLooseCharBox)
        self._origin = _plain(pdfium.FPDFText_GetCharOrigin)

    def read(self, text: pdfium.FPDF_TEXTPAGE, turn: Turn) -> Letters:
        """All letters, as the reader of the page sees them."""
        count = pdfium.FPDFText_CountChars(text)
        page = ctypes.cast(text, ctypes.c_void_p)
        letters = Letters(self._text(text, page, count), [], [], [], [])
        for start in range(0, count, _AT_ONCE):
            self._place(page, range(start, min(count, start + _AT_ONCE)), turn, letters)
        return letters

    def _text(self, text: pdfium.FPDF_TEXTPAGE, page: object, count: int) -> str:
        """All signs at once; one by one where that leaves some out."""
        units = (ctypes.c_ushort * (_MOST_UNITS * count + 1))()
        size = max(1, pdfium.FPDFText_GetText(text, 0, count, units)) - 1
        told = ctypes.string_at(units, _UNIT * size).decode("utf-16-le", "surrogatepass")
        if len(told) == count:
            return told
        return "".join(map(chr, map(self._code, repeat(page), range(count))))

    def _place(self, page: object, these: range, turn: Turn, letters: Letters) -> None:
        _do(map(self._box, repeat(page), these, self._to_boxes))
        _do(map(self._origin, repeat(page), these, self._to_xs, self._to_ys))
        count = len(these)
        sides = self._boxes[: 4 * count]
        ones, tops = turn(sides[0::4], sides[1::4])
        others, bottoms = turn(sides[2::4], sides[3::4])
        lefts, rights = _ordered(ones, others)
        letters.lefts.extend(lefts)
        letters.rights.extend(rights)
        lows, highs = _ordered(bottoms, tops)
        letters.talls.extend(map(sub, highs, lows))
        letters.baselines.extend(turn(self._xs[:count], self._ys[:count])[1])


def _do(calls: Iterable[object]) -> None:
    deque(calls, 0)


def _ordered(
    ones: Sequence[float], others: Sequence[float]
) -> tuple[Sequence[float], Sequence[float]]:
    """The lesser and the greater of each pair; mostly they are that already."""
    if all(map(le, ones, others)):
        return ones, others
    pairs = list(zip(ones, others, strict=True))
    return [min(pair) for pair in pairs], [max(pair) for pair in pairs]


class Looks:
    """How the letters of one page look, asked once for each object that draws text."""

    def __init__(self, text: pdfium.FPDF_TEXTPAGE) -> None:
        self._text = text
        self._page = ctypes.cast(text, ctypes.c_void_p)
        self._object = _plain(pdfium.FPDFText_GetTextObject, ctypes.c_void_p)
        self._font = _plain(pdfium.FPDFTextObj_GetFont, ctypes.c_void_p)
        self._mode = _plain(pdfium.FPDFTextObj_GetTextRenderMode, ctypes.c_int)
        self._fill = _plain(pdfium.FPDFText_GetFillColor)
        self._colours = (ctypes.c_uint * 4)()
        self._to_colours = [ctypes.byref(self._colours, at) for at in range(0, 16, 4)]
        self._known: dict[int | None, Look] = {}
        self._bold: dict[int, bool] = {}

    def of(self, places: Sequence[int]) -> list[Look]:
        """The looks of letters; of those that nothing draws, as spaces that pdfium adds, none."""
        items = list(map(self._object, repeat(self._page), places))
        for at, item in zip(places, items, strict=True):
            if item not in self._known:
                self._known[item] = self._look(item, at)
        return [self._known[item] for item in items]

    def _look(self, item: int | None, at: int) -> Look:
        if item is None:
            return Look(bold=False, unpainted=False)
        font = self._font(ctypes.c_void_p(item))
        if font not in self._bold:
            self._bold[font] = self._is_bold(at)
        return Look(self._bold[font], self._is_unpainted(item, at))

    def _is_unpainted(self, item: int, index: int) -> bool:
        """Whether it has a way of drawing without paint, or a colour that lets all through."""
        mode = self._mode(ctypes.c_void_p(item))
        if mode not in _FILLED:
            return mode in _UNPAINTED
        self._colours[3] = 0
        self._fill(self._page, index, *self._to_colours)
        return self._colours[3] < _FAINT

    def _is_bold(self, index: int) -> bool:
        name, flags = ctypes.create_string_buffer(_LONGEST_NAME), ctypes.c_int()
        size = pdfium.FPDFText_GetFontInfo(self._text, index, name, _LONGEST_NAME, flags)
        said = name.value.lower() if 0 < size <= _LONGEST_NAME else b""
        return any(mark in said for mark in _HEAVY_MARKS) or (
            pdfium.FPDFText_GetFontWeight(self._text, index) >= _HEAVY
        )


def _plain(function: Any, result: Any = ctypes.c_uint) -> Callable[..., Any]:  # noqa: ANN401
    """A function of pdfium that takes pointers and numbers as they are."""
    return ctypes.PYFUNCTYPE(result)(ctypes.cast(function, ctypes.c_void_p).value or 0)
