"""Words of a PDF page that no reader sees, found by looking at the drawn page.

Every way to hide text (white, covered, transparent, off the page, a layer that is off) has one
thing in common: no ink where the word should stand. A rule on the way of drawing alone would
throw away the text layer of scanned pages, whose words are drawn unseen over their picture.
"""

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import pypdfium2.raw as pdfium

from ingest.documents.pdf_page import RawPage, Run, Word
from ingest.documents.pdf_shapes import Box

_SCALE = 2.0
_MOST_PIXELS = 36_000_000
_LEAST_SCALE = 0.5
_CONTRAST = 24
_WHITE = 255
_DARK = 128
_ALL_BUT_DARK = bytes(range(_DARK + 1, _WHITE + 1))
_ALL_BUT_LIGHT = bytes(range(_DARK + _CONTRAST))
_SMALLEST = 2.5
_ALIGNED = 4


@dataclass(frozen=True, slots=True)
class Drawing:
    """A page drawn in shades of grey: `pixels` row by row from the top."""

    pixels: bytearray
    width: int
    height: int
    stride: int
    scale: float

    def has_ink(self, box: Box, page_height: float) -> bool:
        """Whether the shades inside the box differ by enough to be seen."""
        left, right = int(box[0] * self.scale), int(box[2] * self.scale) + 1
        top = int((page_height - box[3]) * self.scale)
        bottom = int((page_height - box[1]) * self.scale) + 1
        left, right = max(0, left), min(self.width, right)
        rows = range(max(0, top), min(self.height, bottom))
        if right <= left or not rows:
            return False
        middle = rows[len(rows) // 2] * self.stride
        if _stands_out(self.pixels[middle + left : middle + right]):
            return True
        low, high = _WHITE, 0
        for row in rows:
            line = self.pixels[row * self.stride + left : row * self.stride + right]
            darkest, lightest = min(line), max(line)
            low, high = min(low, darkest), max(high, lightest)
            if high - low >= _CONTRAST:
                return True
        return False

    def row_between(self, low: float, high: float, page_height: float) -> bytearray:
        """The row of shades in the middle between two heights; empty where there is none."""
        top = max(0, int((page_height - high) * self.scale))
        bottom = min(self.height, int((page_height - low) * self.scale) + 1)
        if top >= bottom:
            return bytearray()
        start = (top + bottom) // 2 * self.stride
        return self.pixels[start : start + self.width]


class Drawer:
    """Draws one page after the other, into memory that is used again."""

    def __init__(self) -> None:
        self._pixels = bytearray()

    def draw(self, page: pdfium.FPDF_PAGE, width: float, height: float) -> Drawing | None:
        """Draw a page without its annotations; None for one too large to be looked at.

        The drawing is good until the next page is drawn.
        """
        scale = min(_SCALE, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
        across, down = int(width * scale), int(height * scale)
        if scale < _LEAST_SCALE or not across or not down:
            return None
        stride = -(-across // _ALIGNED) * _ALIGNED
        if len(self._pixels) < stride * down:
            self._pixels = bytearray(stride * down)
        memory = (ctypes.c_char * len(self._pixels)).from_buffer(self._pixels)
        bitmap = pdfium.FPDFBitmap_CreateEx(across, down, pdfium.FPDFBitmap_Gray, memory, stride)
        if not bitmap:
            raise MemoryError
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, across, down, 0xFFFFFFFF)
            pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, across, down, 0, 0)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)
        return Drawing(self._pixels, across, down, stride, scale)


def split_hidden(page: RawPage, drawing: Drawing | None) -> tuple[list[Run], list[Run]]:
    """The runs of a page that are seen, and those that are not."""
    seen: list[Run] = []
    hidden: list[Run] = []
    for run in page.runs:
        judged = _judged(run, page, drawing)
        if not any(judged):
            seen.append(run)
            continue
        for unseen, words in groupby(_fates(run, judged), key=lambda pair: pair[1]):
            part = Run(tuple(word for word, _ in words), run.y, run.height, run.bold)
            (hidden if unseen else seen).append(part)
    return seen, hidden


def _judged(run: Run, page: RawPage, drawing: Drawing | None) -> list[bool | None]:
    """Of each word whether it is hidden; None where it has no letters to tell it by."""
    if drawing is None or run.height < _SMALLEST or not 0 <= run.y <= page.height:
        return [_is_hidden(word, run, page, drawing) for word in run.words]
    row = drawing.row_between(*_heights(run), page.height)
    scale, width = drawing.scale, page.width
    return [
        (len(word.text) == 1 or not _is_plain(word, row, scale, width))
        and _is_hidden(word, run, page, drawing)
        for word in run.words
    ]


def _is_plain(word: Word, row: bytearray, scale: float, width: float) -> bool:
    """Whether one row of shades is enough to see a word of letters, as it mostly is."""
    text, x0, x1, unpainted = word
    if unpainted or x0 < 0 or x1 > width or not _has_letters(text):
        return False
    inset = _inset(word)
    return _stands_out(row[int((x0 + inset) * scale) : int((x1 - inset) * scale) + 1])


def _stands_out(shades: bytearray) -> bool:
    """Whether there is dark beside light; what differs by less is looked at shade by shade."""
    return bool(shades.translate(None, _ALL_BUT_DARK) and shades.translate(None, _ALL_BUT_LIGHT))


def _fates(run: Run, judged: Sequence[bool | None]) -> Iterator[tuple[Word, bool]]:
    """Each word with whether it is hidden; signs without letters share the fate of their run."""
    known = [fate for fate in judged if fate is not None]
    last = known[0] if known else False
    for word, fate in zip(run.words, judged, strict=True):
        last = last if fate is None else fate
        yield word, last


def _is_hidden(word: Word, run: Run, page: RawPage, drawing: Drawing | None) -> bool | None:
    middle = (word.x0 + word.x1) / 2
    if run.height < _SMALLEST or not (0 <= middle <= page.width and 0 <= run.y <= page.height):
        return True
    scanned = word.unpainted and _is_over(page.pictures, middle, run.y + run.height / 3)
    if word.unpainted and not scanned:
        return True
    if not _has_letters(word.text):
        return None
    if drawing is None:
        return False
    box = _wide(run) if scanned or len(word.text) == 1 else _core(word, run)
    return not drawing.has_ink(box, page.height)


def _has_letters(text: str) -> bool:
    return text[0].isalnum() or any(map(str.isalnum, text))


def _core(word: Word, run: Run) -> Box:
    """The part of a word's place that its letters must mark, without what may touch it."""
    inset, (low, high) = _inset(word), _heights(run)
    return word.x0 + inset, low, word.x1 - inset, high


def _inset(word: Word) -> float:
    return min(0.5, (word.x1 - word.x0) / 8)


def _heights(run: Run) -> tuple[float, float]:
    return run.y + 0.02 * run.height, run.y + 0.5 * run.height


def _wide(run: Run) -> Box:
    """The place of a whole run and what is round it.

    A text layer lies roughly on its picture, and letters that stand alone may be turned.
    """
    side = 0.5 * run.height
    return run.x0 - side, run.y - side, run.x1 + side, run.y + 1.2 * run.height


def _is_over(pictures: Iterable[Box], x: float, y: float) -> bool:
    return any(left <= x <= right and low <= y <= high for left, low, right, high in pictures)


def hidden_lines(runs: Sequence[Run]) -> list[str]:
    """Hidden runs as lines, from the top."""
    ordered = sorted(runs, key=lambda run: (-run.y, run.x0))
    rows = groupby(ordered, key=lambda run: round(run.y))
    return [" ".join(run.text for run in row) for _, row in rows]
