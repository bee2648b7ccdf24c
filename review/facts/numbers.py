"""Sizes of data sets and periods of retention."""

import re
from collections.abc import Iterator

from domain.document import Sentence
from review.facts.reading import OTHER_SETTING, Said, data_set, number, set_name
from review.facts.size_rows import sizes_in_row
from review.normalise import may_hold

_MANY = re.compile(r"\d\d")
_COUNT = re.compile(
    r"\b(\d{1,3}(?:[ ,\u00a0\u202f']\d{3})+|\d{2,7})\s+(?:[a-z-]+\s+){0,2}?"
    r"(studies|patients|images|cases|scans|examinations|series|samples|records|radiographs|readers|"
    r"radiologists|pathologists|physicians|clinicians|participants|subjects|slides|recordings)\b"
)
_PART = re.compile(
    r"\b(?:positive|negative|women|men|per |each|excluded|removed|rejected|with (?!\d)|"
    r"from (?:the )?\w+ hospital|of (?:which|these|whom)|additional|further|about|roughly|over|"
    r"approximately|more than|at least|sites?|subgroup|subset|random|sampled|failed|missed|"
    r"planned|plans?|will be|(?:is|are|was|were) to be|expected to|intended to enrol|screened|"
    r"before exclusion|initially)\b",
    re.IGNORECASE,
)
_UNITS = (
    r"(?:studies|patients|images|cases|scans|examinations|series|samples|records|radiographs|slides|"
    r"recordings)"
)
_SET_OF = re.compile(
    rf"\b(?:number of (?:the )?)?(?:training|test|validation|tuning)\s+{_UNITS}\b", re.IGNORECASE
)
_JOINED = re.compile(
    r"\b(?:training|test|validation|tuning)(?: set)?\s*(?:,|and|plus|\+|&|/)\s*(?:the )?"
    r"(?:training|test|validation|tuning)\b",
    re.IGNORECASE,
)
"""Sets that are counted together."""
_SOFTWARE_TEST = re.compile(
    r"\b(?:regression|release|acceptance|unit|integration|system|smoke|load|installation|final)"
    r"\s+tests?\b"
    rf"(?! (?:set|data|cohort|{_UNITS}))|"
    r"\btests? (?:before|of|at) (?:(?:each|every|a|the) )?release\b",
    re.IGNORECASE,
)
"""Tests of the software, whose cases are no data set."""
_TESTING = frozenset({"test", "external validation", "reader study", "clinical study"})
"""Data sets of which the size carries a statement on performance."""
_PERIOD = re.compile(
    r"\b(?:retain\w*|kept|archiv\w+|stor(?:ed|age)|preserv\w+|retention(?: period)?)\b"
    r"[^.;]{0,60}?\b(\d{1,3}|two|three|five|six|ten|twelve|fifteen)\s+(years?|months?)\b",
    re.IGNORECASE,
)
_PERIOD_ONLY = re.compile(
    r"\b(?:\d{1,3}|two|three|five|six|ten|twelve|fifteen)\s+(?:years?|months?)\b", re.IGNORECASE
)
_WORDS = {
    "two": "2",
    "three": "3",
    "five": "5",
    "six": "6",
    "ten": "10",
    "twelve": "12",
    "fifteen": "15",
}
_KEPT = (
    ("logs", r"\blog(?:s|ged|ging)?\b|\bevents?\b"),
    (
        "technical documentation",
        r"technical documentation|technical file|declaration of conformity",
    ),
    ("quality records", r"\b(?:quality|complaint|training|capa) records?\b"),
    ("images or data", r"\b(?:images?|data|studies)\b"),
)


def sample_facts(sentence: Sentence, headings: str) -> Iterator[Said]:
    """The size of a whole data set, by data set and unit."""
    for size in sizes_in_row(sentence, headings):
        yield _size(size.setting, size.unit, size.count, size.shown, size.name)
    text = sentence.text
    counts = list(_COUNT.finditer(text)) if _MANY.search(text) else []
    setting = _setting(text, headings) if counts else ""
    apart = (OTHER_SETTING, _PART, _SOFTWARE_TEST)
    if not setting or any(words.search(text) for words in apart):
        return
    units = [match.group(2) for match in counts]
    for match in counts:
        if units.count(match.group(2)) == 1:
            value = number(match.group(1))
            yield _size(setting, match.group(2), value, match.group(0), set_name(text))


def _size(setting: str, unit: str, value: str, shown: str, name: str) -> Said:
    kind = "test-size" if setting in _TESTING else "sample-size"
    return Said(kind, f"number of {unit} ({setting})", value, shown, name)


def _setting(text: str, headings: str) -> str:
    """The data set that the sentence's counts are of.

    Words that put another noun than a counted one into a set ("for 2,318 scans we plotted the
    number of training scans") say nothing of the counts; then no heading speaks for them either.
    """
    if _JOINED.search(text):
        return ""
    counted = [match.span() for match in _COUNT.finditer(text)]
    others = [m for m in _SET_OF.finditer(text) if not any(s < m.end() <= e for s, e in counted)]
    if not others:
        return data_set(text) or data_set(headings)
    rest = text
    for match in others:
        rest = rest.replace(match.group(0), " ")
    return data_set(rest)


def retention_facts(sentence: Sentence) -> Iterator[Said]:
    """How long something is kept, where the sentence says clearly what."""
    text = sentence.text
    periods = list(_PERIOD_ONLY.finditer(text)) if may_hold(text, ("year", "month")) else []
    match = _PERIOD.search(text) if len(periods) == 1 else None
    if match is None or OTHER_SETTING.search(text):
        return
    kept = [name for name, words in _KEPT if re.search(words, text, re.IGNORECASE)]
    if not kept:
        return
    count = _WORDS.get(match.group(1).lower(), match.group(1))
    months = int(count) * (12 if match.group(2).lower().startswith("year") else 1)
    yield Said("retention", f"retention of {kept[0]}", f"{months} months", match.group(0))
