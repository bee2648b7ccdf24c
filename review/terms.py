"""An inverted index of words, to find the terms of a criterion in many texts at once.

It finds what `Lexicon.pattern` finds, in the time of a look-up instead of a scan.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate
from sys import intern

from domain.document import Span
from regulations.lexicon import PATTERNS, Lexicon

_WORD = re.compile(r"\w+(?:'\w+)*")
_JOINT = re.compile(r"[\s-]+")
_PUNCTUATED = re.compile(r"[^\w\s*'-]")
_APART = "\x00"
"""Between texts that are scanned as one: no term holds it or reaches over it."""

_Found = Mapping[int, tuple[Span, ...]]


class TermIndex:
    """Where the terms of a lexicon stand in a sequence of texts."""

    def __init__(self, texts: Sequence[str], lexicon: Lexicon) -> None:
        self._texts = texts
        self._lexicon = lexicon
        self._postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._places: list[list[tuple[int, int]]] = []
        self._words: list[list[str]] = []
        self._found: dict[str, _Found] = {}
        for number, text in enumerate(texts):
            self._add(number, text)

    def _add(self, number: int, text: str) -> None:
        places = [match.span() for match in _WORD.finditer(text)]
        words = [intern(text[start:end].lower()) for start, end in places]
        self._places.append(places)
        self._words.append(words)
        for position, word in enumerate(words):
            self._postings[word].append((number, position))

    @cached_property
    def _vocabulary(self) -> list[str]:
        return sorted(self._postings)

    @cached_property
    def _whole(self) -> tuple[str, Sequence[int]]:
        """All texts as one, and where each begins."""
        lengths = (len(text) + len(_APART) for text in self._texts)
        return _APART.join(self._texts), list(accumulate(lengths, initial=0))

    def find_any(self, terms: Iterable[str]) -> dict[int, tuple[Span, ...]]:
        """The spans of any of the terms, by the number of the text they stand in."""
        found: dict[int, tuple[Span, ...]] = {}
        for term in self._lexicon.expand(terms):
            for number, spans in self.find(term).items():
                found[number] = (*found[number], *spans) if number in found else spans
        return found

    def find(self, term: str) -> _Found:
        """The spans of one term, by the number of the text they stand in."""
        if term not in self._found:
            self._found[term] = self._find(term)
        return self._found[term]

    def _find(self, term: str) -> _Found:
        if term.startswith("@"):
            return self._scan(_pattern(PATTERNS[term[1:]]))
        if _PUNCTUATED.search(term):
            return self._scan(self._lexicon.pattern([term]))
        first, *others = _words_of(term)
        if not all(map(self._knows, others)):
            return {}
        found: dict[int, list[Span]] = {}
        for number, position in self._standing(first):
            if (end := self._end_of(number, position, others)) is not None:
                span = Span(self._places[number][position][0], end)
                found.setdefault(number, []).append(span)
        return {number: tuple(spans) for number, spans in found.items()}

    def _scan(self, pattern: re.Pattern[str]) -> _Found:
        whole, starts = self._whole
        found: dict[int, list[Span]] = {}
        for match in pattern.finditer(whole):
            number = bisect_right(starts, match.start()) - 1
            place = Span(match.start() - starts[number], match.end() - starts[number])
            found.setdefault(number, []).append(place)
        return {number: tuple(spans) for number, spans in found.items()}

    def _knows(self, word: str) -> bool:
        """Whether any form of a word stands anywhere."""
        if not word.endswith("*"):
            return any(form in self._postings for form in _forms(word))
        place = bisect_left(self._vocabulary, word[:-1])
        return place < len(self._vocabulary) and self._vocabulary[place].startswith(word[:-1])

    def _standing(self, word: str) -> Iterator[tuple[int, int]]:
        """The number of the text and the position in it of each form of a word."""
        if not word.endswith("*"):
            for form in _forms(word):
                yield from self._postings.get(form, ())
            return
        prefix = word[:-1]
        for number in range(bisect_left(self._vocabulary, prefix), len(self._vocabulary)):
            form = self._vocabulary[number]
            if not form.startswith(prefix):
                return
            yield from self._postings[form]

    def _end_of(self, number: int, position: int, others: Sequence[str]) -> int | None:
        """Where a term ends whose first word stands there and whose `others` have to follow."""
        words = self._words[number]
        following = words[position + 1 : position + 1 + len(others)]
        if len(following) < len(others) or not all(map(_matches, following, others)):
            return None
        text, places = self._texts[number], self._places[number]
        for at in range(position, position + len(others)):
            if not _JOINT.fullmatch(text, places[at][1], places[at + 1][0]):
                return None
        return places[position + len(others)][1]


@lru_cache(maxsize=50_000)
def _words_of(term: str) -> tuple[str, ...]:
    return tuple(word for word in _JOINT.split(term.strip().lower()) if word)


def _matches(token: str, word: str) -> bool:
    return token.startswith(word[:-1]) if word.endswith("*") else token in _forms(word)


@lru_cache(maxsize=8192)
def _forms(word: str) -> tuple[str, str, str]:
    return (word, f"{word}s", f"{word}es")


@lru_cache(maxsize=32)
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words)
