"""What is drawn on a PDF page beside text: ruling lines and the places of images."""

import ctypes
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pypdfium2.raw as pdfium

Box = tuple[float, float, float, float]
Places = Sequence[float]
Turn = Callable[[Places, Places], tuple[Places, Places]]
"""Takes the places of points along two axes, and gives them along two others."""

_THIN = 2.5
_MOST_RULES = 4000
_MOST_SEGMENTS = 4000


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


def turn_of(page: pdfium.FPDF_PAGE, width: float, height: float) -> Turn:
    """From the page's own axes to those of the reader, who sees its crop box, maybe turned."""
    shown = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, shown)
    left, low = shown.left, shown.bottom
    turns: tuple[Turn, ...] = (
        lambda xs, ys: (_moved(xs, left), _moved(ys, low)),
        lambda xs, ys: ([y - low for y in ys], [height - x + left for x in xs]),
        lambda xs, ys: ([width - x + left for x in xs], [height - y + low for y in ys]),
        lambda xs, ys: ([width - y + low for y in ys], [x - left for x in xs]),
    )
    turn: Turn = turns[pdfium.FPDFPage_GetRotation(page) % 4]
    return turn


def _moved(places: Places, by: float) -> Places:
    return [place - by for place in places] if by else places


def drawn(page: pdfium.FPDF_PAGE, turn: Turn) -> tuple[list[Rule], int, list[Box]]:
    """Ruling lines, the number of objects that are not text, and the places of images."""
    rules: list[Rule] = []
    pictures: list[Box] = []
    objects = 0
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        item = pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(item)
        objects += kind != pdfium.FPDF_PAGEOBJ_TEXT
        if kind == pdfium.FPDF_PAGEOBJ_PATH and len(rules) < _MOST_RULES:
            rules.extend(_path_rules(item, turn))
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures.append(_bounds(item, turn))
    return rules, objects, pictures


def _bounds(item: pdfium.FPDF_PAGEOBJECT, turn: Turn) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return (0.0, 0.0, 0.0, 0.0)
    xs, ys = turn((left.value, right.value), (bottom.value, top.value))
    return (min(xs), min(ys), max(xs), max(ys))


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
        (across,), (up,) = turn(
            (matrix.a * x.value + matrix.c * y.value + matrix.e,),
            (matrix.b * x.value + matrix.d * y.value + matrix.f,),
        )
        point = (across, up)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            first = point
        elif here is not None and _along_axis(here, point):
            yield here, point
        here = point
        if pdfium.FPDFPathSegment_GetClose(segment) and first and _along_axis(here, first):
            yield here, first


def _along_axis(one: tuple[float, float], two: tuple[float, float]) -> bool:
    return min(abs(one[0] - two[0]), abs(one[1] - two[1])) < 1
