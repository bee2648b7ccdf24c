"""Days and years that are repeated: dates of documents with their version, years of collection."""

import re
from collections.abc import Iterator

from domain.document import Sentence
from review.facts.reading import OTHER_SETTING, Said, data_set
from review.normalise import may_hold

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = rf"(?:{'|'.join(_MONTHS)})[a-z]*"
_DAY = (
    rf"(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})|(?P<day>\d{{1,2}})\.?\s+(?P<month>{_NAMES})\.?\s+(?P<year>\d{{4}})"
    rf"|(?P<d>\d{{1,2}})\.(?P<m>\d{{1,2}})\.(?P<y>\d{{4}})"
)
_DATED = re.compile(
    r"\b(?P<code>[A-Z]{2,6}-\d{1,5})\b,?\s*"
    r"(?:\(?(?:version|revision|rev\.?|issue|edition|v)\.?\s*(?P<version>\d+(?:\.\d+)*),?\s*)?"
    rf"(?:of|dated|from|was signed on|signed on|was released on|released on|\()?\s*(?:{_DAY})",
    re.IGNORECASE,
)
_CODE = re.compile(r"[A-Z]{2,6}-\d{1,5}")
_COLLECTING = ("collected", "acquired", "gathered", "recorded", "made")
_COLLECTED = re.compile(
    rf"\b(?:{'|'.join(_COLLECTING)})\b[^.;]{{0,40}}?"
    r"\b(?:from|between|in)\s+(?P<first>(?:19|20)\d{2})\s*(?:to|and|until|-|\u2013)\s*(?P<last>(?:19|20)\d{2})\b",
    re.IGNORECASE,
)


def date_facts(sentence: Sentence, headings: str) -> Iterator[Said]:
    """Dates of documents with their version, and the years in which a data set was collected."""
    text = sentence.text
    for match in _DATED.finditer(text) if "-" in text and _CODE.search(text) else ():
        if _CODE.fullmatch(match["code"]) and (day := _iso(match)):
            version = f", version {match['version']}" if match["version"] else ""
            yield Said("date", f"date of {match['code']}{version}", day, match.group(0).strip(" ("))
    years = _COLLECTED.search(text) if may_hold(text, _COLLECTING) else None
    setting = (data_set(text) or data_set(headings)) if years else ""
    if years and setting and not OTHER_SETTING.search(text):
        value = f"{years['first']} to {years['last']}"
        yield Said("date", f"years of collection ({setting})", value, value)


def _iso(match: re.Match[str]) -> str:
    """The day as ISO 8601, "" where there is no such day in a year."""
    if match["iso"]:
        return match["iso"]
    month = 1 + _MONTHS.index(match["month"][:3].lower()) if match["month"] else int(match["m"])
    day, year = int(match["day"] or match["d"]), int(match["year"] or match["y"])
    return f"{year:04}-{month:02}-{day:02}" if month <= 12 and day <= 31 else ""  # noqa: PLR2004
