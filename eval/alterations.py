"""Small changes to a sentence that change what it says."""

import re
from collections.abc import Callable, Iterator
from random import Random

_NOT = re.compile(r"\s(?:not|no|never)(?=\s)", re.IGNORECASE)
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|can|must|shall|should|may|will)\b")
_DIGIT = re.compile(r"\d")
_UNIT = re.compile(
    r"(?<=\d)\s?(%|mm|cm|mg|ml|kg|hours|days|weeks|months|years|seconds|minutes)\b|%"
)
_DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b|\b(?:19|20)\d{2}\b")
_MODAL = re.compile(r"\b(?:shall|must|should|may|can|will)\b")
_WORD = re.compile(r"\b[A-Za-z]{3,}\b")
_OTHER_UNIT = {
    "%": "percentage points",
    "mm": "cm",
    "cm": "mm",
    "mg": "g",
    "ml": "l",
    "kg": "g",
    "hours": "days",
    "days": "weeks",
    "weeks": "months",
    "months": "years",
    "years": "months",
    "seconds": "minutes",
    "minutes": "hours",
}
_OTHER_MODAL = {
    "shall": "may",
    "must": "should",
    "should": "must",
    "may": "shall",
    "can": "must",
    "will": "may",
}


def altered(text: str, dice: Random) -> Iterator[str]:
    """The sentence with each kind of change that it has a place for, one at a time."""
    for change in _CHANGES:
        words = change(text, dice)
        if words is not None and words != text:
            yield words


def _drop_not(text: str, dice: Random) -> str | None:
    return _replace(text, _NOT, lambda _: "", dice)


def _add_not(text: str, dice: Random) -> str | None:
    return _replace(text, _VERB, lambda m: f"{m[0]} not", dice)


def _digit(text: str, dice: Random) -> str | None:
    return _replace(text, _DIGIT, lambda m: str((int(m[0]) + dice.randint(1, 9)) % 10), dice)


def _unit(text: str, dice: Random) -> str | None:
    return _replace(text, _UNIT, lambda m: f" {_OTHER_UNIT[m[0].strip()]}", dice)


def _date(text: str, dice: Random) -> str | None:
    return _replace(text, _DATE, lambda m: str(int(m[0][:4]) - 1) + m[0][4:], dice)


def _modal(text: str, dice: Random) -> str | None:
    return _replace(text, _MODAL, lambda m: _OTHER_MODAL[m[0]], dice)


def _swap(text: str, dice: Random) -> str | None:
    """Two different words in each other's place."""
    words = list(_WORD.finditer(text))
    if len(words) < 2 or len({m[0] for m in words}) < 2:  # noqa: PLR2004 - two words to swap
        return None
    first = dice.choice(words)
    other = dice.choice([m for m in words if m[0] != first[0]])
    a, b = sorted((first, other), key=lambda m: m.start())
    middle = text[a.end() : b.start()]
    return text[: a.start()] + b[0] + middle + a[0] + text[b.end() :]


def _drop_word(text: str, dice: Random) -> str | None:
    return _replace(text, _WORD, lambda _: "", dice)


def _replace(
    text: str, pattern: re.Pattern[str], new: Callable[[re.Match[str]], str], dice: Random
) -> str | None:
    """One match, drawn, put otherwise; None where there is none."""
    matches = list(pattern.finditer(text))
    if not matches:
        return None
    match = dice.choice(matches)
    return text[: match.start()] + new(match) + text[match.end() :]


_CHANGES = (_drop_not, _add_not, _digit, _unit, _date, _modal, _swap, _drop_word)
