"""Places in the law as people write them: "Art 10(9) MDR", "GSPR 17.2", "annex iv point 2 g"."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from domain.errors import PinpointError
from domain.law import LawText
from domain.pinpoint import Act, Pinpoint
from ingest.law import is_divided, small_roman

_NAMES = {
    Act.IVDR: r"\bIVDR\b|\b(?:Regulation\s+)?(?:\(EU\)\s*)?2017/746"
    r"|\bin[- ]vitro\s+diagnostics?(?:\s+medical\s+devices?)?\s+regulation\b",
    Act.MDR: r"\bMDR\b|\b(?:Regulation\s+)?(?:\(EU\)\s*)?2017/745"
    r"|(?<!diagnostic )(?<!diagnostics )\bmedical\s+devices?\s+regulation\b",
    Act.AIA: r"\b(?:EU\s+)?AI[- ]?Act\b|\bAIA\b|\b(?:Regulation\s+)?(?:\(EU\)\s*)?2024/1689"
    r"|\bartificial\s+intelligence\s+act\b|\bAI\s+regulation\b",
}
_NAMED = re.compile(
    "|".join(f"(?P<{act.value}>{words})" for act, words in _NAMES.items()), re.IGNORECASE
)
_BRACKETS = r"(?:\s*\(\s*\w{1,5}\s*\))*"
_LETTER = (
    r"(?:\s*,?\s*(?:points?|letters?|lit(?:era|\.)?)\s*\(?(?P<letter>[a-z]{1,2})\b\)?"
    r"|\s+(?P<bare>[a-z])\b(?!\s+(?!(?:of|in|MDR|IVDR|AI|AIA)\b)\w))?"
)
_PARAGRAPH = r"para(?:graph|\.)?s?"
_BEFORE = (
    r"(?:\b(?:points?|letters?|lit\.?)\s*\(?(?P<point_before>[a-z]{1,2})\)?\s+(?:of|in)\s+(?:the\s+)?)?"
    rf"(?:\b(?:{_PARAGRAPH}|points?|sections?)\s+(?P<before>\d+(?:\.\d+)*)(?P<points_before>{_BRACKETS})"
    r"\s*,?\s+(?:of|in)\s+(?:the\s+)?)?"
)
_ARTICLE = re.compile(
    rf"{_BEFORE}\bart(?:icles?|\.)?\s*(?P<number>\d+[a-z]?(?:\.\d+)*)"
    rf"(?P<points>{_BRACKETS})(?:\s*,?\s*{_PARAGRAPH}\s*(?P<paragraph>\d+))?"
    rf"(?P<more>{_BRACKETS}){_LETTER}",
    re.IGNORECASE,
)
_ANNEX = re.compile(
    rf"{_BEFORE}\bannex\s+(?P<annex>[ivx]+|\d{{1,2}})\b"
    r"(?:\s*,?\s*(?P<kind>part|section|chapter)\s+(?P<division>[a-c]|[ivx]+)\b)?"
    rf"(?:\s*,?\s*(?:points?|sections?|no\.?|{_PARAGRAPH})?\s*(?P<number>\d+[a-z]?(?:\.\d+)*))?"
    rf"(?P<points>{_BRACKETS}){_LETTER}",
    re.IGNORECASE,
)
_GSPR = re.compile(
    rf"\bGSPRs?\s*(?:no\.?|point)?\s*(?P<number>\d+(?:\.\d+)*)(?P<points>{_BRACKETS})"
    rf"{_LETTER}",
    re.IGNORECASE,
)
_RECITAL = re.compile(r"\brec(?:itals?|\.)?\s*\(?(?P<number>\d+)\)?", re.IGNORECASE)
_SHORT = re.compile(
    r"^\s*[,:]?\s*(?P<number>\d{1,3}[a-z]?)(?P<points>(?:\s*\(\s*\w{1,5}\s*\))+|\s*$)"
)
_DOTTED = re.compile(r"\b(?:mdr|ivdr|aia)(?:\.[a-z0-9-]+)+", re.IGNORECASE)
_RULE = re.compile(r"\brule\s+(\d{1,2})\b", re.IGNORECASE)
_AFTER = re.compile(r"^\s*,?\s*(?:(?:of|in|under)\s+)?(?:the\s+)?$")
_AHEAD = re.compile(r"^\s*[,:]?\s*$")
_DIVISIONS = {"part": "part", "section": "sec", "chapter": "ch"}


@dataclass(frozen=True, slots=True)
class _Mention:
    """A place without its act, and where it stands in the text."""

    start: int
    end: int
    units: tuple[str, ...]
    division: str = ""
    only: frozenset[Act] = frozenset(Act)


def acts_by_name(text: str) -> frozenset[Act]:
    """The acts that a text names, by acronym, number or title."""
    return frozenset(_act(name) for name in _NAMED.finditer(text))


def read_pinpoints(text: str) -> list[Pinpoint]:
    """All places that a text names, each once, in every act that it can mean.

    A place is of the act that stands right beside it, else of all acts that the text names, else
    of any act. Whether the act has such a place is not looked up.
    """
    found = [place for match in _DOTTED.finditer(text) for place in _pinpoint(match[0].rstrip("."))]
    plain = _DOTTED.sub(lambda match: " " * len(match[0]), text)
    names = list(_NAMED.finditer(plain))
    for one in sorted(_mentions(plain, names), key=lambda one: one.start):
        found += (place for act in _meant(one, plain, names) for place in _built(act, one))
    return list(dict.fromkeys(found))


def read_rules(text: str, texts: Mapping[Act, LawText]) -> list[Pinpoint]:
    """The rules of classification that a text names, such as "Rule 11", by their headings."""
    wanted = [f"rule {number}" for number in _RULE.findall(text)]
    acts = acts_by_name(text) or frozenset(Act)
    return [
        place
        for rule in wanted
        for act, law in texts.items()
        if act in acts
        for place, provision in law.provisions.items()
        if provision.heading.lower() == rule
    ]


def _mentions(text: str, names: list[re.Match[str]]) -> Iterator[_Mention]:
    for match in _ARTICLE.finditer(text):
        first, *rest = match["number"].lower().split(".")
        yield _mention(match, [f"art-{first}", *rest, *_inside(match)])
    for match in _ANNEX.finditer(text):
        units = [f"annex-{_roman(match['annex'])}", *_numbers(match), *_inside(match)]
        yield _mention(match, units, _division(match))
    for match in _GSPR.finditer(text):
        units = ["annex-i", *_numbers(match), *_inside(match)]
        yield _mention(match, units, only=frozenset({Act.MDR, Act.IVDR}))
    for match in _RECITAL.finditer(text):
        yield _mention(match, [f"rec-{match['number']}"])
    for name in names:
        if short := _SHORT.match(text[name.end() :]):
            units = [f"art-{short['number'].lower()}", *_points(short["points"])]
            yield _Mention(name.end(), name.end(), tuple(units))


def _mention(
    match: re.Match[str],
    units: list[str],
    division: str = "",
    only: frozenset[Act] = frozenset(Act),
) -> _Mention:
    return _Mention(match.start(), match.end(), tuple(units), division, only)


def _inside(match: re.Match[str]) -> Iterator[str]:
    """The units after the number, or those that stand in front: "point (a) of Article 2"."""
    told = match.groupdict()
    yield from (told.get("before") or "").split(".") if told.get("before") else ()
    yield from _points(told.get("points_before"))
    yield from _points(told["points"])
    yield from [told["paragraph"]] if told.get("paragraph") else []
    yield from _points(told.get("more"))
    letter = told.get("letter") or told.get("bare") or told.get("point_before")
    yield from [letter.lower()] if letter else []


def _points(brackets: str | None) -> list[str]:
    return [one.lower() for one in re.findall(r"\w+", brackets or "")]


def _numbers(match: re.Match[str]) -> list[str]:
    """Section numbers: `17.2` is 17 and 2, `2g` is 2 and g."""
    found: list[str] = re.findall(r"\d+|[a-z]+", (match["number"] or "").lower())
    return found


def _roman(annex: str) -> str:
    return small_roman(int(annex)) if annex.isdigit() else annex.lower()


def _division(match: re.Match[str]) -> str:
    kind, name = match["kind"], match["division"]
    if not kind or not name:
        return ""
    chapters = {"i": "1", "ii": "2", "iii": "3"}
    value = chapters.get(name.lower(), name.lower()) if kind.lower() == "chapter" else name.lower()
    return f"{_DIVISIONS[kind.lower()]}-{value}"


def _meant(one: _Mention, text: str, names: list[re.Match[str]]) -> list[Act]:
    """The acts that a place can be of, the one beside it alone if there is one."""
    after = [n for n in names if n.start() >= one.end and _AFTER.match(text[one.end : n.start()])]
    ahead = [n for n in names if n.end() <= one.start and _AHEAD.match(text[n.end() : one.start])]
    beside = {_act(name) for name in (after[:1] or ahead[-1:])}
    meant = beside or {_act(name) for name in names} or set(Act)
    return [act for act in Act if act in meant and act in one.only]


def _act(name: re.Match[str]) -> Act:
    return Act(str(name.lastgroup))


def _built(act: Act, one: _Mention) -> Iterator[Pinpoint]:
    """The place in that act; a part is left out where an annex numbers through its parts."""
    root, *rest = one.units
    kept = one.division if one.division and (not rest or is_divided(act, root)) else ""
    yield from _pinpoint(".".join([act.value, root, *([kept] if kept else []), *rest]))


def _pinpoint(text: str) -> Iterator[Pinpoint]:
    try:
        yield Pinpoint.parse(text)
    except PinpointError:
        return
