"""One PDF page as runs of words with places, and as ruling lines.

Text comes from pdfium, not from pypdf: on the sample cards pypdf loses every "fi" and "fl"
ligature and gives no reliable places; pdfium keeps both and is several times faster.
"""

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pypdfium2.raw as pdfium

Box = tuple[float, float, float, float]
Turn = Callable[[float, float], tuple[float, float]]

_HYPHENS = {0x02, 0xFFFE}
_IGNORED = {0x00, 0xFFFF, 0x200B, 0xFEFF}
_BREAKS = {0x0A, 0x0D}
_RUN_GAP = 0.9
_THIN = 2.5
_MOST_RULES = 4000
_MOST_SEGMENTS = 4000


@dataclass(frozen=True, slots=True)
class Word:
    """A word and where it starts and ends, in points from the left."""

    text: str
    x0: float
    x1: float


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
class Rule:
    """A straight line along an axis, as a box that is thin one way."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def flat(self) -> bool:
        """Whether it runs from left to right."""
        return self.x1 - self.x0 >= self.y1 - self.y0


@dataclass(frozen=True, slots=True)
class RawPage:
    """What stands on a page, in no order. `images` is the share of the area under images."""

    width: float
    height: float
    runs: tuple[Run, ...]
    rules: tuple[Rule, ...]
    objects: int
    images: float
    undecoded: int


@dataclass(slots=True)
class _Char:
    code: int
    box: Box
    y: float


def read_page(page: pdfium.FPDF_PAGE) -> RawPage:
    """Runs, rules and counts of one page that pdfium has loaded."""
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    turn = _turn(pdfium.FPDFPage_GetRotation(page), width, height)
    text = pdfium.FPDFText_LoadPage(page)
    try:
        runs, undecoded = _runs(text, turn)
    finally:
        pdfium.FPDFText_ClosePage(text)
    rules, objects, images = _drawn(page, turn)
    share = images / max(1.0, width * height)
    return RawPage(width, height, tuple(runs), tuple(rules), objects, share, undecoded)


def _turn(quarter: int, width: float, height: float) -> Turn:
    """From the page's own axes to the axes of the reader, for a page turned by quarters."""
    turns: tuple[Turn, ...] = (
        lambda x, y: (x, y),
        lambda x, y: (y, height - x),
        lambda x, y: (width - x, height - y),
        lambda x, y: (width - y, x),
    )
    return turns[quarter % 4]


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
    words = tuple(_words(line))
    if not words:
        return
    inked = [char for char in line if not chr(char.code).isspace()]
    usual = sorted(inked, key=lambda char: char.box[3] - char.box[1])[len(inked) // 2]
    height = max(1.0, usual.box[3] - usual.box[1])
    inside = [at for at, char in enumerate(line) if not chr(char.code).isspace()]
    samples = {inside[0], inside[len(inside) // 2], inside[-1]}
    bold = all(_is_bold(text, start + at) for at in samples)
    runs.append(Run(words, usual.y, height, bold))


def _words(line: list[_Char]) -> Iterator[Word]:
    letters: list[str] = []
    x0 = x1 = 0.0
    for char in line:
        if char.code in _IGNORED:
            continue
        letter = "-" if char.code in _HYPHENS else chr(char.code)
        if letter.isspace() or (not letter.isprintable() and letter != "\u00ad"):
            if letters:
                yield Word("".join(letters), x0, x1)
            letters = []
            continue
        x0 = x0 if letters else char.box[0]
        x1 = char.box[2]
        letters.append(letter)
    if letters:
        yield Word("".join(letters), x0, x1)


def _is_bold(text: pdfium.FPDF_TEXTPAGE, index: int) -> bool:
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    size = pdfium.FPDFText_GetFontInfo(text, index, name, 128, flags)
    said = name.value.lower() if 0 < size <= 128 else b""  # noqa: PLR2004 - the buffer's size
    marks = (b"bold", b"black", b"heavy", b"semibold", b"demi")
    heavy = 600
    return any(mark in said for mark in marks) or (
        pdfium.FPDFText_GetFontWeight(text, index) >= heavy
    )


def _drawn(page: pdfium.FPDF_PAGE, turn: Turn) -> tuple[list[Rule], int, float]:
    """Ruling lines, the number of objects that are not text, and the area under images."""
    rules: list[Rule] = []
    objects, images = 0, 0.0
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        item = pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(item)
        objects += kind != pdfium.FPDF_PAGEOBJ_TEXT
        if kind == pdfium.FPDF_PAGEOBJ_PATH and len(rules) < _MOST_RULES:
            rules.extend(_path_rules(item, turn))
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            x0, y0, x1, y1 = _bounds(item, turn)
            images += (x1 - x0) * (y1 - y0)
    return rules, objects, images


def _bounds(item: pdfium.FPDF_PAGEOBJECT, turn: Turn) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return (0.0, 0.0, 0.0, 0.0)
    return _box(turn(left.value, bottom.value), turn(right.value, top.value))


def _box(one: tuple[float, float], two: tuple[float, float]) -> Box:
    return (min(one[0], two[0]), min(one[1], two[1]), max(one[0], two[0]), max(one[1], two[1]))


def _path_rules(item: pdfium.FPDF_PAGEOBJECT, turn: Turn) -> Iterator[Rule]:
    box = _bounds(item, turn)
    if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
        yield Rule(*box)
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
    if stroke.value:
        yield from (Rule(*_box(a, b)) for a, b in _lines(item, turn))


def _lines(
    item: pdfium.FPDF_PAGEOBJECT, turn: Turn
) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight pieces of a path that run along an axis."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, matrix)
    here: tuple[float, float] | None = None
    first: tuple[float, float] | None = None
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(pdfium.FPDFPath_CountSegments(item), _MOST_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = turn(
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            first = point
        elif here is not None and _along_axis(here, point):
            yield here, point
        here = point
        if pdfium.FPDFPathSegment_GetClose(segment) and first and _along_axis(here, first):
            yield here, first


def _along_axis(one: tuple[float, float], two: tuple[float, float]) -> bool:
    return min(abs(one[0] - two[0]), abs(one[1] - two[1])) < 1
