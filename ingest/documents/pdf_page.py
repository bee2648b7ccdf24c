"""One PDF page as runs of words with places, and the ruling lines beside them.

Text comes from pdfium, not from pypdf: on the sample cards pypdf loses every "fi" and "fl"
ligature and gives no reliable places; pdfium keeps both and is several times faster.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2.raw as pdfium

from ingest.documents.pdf_shapes import Box, Rule, Turn, drawn, turn_of

_HYPHENS = {0x02, 0xFFFE}
_IGNORED = {0x00, 0xFFFF, 0x200B, 0xFEFF}
_BREAKS = {0x0A, 0x0D}
_RUN_GAP = 0.9
_UNPAINTED = {3, 7}
_FILLED = {0, 4}
_FAINT = 20


@dataclass(frozen=True, slots=True)
class Word:
    """A word and where it starts and ends, in points from the left.

    `unpainted` where its letters are drawn without paint, as in the text layer of a scan.
    """

    text: str
    x0: float
    x1: float
    unpainted: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Words that follow each other on one baseline without a wide gap.

    `y` is the baseline in points from the bottom, `height` that of the font's line.
    """

    words: tuple[Word, ...]
    y: float
    height: float
    bold: bool = False

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.words[-1].x1

    @property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class RawPage:
    """What stands on a page, in no order.

    `images` is the share of the area under images, `pictures` are their places; `hidden` are the
    runs that no reader sees, `notes` the words of annotations.
    """

    width: float
    height: float
    runs: tuple[Run, ...]
    rules: tuple[Rule, ...]
    objects: int
    images: float
    undecoded: int
    pictures: tuple[Box, ...] = ()
    hidden: tuple[Run, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Char:
    code: int
    box: Box
    y: float


def read_page(page: pdfium.FPDF_PAGE) -> RawPage:
    """Runs, rules and counts of one page that pdfium has loaded."""
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    turn = turn_of(page, width, height)
    text = pdfium.FPDFText_LoadPage(page)
    try:
        runs, undecoded = _runs(text, turn)
    finally:
        pdfium.FPDFText_ClosePage(text)
    rules, objects, pictures = drawn(page, turn)
    images = sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in pictures)
    share = images / max(1.0, width * height)
    return RawPage(
        width, height, tuple(runs), tuple(rules), objects, share, undecoded, tuple(pictures)
    )


def _runs(text: pdfium.FPDF_TEXTPAGE, turn: Turn) -> tuple[list[Run], int]:
    runs: list[Run] = []
    line: list[_Char] = []
    start, undecoded = 0, 0
    for index, char in enumerate(_chars(text, turn)):
        if char is None or (line and _breaks(_last_ink(line), char)):
            _close(text, line, start, runs)
            line = []
        if char is not None:
            start = index if not line else start
            undecoded += char.code == 0xFFFD  # noqa: PLR2004 - the replacement character
            line.append(char)
    _close(text, line, start, runs)
    return runs, undecoded


def _chars(text: pdfium.FPDF_TEXTPAGE, turn: Turn) -> Iterator[_Char | None]:
    """Each character with its place; None for a line break."""
    rect, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for index in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code in _BREAKS:
            yield None
            continue
        pdfium.FPDFText_GetLooseCharBox(text, index, rect)
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        left, top = turn(rect.left, rect.top)
        right, bottom = turn(rect.right, rect.bottom)
        box = (min(left, right), min(top, bottom), max(left, right), max(top, bottom))
        yield _Char(code, box, turn(x.value, y.value)[1])


def _last_ink(line: list[_Char]) -> _Char:
    for char in reversed(line):
        if not chr(char.code).isspace():
            return char
    return line[-1]


def _breaks(before: _Char, char: _Char) -> bool:
    """Whether a character cannot belong to the run that ends with `before`."""
    if chr(char.code).isspace():
        return False
    tall = max(before.box[3] - before.box[1], char.box[3] - char.box[1], 1.0)
    gap = char.box[0] - before.box[2]
    return abs(char.y - before.y) > tall / 2 or gap > _RUN_GAP * tall or gap < -2 * tall


def _close(text: pdfium.FPDF_TEXTPAGE, line: list[_Char], start: int, runs: list[Run]) -> None:
    words = tuple(_words(text, line, start))
    if not words:
        return
    inked = [char for char in line if not chr(char.code).isspace()]
    usual = sorted(inked, key=lambda char: char.box[3] - char.box[1])[len(inked) // 2]
    height = max(1.0, usual.box[3] - usual.box[1])
    inside = [at for at, char in enumerate(line) if not chr(char.code).isspace()]
    samples = {inside[0], inside[len(inside) // 2], inside[-1]}
    bold = all(_is_bold(text, start + at) for at in samples)
    runs.append(Run(words, usual.y, height, bold))


def _words(text: pdfium.FPDF_TEXTPAGE, line: list[_Char], start: int) -> Iterator[Word]:
    letters: list[str] = []
    x0 = x1 = 0.0
    first = start
    for at, char in enumerate(line, start):
        if char.code in _IGNORED:
            continue
        letter = "-" if char.code in _HYPHENS else chr(char.code)
        if letter.isspace() or (not letter.isprintable() and letter != "\u00ad"):
            if letters:
                yield Word("".join(letters), x0, x1, _is_unpainted(text, first))
            letters = []
            continue
        x0, first = (x0, first) if letters else (char.box[0], at)
        x1 = char.box[2]
        letters.append(letter)
    if letters:
        yield Word("".join(letters), x0, x1, _is_unpainted(text, first))


def _is_unpainted(text: pdfium.FPDF_TEXTPAGE, index: int) -> bool:
    """Whether a letter has a way of drawing without paint, or a colour that lets all through."""
    item = pdfium.FPDFText_GetTextObject(text, index)
    mode = pdfium.FPDFTextObj_GetTextRenderMode(item) if item else -1
    if mode in _UNPAINTED:
        return True
    if mode not in _FILLED:
        return False
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFText_GetFillColor(text, index, red, green, blue, alpha)
    return alpha.value < _FAINT


def _is_bold(text: pdfium.FPDF_TEXTPAGE, index: int) -> bool:
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    size = pdfium.FPDFText_GetFontInfo(text, index, name, 128, flags)
    said = name.value.lower() if 0 < size <= 128 else b""  # noqa: PLR2004 - the buffer's size
    marks = (b"bold", b"black", b"heavy", b"semibold", b"demi")
    heavy = 600
    return any(mark in said for mark in marks) or (
        pdfium.FPDFText_GetFontWeight(text, index) >= heavy
    )
