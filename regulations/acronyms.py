"""The field's acronyms and popular words, and a query widened by the words of the acts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from domain.errors import CatalogueError
from regulations.data_files import DATA, read_mapping, texts


@dataclass(frozen=True, slots=True)
class FieldWords:
    """`acronyms` with their long forms, and popular `words` with the terms of the acts."""

    acronyms: Mapping[str, tuple[str, ...]]
    words: Mapping[str, tuple[str, ...]]


def expand(query: str) -> str:
    """The query with the words added that the acts use for what it names.

    Acronyms gain their long form and long forms their acronym; popular words gain the terms of
    the acts. What stands in the query already is not added; the query itself stays in front.
    """
    plain = _plain(query)
    added = [word for word in dict.fromkeys(_additions(query)) if _plain(word) not in plain]
    return " ".join((query, *added)).strip()


@lru_cache(maxsize=1)
def load_field_words() -> FieldWords:
    """Read the words; raises `CatalogueError` where an entry is empty."""
    data = read_mapping(DATA / "acronyms.yaml")
    return FieldWords(_entries(data.get("acronyms")), _entries(data.get("words")))


def _additions(query: str) -> list[str]:
    found: list[str] = []
    for pattern, words in _rules():
        if pattern.search(query):
            found.extend(words)
    return found


@lru_cache(maxsize=1)
def _rules() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """What to add when a pattern stands in a query; short acronyms need their capitals."""
    words = load_field_words()
    rules = [(_acronym(short), longs) for short, longs in words.acronyms.items()]
    rules += [
        (_phrase(long), (short,)) for short, longs in words.acronyms.items() for long in longs[:1]
    ]
    rules += [(_phrase(popular), terms) for popular, terms in words.words.items()]
    return tuple(rules)


_SHORT = 3


def _acronym(short: str) -> re.Pattern[str]:
    flags = re.NOFLAG if len(short) < _SHORT or short.lower() in _WORDS_TOO else re.IGNORECASE
    return re.compile(rf"(?<![\w&-]){re.escape(short)}s?(?![\w&-])", flags)


_WORDS_TOO = frozenset({"doc", "per", "sud", "cab", "cer", "cir"})
"""Acronyms that are words of their own in small letters."""


def _phrase(phrase: str) -> re.Pattern[str]:
    parts = (re.escape(part) for part in re.split(r"[\s-]+", phrase))
    return re.compile(r"(?<!\w)" + r"[\s-]+".join(parts) + r"s?(?!\w)", re.IGNORECASE)


def _plain(text: str) -> str:
    return " " + " ".join(re.findall(r"\w+", text.lower())) + " "


def _entries(part: object) -> dict[str, tuple[str, ...]]:
    rows = part if isinstance(part, dict) else {}
    entries = {str(name): texts(value) for name, value in rows.items()}
    if empty := [name for name, value in entries.items() if not value]:
        raise CatalogueError(f"acronyms.yaml: {empty[0]}: needs a list of words")
    return entries
