"""The process that draws one page: an order and a PDF on stdin, a PNG on stdout.

Start it as `python -m review.page_drawing`; the first line of stdin is JSON with the page's number
and the ways to find the cited words, the rest is the file. The first line of stdout is `marked` or
`plain`.
"""

import json
import sys
import unicodedata
from io import BytesIO

try:
    import resource
except ImportError:  # not on Windows, where the parent's clock is the only limit
    resource = None  # type: ignore[assignment]

_SCALE = 1.6
_LARGEST = 2000.0
_MEMORY = 1536 * 1024 * 1024
_SECONDS = 20
_MARK = (255, 226, 92)
_EDGE = (200, 206, 214)
_DROPPED = {"-", "\u2010", "\u00ad", "\u0002", "\ufffe", "\uffff", "\u200b", "\ufeff", "\x00"}

Box = tuple[float, float, float, float]


def letters(text: str) -> str:
    """The text without white space and hyphens, in the form in which places are looked for."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(c for c in plain if not c.isspace() and c not in _DROPPED)


def main() -> None:
    """Read the order, draw and answer."""
    _restrict()
    order = json.loads(sys.stdin.buffer.readline())
    png, marked = draw(sys.stdin.buffer.read(), order["page"], order["ways"])
    sys.stdout.buffer.write((b"marked" if marked else b"plain") + b"\n" + png)


def draw(data: bytes, number: int, ways: list[list[tuple[str, int, int]]]) -> tuple[bytes, bool]:
    """A page as PNG, and whether the cited words were marked on it."""
    import pypdfium2  # noqa: PLC0415 - the parent needs `letters` alone
    from PIL import Image, ImageChops, ImageDraw  # noqa: PLC0415

    document = pypdfium2.PdfDocument(data)
    page = document[number - 1]
    scale = min(_SCALE, _LARGEST / max(1.0, *page.get_size()))
    picture = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    boxes = _located(page, ways, picture.size)
    if boxes:
        marks = Image.new("RGB", picture.size, "white")
        pen = ImageDraw.Draw(marks)
        for box in boxes:
            pen.rectangle(box, fill=_MARK)
        picture = ImageChops.multiply(picture, marks)
    edge = (0, 0, picture.width - 1, picture.height - 1)
    ImageDraw.Draw(picture).rectangle(edge, outline=_EDGE)
    target = BytesIO()
    picture.save(target, "PNG")
    return target.getvalue(), bool(boxes)


def _located(
    page: object, ways: list[list[tuple[str, int, int]]], size: tuple[int, int]
) -> list[Box]:
    """Boxes of the words by the first way in which every piece is found where it should be."""
    text = page.get_textpage()  # type: ignore[attr-defined]
    shown, places = _page_letters(text)
    for way in ways:
        found = [span for span in (_find(shown, *piece) for piece in way) if span is not None]
        if len(found) == len(way):
            numbers = [places[at] for start, end in found for at in range(start, end)]
            marks = dict.fromkeys(numbers)
            return _lines_of([_box(page, text, number, size) for number in marks])
    return []


def _find(shown: str, wanted: str, number: int, equals: int) -> tuple[int, int] | None:
    """Where a piece stands; nothing where the page does not hold it as often as the text does."""
    if not wanted or shown.count(wanted) != equals:
        return None
    start = -1
    for _ in range(number + 1):
        start = shown.find(wanted, start + 1 if start < 0 else start + len(wanted))
    return (start, start + len(wanted)) if start >= 0 else None


def _page_letters(text: object) -> tuple[str, list[int]]:
    """The letters of the page in pdfium's order, and the number of the character of each."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    shown: list[str] = []
    places: list[int] = []
    for number in range(pdfium.FPDFText_CountChars(text)):
        for letter in letters(chr(pdfium.FPDFText_GetUnicode(text, number))):
            shown.append(letter)
            places.append(number)
    return "".join(shown), places


def _box(page: object, text: object, number: int, size: tuple[int, int]) -> Box:
    """The box of a character in the picture, whatever way the page is turned."""
    import ctypes  # noqa: PLC0415

    import pypdfium2.raw as pdfium  # noqa: PLC0415

    rect = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text, number, rect)
    corners = []
    for x, y in ((rect.left, rect.top), (rect.right, rect.bottom)):
        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, across, down)
        corners.append((across.value, down.value))
    (x0, y0), (x1, y1) = corners
    return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _lines_of(boxes: list[Box]) -> list[Box]:
    """Boxes that touch in one line as one, so that the spaces between words are marked too."""
    lines: list[Box] = []
    for box in boxes:
        last = lines[-1] if lines else None
        if last and abs(last[1] - box[1]) < (box[3] - box[1]) / 2 and box[0] >= last[0]:
            near = box[0] - last[2] < 2 * (box[3] - box[1])
        else:
            near = False
        if last and near:
            top, bottom = min(last[1], box[1]), max(last[3], box[3])
            lines[-1] = (last[0], top, max(last[2], box[2]), bottom)
        else:
            lines.append(box)
    return lines


def _restrict() -> None:
    """Bound processor time, memory and written files before any byte of the file is seen."""
    if resource is None:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if hasattr(resource, "RLIMIT_AS") and sys.platform != "darwin":
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


if __name__ == "__main__":
    main()
