"""Runs of a DOCX that no reader sees: marked hidden, white on white, or too small to read."""

from collections.abc import Mapping

from lxml import etree

from ingest.documents.docx_styles import Style, W, is_on, value

_SMALLEST = 4
"""Two points, in the half points of the format."""
_NEARLY_WHITE = 240
_DRAWN = {f"{W}txbxContent"}


def is_hidden(run: etree._Element, paragraph: Style, styles: Mapping[str, Style]) -> bool:
    """Whether a run in a paragraph of that style is not to be seen."""
    style = styles.get(value(run.find(f"{W}rPr/{W}rStyle")), Style())
    if is_on(run.find(f"{W}rPr/{W}vanish")) or style.hidden:
        return True
    size = value(run.find(f"{W}rPr/{W}sz")) or style.size or paragraph.size
    if size.isdigit() and int(size) <= _SMALLEST:
        return True
    colour = value(run.find(f"{W}rPr/{W}color")) or style.colour or paragraph.colour
    return _is_white(colour) and not (
        style.shaded or paragraph.shaded or _is_on_colour(run, styles)
    )


def _is_white(colour: str) -> bool:
    try:
        parts = bytes.fromhex(colour)
    except ValueError:
        return False
    return len(parts) == 3 and min(parts) >= _NEARLY_WHITE  # noqa: PLR2004 - red, green, blue


def _is_on_colour(run: etree._Element, styles: Mapping[str, Style]) -> bool:
    """Whether the run, its paragraph, cell or table has a ground of its own, or a shape may."""
    if run.find(f"{W}rPr/{W}highlight") is not None or is_shaded(run.find(f"{W}rPr/{W}shd")):
        return True
    for around in run.iterancestors():
        if around.tag in _DRAWN or around.find(f"{W}background") is not None:
            return True
        properties = around.find(f"{around.tag}Pr") if around.tag.startswith(W) else None
        if properties is None:
            continue
        if is_shaded(properties.find(f"{W}shd")):
            return True
        if styles.get(value(properties.find(f"{W}tblStyle")), Style()).shaded:
            return True
    return False


def is_shaded(shade: etree._Element | None) -> bool:
    """Whether a `w:shd` gives a ground that is not white."""
    if shade is None:
        return False
    fill, pattern = shade.get(f"{W}fill", "auto"), value(shade)
    return pattern not in {"", "clear", "nil"} or not (fill == "auto" or _is_white(fill))
