"""What the styles of a DOCX say of a paragraph: heading level, list, advice, hidden."""

import re
from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_HEADING = re.compile(r"heading\s*(\d)", re.IGNORECASE)
_ADVICE = re.compile(r"instruction|guidance|hint|template", re.IGNORECASE)
_CODE = re.compile(r"\bcode\b|preformatted|plain text|macro", re.IGNORECASE)
_CONTENTS = re.compile(r"^(toc|contents|table of (figures|contents))\b", re.IGNORECASE)
_CAPTION = re.compile(r"caption|beschriftung", re.IGNORECASE)
_LIST = re.compile(r"^list\b", re.IGNORECASE)
_OFF = {"0", "false", "off", "none"}
_DEEPEST = 12
_BODY_LEVEL = 9


@dataclass(frozen=True, slots=True)
class Style:
    """A style with what it inherits.

    `level` is None for body text; `colour` is six hexadecimal digits or a word, `size` in half
    points, both "" where not said; `shaded` where any part has a ground of its own.
    `list_number`, `list_level` and `list_style` say which list numbers its paragraphs, on which
    level, and which style of the chain says so.
    """

    name: str = ""
    level: int | None = None
    listed: bool = False
    hidden: bool = False
    bold: bool = False
    colour: str = ""
    size: str = ""
    shaded: bool = False
    list_number: str = ""
    list_level: int | None = None
    list_style: str = ""

    @property
    def title(self) -> bool:
        """Whether it is the style of the document's title."""
        return self.name.lower() == "title"

    @property
    def advice(self) -> bool:
        """Whether it marks words of the template's author."""
        return bool(_ADVICE.search(self.name))

    @property
    def code(self) -> bool:
        """Whether it marks program text."""
        return bool(_CODE.search(self.name))

    @property
    def caption(self) -> bool:
        """Whether it names a table or figure."""
        return bool(_CAPTION.search(self.name))

    @property
    def contents(self) -> bool:
        """Whether it marks an entry of a table of contents."""
        return bool(_CONTENTS.match(self.name))


def read_styles(root: etree._Element | None) -> dict[str, Style]:
    """All styles by id, each with what it inherits from the style it is based on."""
    raw = {} if root is None else {e.get(f"{W}styleId", ""): e for e in root.iter(f"{W}style")}
    return {key: _resolve(key, raw) for key in raw}


def _resolve(key: str, raw: dict[str, etree._Element]) -> Style:
    chain: list[etree._Element] = []
    seen: set[str] = set()
    while key in raw and key not in seen and len(chain) < _DEEPEST:
        seen.add(key)
        chain.append(raw[key])
        key = value(raw[key].find(f"{W}basedOn"))
    names = [value(element.find(f"{W}name")) for element in chain]
    lists = [e for e in chain if value(e.find(f"{W}pPr/{W}numPr/{W}numId"))]
    level = _first_level(chain)
    return Style(
        name=names[0] if names else "",
        level=_level(chain, names),
        listed=any(_is_listed(element) for element in chain) or _LIST.match(names[0]) is not None,
        hidden=any(is_on(element.find(f"{W}rPr/{W}vanish")) for element in chain),
        bold=any(is_on(element.find(f"{W}rPr/{W}b")) for element in chain),
        colour=_first(chain, "color"),
        size=_first(chain, "sz"),
        shaded=any(True for element in chain for _ in element.iter(f"{W}shd")),
        list_number=value(lists[0].find(f"{W}pPr/{W}numPr/{W}numId")) if lists else "",
        list_level=int(level) if level.isdigit() else None,
        list_style=chain[0].get(f"{W}styleId", "") if lists else "",
    )


def _first_level(chain: list[etree._Element]) -> str:
    levels = (value(element.find(f"{W}pPr/{W}numPr/{W}ilvl")) for element in chain)
    return next(filter(None, levels), "")


def _first(chain: list[etree._Element], name: str) -> str:
    """What the nearest style says of a property of its characters."""
    said = (value(element.find(f"{W}rPr/{W}{name}")) for element in chain)
    return next(filter(None, said), "")


def _level(chain: list[etree._Element], names: list[str]) -> int | None:
    for element, name in zip(chain, names, strict=True):
        if found := _HEADING.match(name):
            return int(found[1])
        if name.lower() == "title":
            return 1
        outline = value(element.find(f"{W}pPr/{W}outlineLvl"))
        if outline.isdigit():
            return int(outline) + 1 if int(outline) < _BODY_LEVEL else None
    return None


def _is_listed(element: etree._Element) -> bool:
    number = value(element.find(f"{W}pPr/{W}numPr/{W}numId"))
    return number not in {"", "0"}


def value(element: etree._Element | None) -> str:
    """The `w:val` of an element, or an empty string."""
    return "" if element is None else element.get(f"{W}val", "")


def is_on(element: etree._Element | None) -> bool:
    """Whether a switch such as `w:b` or `w:vanish` is there and not turned off."""
    return element is not None and value(element).lower() not in _OFF
