"""Type and colours of the sample PDFs; standard fonts only."""

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import TableStyle

_BLUE = HexColor("#1f3a5f")
_LINE = HexColor("#8a94a0")
_BASE = ParagraphStyle("Body", fontName="Helvetica", fontSize=10, leading=13.6, spaceAfter=6)

STYLES: dict[str, ParagraphStyle] = {
    style.name: style
    for style in (
        ParagraphStyle("Body", _BASE, alignment=TA_JUSTIFY),
        ParagraphStyle("Item", _BASE, spaceAfter=2),
        ParagraphStyle("Caption", _BASE, fontSize=8.5, leading=11, spaceBefore=3, spaceAfter=10),
        ParagraphStyle("Company", _BASE, fontSize=11, textColor=_BLUE, spaceAfter=26),
        ParagraphStyle(
            "Title", _BASE, fontName="Helvetica-Bold", fontSize=21, leading=26, textColor=_BLUE
        ),
        ParagraphStyle("Subtitle", _BASE, fontSize=12, leading=16, spaceAfter=20),
        ParagraphStyle(
            "Minor", _BASE, fontName="Helvetica-Bold", fontSize=11, spaceBefore=14, spaceAfter=6
        ),
        ParagraphStyle(
            "Heading1",
            _BASE,
            fontName="Helvetica-Bold",
            fontSize=14,
            leading=18,
            textColor=_BLUE,
            spaceBefore=14,
            spaceAfter=6,
            keepWithNext=1,
        ),
        ParagraphStyle(
            "Heading2",
            _BASE,
            fontName="Helvetica-Bold",
            fontSize=11,
            leading=14,
            spaceBefore=8,
            spaceAfter=4,
            keepWithNext=1,
        ),
    )
}
CELL = ParagraphStyle("Cell", _BASE, fontSize=8.5, leading=10.8, spaceAfter=0)
HEAD_CELL = ParagraphStyle("HeadCell", CELL, fontName="Helvetica-Bold")
TOC_LEVELS = [
    ParagraphStyle("Toc1", _BASE, fontSize=9.5, leading=11.5, spaceAfter=0),
    ParagraphStyle("Toc2", _BASE, fontSize=8.5, leading=10.2, leftIndent=14, spaceAfter=0),
]
GRID = TableStyle(
    [
        ("GRID", (0, 0), (-1, -1), 0.4, _LINE),
        ("BACKGROUND", (0, 0), (-1, 0), HexColor("#e3e9f0")),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 2.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ]
)
