"""The field's words: concepts with their synonyms, and matching of terms in text.

A term is one or more words. `*` at the end of a word stands for any ending, a plain word also
matches its plural, white space and hyphens are alike, and case does not count. `@name` stands
for a concept: a list of terms kept in `data/lexicon/*.yaml`, or one of the built-in patterns in
`PATTERNS` (numbers, durations, dates, standards, references to documents).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from domain.errors import CatalogueError
from domain.law import Criterion
from regulations.data_files import DATA, read_mapping, texts

PATTERNS: Mapping[str, str] = {
    "number": r"\d",
    "percentage": r"\d\s?(?:%|percent|per cent)|\b0[.,]\d{2,}",
    "duration": r"\b(?:\d+|one|two|three|five|six|ten|twelve|fifteen)[\s-]*(?:calendar |working )?"
    r"(?:year|month|week|day|hour|minute|second)s?\b",
    "date": r"\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[./ ](?:\d{1,2}|[A-Z][a-z]{2,8})[./ ]\d{4}\b",
    "standard": r"\b(?:EN |DIN |IEC |ISO |IEEE |AAMI |ANSI )+(?:/?[A-Z]{2,4} )*\d{3,5}"
    r"|\bISO/IEC \d+",
    "document-id": r"\b[A-Z]{2,6}-[A-Z0-9]*\d[\w.-]*",
    "version": r"\b(?:version|release|revision|rev\.|v)\s?\d",
}
"""Built-in concepts that no list of words can give; matched with case."""


@dataclass(frozen=True)
class Lexicon:
    """Concepts by name, each a tuple of terms."""

    concepts: Mapping[str, tuple[str, ...]]
    _expanded: dict[tuple[str, ...], tuple[str, ...]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def expand(self, terms: Iterable[str]) -> tuple[str, ...]:
        """The terms with each `@name` replaced by its concept's terms; patterns stay."""
        asked = tuple(terms)
        if asked not in self._expanded:
            self._expanded[asked] = self._expand(asked)
        return self._expanded[asked]

    def _expand(self, terms: Iterable[str]) -> tuple[str, ...]:
        found: list[str] = []
        for term in terms:
            if term.startswith("@") and term[1:] not in PATTERNS:
                found.extend(self.expand(self._concept(term[1:])))
            else:
                found.append(term)
        return tuple(dict.fromkeys(found))

    def _concept(self, name: str) -> tuple[str, ...]:
        if name not in self.concepts:
            raise CatalogueError(
                f"@{name} is no concept of regulations/data/lexicon; add it there or mend the name"
            )
        return self.concepts[name]

    def pattern(self, terms: Iterable[str]) -> re.Pattern[str]:
        """A pattern that finds any of the terms in a text."""
        return _compile(self.expand(terms))

    def patterns(self, criterion: Criterion) -> tuple[re.Pattern[str], ...]:
        """One pattern for each group of a criterion."""
        return tuple(self.pattern(group) for group in criterion.groups)


@lru_cache(maxsize=8192)
def _compile(terms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{_term_pattern(term)})" for term in terms))


def _term_pattern(term: str) -> str:
    if term.startswith("@"):
        return PATTERNS[term[1:]]
    words = [_word_pattern(word) for word in re.split(r"[\s-]+", term.strip()) if word]
    return "(?i:(?<!\\w)" + r"[\s-]+".join(words) + ")"


def _word_pattern(word: str) -> str:
    if word.endswith("*"):
        return re.escape(word[:-1]) + r"[\w']*"
    return re.escape(word) + r"(?:s|es)?(?!\w)"


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Read all lexicon files; raises `CatalogueError` when a name stands twice."""
    concepts: dict[str, tuple[str, ...]] = {}
    for file in sorted((DATA / "lexicon").glob("*.yaml"), key=lambda f: f.name):
        rows = read_mapping(file)
        if twice := concepts.keys() & (rows.keys() | PATTERNS.keys()) & rows.keys():
            raise CatalogueError(f"{file.name}: concept {min(twice)!r} stands in another file too")
        concepts |= {name: texts(terms) for name, terms in rows.items()}
    return Lexicon(concepts)
