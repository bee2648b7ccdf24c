"""Who the device is for: the age limit of its patients."""

import re
from collections.abc import Iterator

from domain.document import Sentence
from review.facts.reading import OTHER_SETTING, Said

_FROM = re.compile(
    r"\b(?:patients?|adults?|persons?|people|individuals?|subjects?|population|aged?|age)\b[^.;|]{0,50}?"
    r"\b(\d{1,2})\s*years?\s*(?:of age\s*)?"
    r"(?:(?:and|or)\s+(?:older|over|above)|upwards|onwards?|on\b|\+)",
    re.IGNORECASE,
)
_OVER = re.compile(
    r"\b(?:patients?|adults?|persons?|population)\b[^.;|]{0,40}?\b(?:aged|age|of)\s+"
    r"(?:at least|over|above|from|\u2265)\s*(\d{1,2})\b",
    re.IGNORECASE,
)
_UNDER = re.compile(
    r"\b(?:under|below|younger than|less than)\s+(?:the age of\s+)?(\d{1,2})(?:\s*years?)?\b",
    re.IGNORECASE,
)
_EXCLUDED = re.compile(
    r"\b(?:exclu\w+|not intended|contraindicat\w+|must not|do not use|not (?:be )?used|outside the "
    r"intended)\b",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_STUDY = re.compile(
    r"\b(?:data ?set|sample|cohort|study|studies|median|mean|percent|%|subgroup|stratum|band|"
    r"training|test|literature|enrol\w+|recruit\w+|sensitivity|specificity|performance)\b",
    re.IGNORECASE,
)


def population_facts(sentence: Sentence) -> Iterator[Said]:
    """The lowest age of the intended patients, stated directly or by what is excluded."""
    text = sentence.text
    match = _lowest_age(text) if _DIGIT.search(text) else None
    if match is not None and not _STUDY.search(text) and not OTHER_SETTING.search(text):
        yield Said("population", "lowest age of intended patients", match.group(1), match.group(0))


def _lowest_age(text: str) -> re.Match[str] | None:
    if found := _FROM.search(text) or _OVER.search(text):
        return found
    found = _UNDER.search(text)
    return found if found and _EXCLUDED.search(text) else None
