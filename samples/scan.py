"""Make the picture of the scanned page: `python -m samples.scan`.

The picture is kept with the sources, as a scan would be: the dossier is built from it, so that
its bytes don't depend on how this machine draws and compresses pictures.
"""

from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pypdfium2
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

SOURCES = Path(__file__).parent / "sources"
_DOTS_PER_POINT = 120 / 72
_SPECKS = 900


def draw_scan() -> Image.Image:
    """The form as a grey, slightly turned picture with specks, A4 at 120 dpi."""
    page = pypdfium2.PdfDocument(_form())[0]
    picture = page.render(scale=_DOTS_PER_POINT).to_pil().convert("L")
    turned = picture.rotate(0.8, resample=Image.Resampling.BICUBIC, fillcolor=255)
    grey = turned.point([min(246, 40 + value * 206 // 255) for value in range(256)])
    return _specked(grey)


def _form() -> bytes:
    target = BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1)
    text = canvas.beginText(70, 760)
    text.setFont("Courier", 10.5)
    text.setLeading(16)
    text.textLines((SOURCES / "scan.txt").read_text(encoding="utf-8"), trim=0)
    bottom = text.getY()
    canvas.drawText(text)
    _sign(canvas, 95, bottom + 62)
    _sign(canvas, 300, bottom + 60)
    canvas.save()
    return target.getvalue()


def _sign(canvas: Any, x: float, y: float) -> None:  # noqa: ANN401 - reportlab has no types
    canvas.setLineWidth(1.3)
    canvas.bezier(x, y, x + 20, y + 38, x + 26, y - 22, x + 44, y + 14)
    canvas.bezier(x + 44, y + 14, x + 60, y - 16, x + 70, y + 26, x + 118, y + 2)


def _specked(picture: Image.Image) -> Image.Image:
    chance = Random(7)  # noqa: S311 - specks of dust, no secrets
    for _ in range(_SPECKS):
        place = chance.randrange(picture.width), chance.randrange(picture.height)
        picture.putpixel(place, chance.randrange(120, 215))
    return picture


if __name__ == "__main__":
    draw_scan().save(SOURCES / "scan.jpg", quality=55)
