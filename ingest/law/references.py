"""Finds the places of the three acts that a text of law refers to.

Nothing is looked up: a reference to a place that an act does not have gives a pinpoint that does
not resolve. References to the chapters and sections of the enacting terms have no pinpoint.
"""

import re
from collections.abc import Iterator
from itertools import product

from domain.document import Span
from domain.pinpoint import Act, Pinpoint
from ingest.law.acts import act_facts
from ingest.law.markers import division_of
from ingest.law.numerals import roman_value, small_roman

_POINT = r"\([a-z0-9]{1,5}\)"
_ARTICLE = rf"\d{{1,3}}[a-z]?(?:{_POINT})*"
_SECTION = rf"(?:\d{{1,2}}(?:\.\d{{1,2}})*(?:{_POINT})*|{_POINT})"
_NOT_A_SECTION_OF_THE_ACT = r"(?!\s+of\s+Chapter)"


def _listed(unit: str) -> str:
    return rf"{unit}(?:(?:,|,?\s+and|,?\s+or|\s+to)\s+{unit})*"


def _points(group: str) -> str:
    return rf"[Pp]oints?\s+(?P<{group}>{_listed(_POINT)})"


_BEFORE = rf"(?:{_points('before')}\s+(?:of|in)\s+(?:the\s+\w+\s+subparagraph\s+of\s+)?)?"
_AFTER = rf"(?:,\s+(?:\w+\s+subparagraph,\s+)?{_points('after')})?"
_PARAGRAPHS = rf"paragraphs?\s+(?P<paragraphs>{_listed(_ARTICLE)})"
_DIVISION = r"(?:(?:Part|Chapter)\s+(?:[IVX]+|[A-Z])|Section\s+[A-Z])\b"
_ANNEX = (
    rf"(?:{_points('before')}\s+of\s+)?"
    rf"(?:(?:[Pp]oints?|Sections?)\s+(?P<sections>{_listed(_SECTION)})\s+(?:of|in)\s+)?"
    rf"(?:(?P<division>{_DIVISION})\s+(?:of|in)\s+)?Annex(?:es)?\s+(?P<annexes>{_listed('[IVX]+')})"
    rf"\b(?:,\s+(?P<division_after>{_DIVISION}))?"
    rf"(?:,\s+(?:[Pp]oints?|Sections?)\s+(?P<sections_after>{_listed(_SECTION)}))?"
)
_PATTERNS = (
    rf"{_BEFORE}(?:{_PARAGRAPHS}\s+of\s+)?Articles?\s+(?P<articles>{_listed(_ARTICLE)}){_AFTER}",
    _ANNEX,
    rf"{_BEFORE}{_PARAGRAPHS.replace('paragraphs>', 'own>')}{_AFTER}",
    rf"(?:[Pp]oints?|Sections?)\s+(?P<bare>{_listed(_SECTION)}){_NOT_A_SECTION_OF_THE_ACT}",
)
_REFERENCE = tuple(re.compile(rf"\b{pattern}") for pattern in _PATTERNS)
_OTHER_ACT = re.compile(
    r",?\s+(?:(?:of|to|in|under)\s+)?(?:the\s+|that\s+)?"
    r"(?:(?:Council|Commission|Implementing|Delegated|Framework)\s+)*"
    r"(?:Regulations?|Directives?|Decisions?|Recommendations?|Treaty|Charter|TFEU|TEU|Protocol)\b"
    r"(?P<rest>[^,;:]{0,40})"
)


def cross_references(text: str, act: Act, here: Pinpoint) -> tuple[tuple[Span, Pinpoint], ...]:
    """The references in `text`, which stands at `here` of `act`, in order.

    A list or range gives one entry for each place, all with the span of the whole phrase.
    `paragraph 2` is of the article of `here`, `point (b)` of its paragraph, `Section 3` of its
    annex. A reference into an act that citemark does not hold gives nothing.
    """
    found: list[tuple[Span, Pinpoint]] = []
    position = 0
    while match := _first(text, position):
        position = match.end()
        if (named := _named_act(text, match.end(), act)) is not None:
            span = Span(match.start(), match.end())
            places = _places(match, named, here if named is act else None)
            found += [(span, Pinpoint(named, place)) for place in places]
    return tuple(found)


def _first(text: str, position: int) -> re.Match[str] | None:
    matches = [found for pattern in _REFERENCE if (found := pattern.search(text, position))]
    return min(matches, key=lambda one: (one.start(), -one.end()), default=None)


def _named_act(text: str, end: int, act: Act) -> Act | None:
    other = _OTHER_ACT.match(text, end)
    if not other:
        return act
    numbers = {facts.number: one for one, facts in act_facts().items()}
    return next((one for number, one in numbers.items() if number in other["rest"]), None)


def _places(match: re.Match[str], act: Act, here: Pinpoint | None) -> Iterator[tuple[str, ...]]:
    groups = match.groupdict()
    if groups.get("annexes"):
        yield from _annex_places(groups, act)
    elif groups.get("articles"):
        yield from _article_places(groups)
    elif here and groups.get("own"):
        root = here.path[0]
        paragraphs = [(root, *_units(one)) for one in _spread(groups["own"])]
        yield from _with_points(paragraphs, groups) if root.startswith("art-") else ()
    elif here and groups.get("bare"):
        yield from _bare_places(groups["bare"], here)


def _article_places(groups: dict[str, str | None]) -> Iterator[tuple[str, ...]]:
    articles = [_units(one) for one in _spread(groups["articles"])]
    bases = [(f"art-{first}", *rest) for first, *rest in articles]
    if groups.get("paragraphs"):
        inner = [_units(one) for one in _spread(groups["paragraphs"])]
        bases = [(*base, *units) for base, units in product(bases, inner)]
    return _with_points(bases, groups)


def _with_points(
    bases: list[tuple[str, ...]], groups: dict[str, str | None]
) -> Iterator[tuple[str, ...]]:
    points = _spread(groups.get("before") or groups.get("after"))
    if not points:
        yield from bases
    for base, point in product(bases, points):
        yield (*base, *_units(point))


def _annex_places(groups: dict[str, str | None], act: Act) -> Iterator[tuple[str, ...]]:
    division = division_of(groups.get("division") or groups.get("division_after") or "")[0]
    sections = _spread(groups.get("sections") or groups.get("sections_after"))
    for annex in _spread(groups["annexes"]):
        numbered = any(one[0].isdigit() for one in sections)
        kept = "" if numbered and annex.lower() not in act_facts()[act].divided else division
        base = (f"annex-{annex.lower()}", *([kept] if kept else []))
        bases = [(*base, *_units(one)) for one in sections] or [base]
        yield from _with_points(bases, groups)


def _bare_places(listed: str, here: Pinpoint) -> Iterator[tuple[str, ...]]:
    root, *inner = here.path
    for one in _spread(listed):
        if re.match(r"\(\d", one) and root.startswith("art-"):
            yield (root, *_units(one))
        elif one.startswith("("):
            yield (*_numbered(here), *_units(one))
        elif root.startswith("annex-"):
            divisions = [unit for unit in inner[:1] if unit[0].isalpha() and "-" in unit]
            kept = divisions if root.partition("-")[2] in act_facts()[here.act].divided else []
            yield (root, *kept, *_units(one))


def _numbered(here: Pinpoint) -> tuple[str, ...]:
    """The numbered paragraph or section that holds `here`, or its root where there is none."""
    end = max((k for k, unit in enumerate(here.path) if unit[0].isdigit()), default=0)
    return here.path[: end + 1]


def _units(one: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[0-9]+[a-z]?|[a-z]+", one))


def _spread(listed: str | None) -> list[str]:
    """The members of a list, ranges filled: `8 to 10` and `(a) to (c)`."""
    parts = re.split(r"(\s+to\s+|,?\s+and\s+|,?\s+or\s+|,\s+)", listed or "")
    members = parts[:1] if parts[0] else []
    for joint, member in zip(parts[1::2], parts[2::2], strict=True):
        if joint.strip() == "to":
            members += _between(members[-1], member)
        members.append(member)
    return members


def _between(first: str, last: str) -> list[str]:
    if first.isdigit() and last.isdigit():
        return [str(number) for number in range(int(first) + 1, int(last))]
    if re.fullmatch(r"[IVX]+", first) and re.fullmatch(r"[IVX]+", last):
        between = range(roman_value(first) + 1, roman_value(last))
        return [small_roman(number).upper() for number in between]
    letters = re.fullmatch(r"\(([a-z])\)", first), re.fullmatch(r"\(([a-z])\)", last)
    if letters[0] and letters[1]:
        return [f"({chr(code)})" for code in range(ord(first[1]) + 1, ord(last[1]))]
    return []
