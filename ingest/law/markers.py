"""From a marker as printed to a unit of a pinpoint."""

import re

from ingest.law.numerals import roman_value

DASHES = frozenset("\u2014\u2013\u2022-")
_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,3})*[a-z]{0,2})\.?")
_POINT = re.compile(r"\(?([0-9]{1,3}[a-z]{0,2}|[a-z]{1,5}|[A-Z])[).]\)?")
_LEADING = re.compile(
    r"(\d{1,3}(?:\.\d{1,3})*[a-z]{0,2})\.(?:\s+(?=\S)|$)|(\d{1,3}(?:\.\d{1,3})+)\s+"
)
_DIVISION = re.compile(
    r"(CHAPTER|PART|SECTION|HOOFDSTUK|DEEL|AFDELING)\s+([IVX]+|\d{1,2}|[A-Z])\b[.:\s\u2014\u2013-]*(.*)",
    re.IGNORECASE,
)
_KIND = {"chapter": "ch", "hoofdstuk": "ch", "part": "part", "deel": "part"}


def is_marker(text: str) -> bool:
    """Whether these words are nothing but the marker of a unit."""
    return text in DASHES or bool(_POINT.fullmatch(text) or _NUMBER.fullmatch(text))


def is_dash(marker: str) -> bool:
    """Whether this marks an unlettered indent."""
    return marker in DASHES


def unit_of(marker: str) -> tuple[str, ...]:
    """The units that a marker names: `(a)` is `a`, `17.2.` is `17`, `2`; empty for a dash."""
    if is_dash(marker):
        return ()
    if found := _POINT.fullmatch(marker):
        return (found[1].lower(),)
    number = _NUMBER.fullmatch(marker)
    return tuple(number[1].split(".")) if number else (re.sub(r"[^a-z0-9]", "", marker.lower()),)


def split_number(text: str) -> tuple[str, str]:
    """A leading section number and the rest: `17.2. For` gives `17.2.` and `For`; else ""."""
    if not (found := _LEADING.match(text)):
        return "", text
    return found.group().strip(), text[found.end() :]


def division_of(text: str) -> tuple[str, str]:
    """The unit of a part, chapter or section heading and its title; ("", text) for others."""
    if not (found := _DIVISION.fullmatch(text)):
        return "", text
    kind = _KIND.get(found[1].lower(), "sec")
    name = found[2].lower()
    roman = kind == "ch" or (len(name) > 1 and not name.isdigit())
    return f"{kind}-{roman_value(name) if roman and not name.isdigit() else name}", found[3]
