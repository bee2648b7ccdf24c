"""Places in the law as people write them: "Art 10(9) MDR", "GSPR 17.2", "annex iv point 2 g"."""

import re
from collections.abc import Iterator

from domain.errors import PinpointError
from domain.pinpoint import Act, Pinpoint

_DOTTED = re.compile(r"\b(?:mdr|ivdr|aia)(?:\.[a-z0-9-]+)+", re.IGNORECASE)
_ACTS = (
    (Act.IVDR, re.compile(r"\bIVDR\b|2017/746", re.IGNORECASE)),
    (Act.MDR, re.compile(r"\bMDR\b|2017/745|\bGSPR\b", re.IGNORECASE)),
    (Act.AIA, re.compile(r"\bAI[- ]?Act\b|\bAIA\b|2024/1689", re.IGNORECASE)),
)
_ARTICLE = re.compile(
    r"\bart(?:icle|\.)?\s*(\d+[a-z]?)((?:\s*\(\s*\w{1,4}\s*\))*)"
    r"(?:\s*,?\s*(?:para(?:graph|\.)?)\s*(\d+))?"
    r"(?:\s*,?\s*(?:point|letter|lit(?:era|\.)?)\s*\(?([a-z])\)?)?",
    re.IGNORECASE,
)
_ANNEX = re.compile(
    r"\bannex\s+([ivx]+)\b(?:\s*,?\s*(?:part|section|chapter)\s+([a-c])\b)?"
    r"(?:\s*,?\s*(?:points?|sections?|no\.?|para(?:graph)?)?\s*(\d+(?:\.\d+)*))?"
    r"((?:\s*\(\s*\w{1,4}\s*\))*)"
    r"(?:\s*,?\s+(?:(?:point|letter|lit\.?)\s+)?([a-z])\b(?!\s+(?!(?:of|MDR|IVDR|AI|AIA)\b)\w))?",
    re.IGNORECASE,
)
_GSPR = re.compile(
    r"\bGSPRs?\s*(?:no\.?|point)?\s*(\d+(?:\.\d+)*)((?:\s*\(\s*\w{1,4}\s*\))*)", re.IGNORECASE
)
_RECITAL = re.compile(r"\brecital\s+\(?(\d+)\)?", re.IGNORECASE)
_BRACKET = re.compile(r"\(\s*(\w{1,4})\s*\)")


def read_pinpoints(text: str) -> list[Pinpoint]:
    """All places that a text names, in every act it can mean, each once."""
    found = [*_dotted(text), *(p for act in _acts(text) for p in _places(text, act))]
    return list(dict.fromkeys(found))


def _dotted(text: str) -> Iterator[Pinpoint]:
    for match in _DOTTED.finditer(text):
        yield from _pinpoint(match.group(0).rstrip("."))


def _acts(text: str) -> list[Act]:
    named = [act for act, pattern in _ACTS if pattern.search(text)]
    return named or list(Act)


def _places(text: str, act: Act) -> Iterator[Pinpoint]:
    for match in _ARTICLE.finditer(text):
        units = [match.group(3), *_BRACKET.findall(match.group(2)), match.group(4)]
        yield from _built(act, f"art-{match.group(1)}", units)
    for match in _ANNEX.finditer(text):
        numbers = (match.group(3) or "").split(".")
        part = f"part-{match.group(2)}" if match.group(2) else ""
        units = [part, *numbers, *_BRACKET.findall(match.group(4)), match.group(5)]
        yield from _built(act, f"annex-{match.group(1)}", units)
    if act is not Act.AIA:
        for match in _GSPR.finditer(text):
            units = [*match.group(1).split("."), *_BRACKET.findall(match.group(2))]
            yield from _built(act, "annex-i", units)
    for match in _RECITAL.finditer(text):
        yield from _built(act, f"rec-{match.group(1)}", [])


def _built(act: Act, root: str, units: list[str | None]) -> Iterator[Pinpoint]:
    yield from _pinpoint(".".join([act.value, root, *(unit for unit in units if unit)]).lower())


def _pinpoint(text: str) -> Iterator[Pinpoint]:
    try:
        yield Pinpoint.parse(text)
    except PinpointError:
        return
