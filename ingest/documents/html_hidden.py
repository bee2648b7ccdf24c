"""Which elements of an HTML page a browser would not show, as far as the page itself says."""

import re

from lxml import etree

_UNSEEN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0*(?:\.0+)?\s*(?:;|$|!)"
    r"|font-size\s*:\s*(?:0*(?:\.\d+)?|[01](?:\.0*)?)\s*(?:px|pt|em|rem|%)?\s*(?:;|$|!)"
    r"|text-indent\s*:\s*-\d{3,}|(?:left|top|right|margin-left|margin-top)\s*:\s*-\d{4,})",
    re.IGNORECASE,
)
_COLOUR = re.compile(r"(?:^|;)\s*color\s*:\s*([^;!]+)", re.IGNORECASE)
_GROUND = re.compile(r"(?:^|;)\s*background(?:-color)?\s*:\s*([^;!]+)", re.IGNORECASE)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_NAMED = {"white": "ffffff", "black": "000000", "snow": "fffafa", "ivory": "fffff0"}
_HEX = re.compile(r"#([0-9a-f]{6}|[0-9a-f]{3})\b", re.IGNORECASE)
_RGB = re.compile(r"rgba?\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\b", re.IGNORECASE)
_NEAR = 16
_SIMPLE = re.compile(r"[.#][\w-]+")
Colour = tuple[int, ...]


class Hiding:
    """What hides on one page: its own attributes, inline styles and simple rules of its sheets."""

    def __init__(self, root: etree._Element) -> None:
        sheet = " ".join("".join(map(str, e.itertext())) for e in root.iter("style"))
        rules = [
            (part.strip(), body)
            for names, body in _RULE.findall(sheet)
            for part in names.split(",")
        ]
        self._rules: dict[str, str] = {}
        for name, body in rules:
            if _SIMPLE.fullmatch(name):
                self._rules[name] = f"{self._rules.get(name, '')};{body}"
        self._plain = not sheet and not any(
            "stylesheet" in e.get("rel", "") for e in root.iter("link")
        )

    def hides(self, element: etree._Element) -> bool:
        """Whether the element itself, not one around it, makes its words unseen."""
        if element.get("hidden") is not None or element.get("type", "").lower() == "hidden":
            return True
        style = self._style(element)
        return bool(_UNSEEN.search(style)) or self._vanishes(element, style)

    def _style(self, element: etree._Element) -> str:
        names = [f".{name}" for name in element.get("class", "").split()]
        names += [f"#{element.get('id')}"] if element.get("id") else []
        said = [self._rules[name] for name in names if name in self._rules]
        return ";".join([*said, element.get("style", "")])

    def _vanishes(self, element: etree._Element, style: str) -> bool:
        """Whether words have the colour of their ground."""
        found = _COLOUR.findall(style)
        colour = _colour(found[-1]) if found else _colour(element.get("color", ""))
        if colour is None:
            return False
        ground = self._ground(element)
        return (
            ground is not None
            and max(abs(a - b) for a, b in zip(colour, ground, strict=True)) < _NEAR
        )

    def _ground(self, element: etree._Element) -> Colour | None:
        """The colour behind an element; None where the page does not say it plainly."""
        for around in (element, *element.iterancestors()):
            found = _GROUND.findall(self._style(around)) or list(
                filter(None, [around.get("bgcolor")])
            )
            if found:
                return _colour(found[-1])
            if around.get("background"):
                return None
        return (255, 255, 255) if self._plain else None


def _colour(said: str) -> Colour | None:
    if found := _RGB.search(said):
        return tuple(int(found[at]) for at in (1, 2, 3))
    named = _NAMED.get(said.strip().lower())
    found = _HEX.search(f"#{named}" if named else said)
    if not found:
        return None
    digits = found[1] if len(found[1]) == 6 else "".join(2 * digit for digit in found[1])  # noqa: PLR2004 - two a colour
    return tuple(bytes.fromhex(digits))
