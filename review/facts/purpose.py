"""The intended purpose by its facets: on what kind of images or signals, and used by whom."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from domain.document import Sentence
from regulations.repeated_facts import purpose_words
from review.facts.reading import OTHER_SETTING, Said
from review.normalise import may_hold

_MEANT = ("intended", "meant", "designed", "indicated", "made")
_PURPOSE = re.compile(
    r"\b(?:is|are) (?:intended|meant|designed|indicated) (?:to|for)\b|\bintended (?:use|purpose)\b",
    re.IGNORECASE,
)
_USERS = re.compile(
    r"\bintended users?\b(?: are| is|:|\s*\|)?(?P<are>[^.;]*)"
    r"|\b(?:intended|meant|designed|made) (?:to be used|for use|to be operated) by\b(?P<by>[^.;]*)",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:not|no|never|neither|nor|excluded?|other than|instead of|unlike|without)\b",
    re.IGNORECASE,
)
_SUBJECTS = {
    "modality": "kind of images or signals in the intended purpose",
    "users": "intended users",
}


def purpose_facts(sentence: Sentence) -> Iterator[Said]:
    """The values of each facet that a plain statement of purpose gives."""
    text = sentence.text
    if not may_hold(text, _MEANT):
        return
    purpose, users = _PURPOSE.search(text), _USERS.search(text)
    if not (purpose or users) or OTHER_SETTING.search(text) or _DENIED.search(text):
        return
    if purpose:
        yield from _values("modality", text)
    if users:
        yield from _values("users", users["are"] or users["by"] or "")


def _values(facet: str, text: str) -> Iterator[Said]:
    for value, words in _patterns()[facet].items():
        if found := words.search(text):
            yield Said("purpose", _SUBJECTS[facet], value, found.group(0))


@lru_cache(maxsize=1)
def _patterns() -> Mapping[str, Mapping[str, re.Pattern[str]]]:
    return {
        facet: {value: _any_of(words) for value, words in values.items()}
        for facet, values in purpose_words().items()
    }


def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Short forms in capitals are matched as they are written, words in any case."""
    parts = (w if w.isupper() else f"(?i:{re.escape(w)})" for w in sorted(words, key=len)[::-1])
    return re.compile(rf"\b(?:{'|'.join(parts)})\b")
