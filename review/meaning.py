"""Whether a sentence says what its sources say: numbers, units, negation and modals.

It finds changes, not truth: a sentence that passes has added no number, lost no "not" and kept
"shall" and "may". In doubt it reports a change, and the source's own words are shown instead.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

_NUMBERS = (
    *("zero", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_WORDS = {word: str(value) for value, word in enumerate(_NUMBERS)} | {
    "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16", "seventeen": "17",
    "eighteen": "18", "nineteen": "19", "twenty": "20", "thirty": "30", "forty": "40",
    "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
}  # fmt: skip
_UNIT = (
    r"%|percentage\s+points?|points?|percent|per\s+cent|milliseconds?|seconds?|minutes?|hours?|days?|weeks?|months?|years?|"
    r"ms|s|h|min|mg|kg|g|mm|cm|m|ml|l|kb|mb|gb|hz|khz|mhz|ghz|mgy|gy|kv|v|w|kw|eur|euros?"
)
_SAME_UNIT = {
    "percent": "%", "per cent": "%", "percentage point": "point", "h": "hour", "min": "minute",
    "s": "second", "m": "m", "ms": "millisecond", "euro": "eur",
}  # fmt: skip
_AMOUNT = re.compile(
    rf"(?<![\w.])(?P<number>\d+(?:[.,]\d+)*|(?:{'|'.join(_WORDS)})(?![a-z]))"
    rf"(?:[\s-]*(?:calendar|working|business)?[\s-]*(?P<unit>{_UNIT})\b|\s*(?P<percent>%))?",
    re.IGNORECASE,
)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_DATE = re.compile(rf"\b(?P<day>\d{{1,2}})\s+(?P<month>{'|'.join(_MONTHS)})\s+(?P<year>\d{{4}})")
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|neither|nor|without|cannot|except|unless|non|lacks?|fails?\s+to)\b|"
    r"n't\b|n\u2019t\b",
    re.IGNORECASE,
)
_MODALS = {
    "must": r"\b(?:shall|must|(?:is|are)\s+(?:required|obliged)\s+to|ha(?:s|ve)\s+to|requires?)\b",
    "may": r"\b(?:may|might|can|could|optional(?:ly)?|(?:is|are)\s+(?:allowed|permitted)\s+to)\b",
    "should": r"\b(?:should|ought|recommend\w*)\b",
    "will": r"\b(?:will|plans?|planned|intends?|intended\s+to\s+be)\b",
}
_BOUNDS = {
    "at least": r"\b(?:at\s+least|no(?:t)?\s+less\s+than|minimum|or\s+more)\b|\u2265",
    "at most": r"\b(?:at\s+most|no(?:t)?\s+(?:more|later)\s+than|maximum|up\s+to|within)\b|\u2264",
}


def changes(claim: str, sources: Sequence[str]) -> tuple[str, ...]:
    """What the claim changes against its sources, each as a few words; () for nothing."""
    return tuple(_changes(claim, sources))


def changed_facts(claim: str, sources: Sequence[str]) -> tuple[str, ...]:
    """As `changes`, without "shall", "may" and the like: for a gloss on what a source states."""
    return tuple(_changed_facts(claim, sources, _nearest(claim, sources)))


def amounts(text: str) -> Mapping[str, str]:
    """Numbers with their units, in comparable form, with the words that stand in the text."""
    return {_amount(match): match.group(0) for match in _AMOUNT.finditer(text)}


def content_words(text: str) -> frozenset[str]:
    """The words of four and more letters that carry a text's matter."""
    return frozenset(_content(text))


def _nearest(claim: str, sources: Sequence[str]) -> str:
    return max(sources, key=lambda s: len(_content(s) & _content(claim)), default="")


def _changes(claim: str, sources: Sequence[str]) -> Iterator[str]:
    nearest = _nearest(claim, sources)
    yield from _changed_facts(claim, sources, nearest)
    for modal in sorted(_signs(claim, _MODALS) ^ _signs(nearest, _MODALS)):
        yield f"{modal!r} was {'added' if modal in _signs(claim, _MODALS) else 'lost'}"


def _changed_facts(claim: str, sources: Sequence[str], nearest: str) -> Iterator[str]:
    if added := sorted(_amounts(claim) - _amounts(" \n".join(sources))):
        yield f"number, unit or date not in the source: {', '.join(added)}"
    if bool(_negations(claim)) != bool(_negations(nearest)):
        yield "a negation was lost" if _negations(nearest) else "a negation was added"
    for bound in sorted(_signs(claim, _BOUNDS) ^ _signs(nearest, _BOUNDS)):
        if _amounts(claim):
            yield f"the bound {bound!r} was changed"


def _amounts(text: str) -> set[str]:
    """Numbers with their units, "six months" as "6 month"; dates as a whole and in parts."""
    found = {_amount(match) for match in _AMOUNT.finditer(text)}
    dates = _DATE.finditer(text.lower())
    return found | {f"{int(d['day'])} {d['month']} {d['year']}" for d in dates}


def _amount(match: re.Match[str]) -> str:
    number = match["number"].lower()
    number = _WORDS.get(number, number)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", number):
        number = number.replace(",", "")
    unit = (match["unit"] or match["percent"] or "").lower()
    unit = " ".join(unit.split())
    unit = unit if unit in _SAME_UNIT else unit.rstrip("s") or unit
    return f"{number} {_SAME_UNIT.get(unit, unit)}".strip()


def _negations(text: str) -> list[str]:
    bounded = re.sub(r"\bno(?:t)?\s+(?:less|more|later)\s+than\b", " ", text, flags=re.IGNORECASE)
    return _NEGATION.findall(bounded)


def _signs(text: str, kinds: dict[str, str]) -> set[str]:
    without_month = re.sub(r"\b\d{1,2}\s+May\b|\bMay\s+\d", " ", text)
    return {n for n, sign in kinds.items() if re.search(sign, without_month, re.IGNORECASE)}


def _content(text: str) -> set[str]:
    return set(re.findall(r"[a-z]{4,}", text.lower()))
