"""An inverted index of words, to find the terms of a criterion in many texts at once.

It finds what `Lexicon.pattern` finds, in the time of a look-up instead of a scan.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise
from sys import intern

from domain.document import Span
from regulations.lexicon import PATTERNS, Lexicon

_WORD = re.compile(r"\w+(?:'\w+)*")
_JOINT = re.compile(r"[\s-]+")
_PUNCTUATED = re.compile(r"[^\w\s*'-]")
_APART = "\x00"
"""Between texts that are scanned as one: no term holds it or reaches over it."""

_ANY = ""
"""In place of the first word of a term that is looked for in any text."""

_Found = Mapping[int, tuple[Span, ...]]


class TermIndex:
    """Where the terms of a lexicon stand in a sequence of texts."""

    def __init__(self, texts: Sequence[str], lexicon: Lexicon) -> None:
        self._texts = texts
        self._lexicon = lexicon
        self._postings: dict[str, list[int]] = defaultdict(list)
        self._spans: list[tuple[int, int]] = []
        self._numbers: list[int] = []
        self._standing: dict[str, frozenset[int]] = {}
        self._found: dict[str, _Found] = {}
        for number, text in enumerate(texts):
            self._add(number, text)

    def _add(self, number: int, text: str) -> None:
        """Give each word a place among those of all texts; one between two texts is nobody's."""
        spans = [match.span() for match in _WORD.finditer(text)]
        for place, (start, end) in enumerate(spans, len(self._spans)):
            self._postings[intern(text[start:end].lower())].append(place)
        self._spans += [*spans, (0, 0)]
        self._numbers += [number] * (len(spans) + 1)

    @cached_property
    def _vocabulary(self) -> list[str]:
        return sorted(self._postings)

    @cached_property
    def _begun(self) -> frozenset[str]:
        """Each word with which a term that stands here can begin, as terms write words."""
        plain = {form for word in self._postings for form in _singular(word)}
        open_ended = {f"{word[:n]}*" for word in self._postings for n in range(len(word) + 1)}
        return frozenset(plain | open_ended | {_ANY})

    @cached_property
    def _whole(self) -> tuple[str, Sequence[int]]:
        """All texts as one, and where each begins."""
        lengths = (len(text) + len(_APART) for text in self._texts)
        return _APART.join(self._texts), list(accumulate(lengths, initial=0))

    @cached_property
    def _lowered(self) -> str:
        return self._whole[0].lower()

    def find_any(self, terms: Iterable[str]) -> dict[int, tuple[Span, ...]]:
        """The spans of any of the terms, by the number of the text they stand in."""
        found: dict[int, tuple[Span, ...]] = {}
        begun = self._begun
        for first, term in first_words(self._lexicon.expand(terms)):
            if first not in begun:
                continue
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
            held = all(word.removesuffix("*") in self._lowered for word in _words_of(term))
            return self._scan(self._lexicon.pattern([term])) if held else {}
        first, *others = _words_of(term)
        following = [self._places(word) for word in others]
        if not all(following):
            return {}
        starts: Iterable[int] = self._in_turn(first)
        for behind, places in enumerate(following, 1):
            starts = [at for at in starts if at + behind in places]
        return self._spelled(starts, len(others))

    def _spelled(self, starts: Iterable[int], behind: int) -> _Found:
        """The terms that begin at these places, where only space or hyphens part their words."""
        found: dict[int, tuple[Span, ...]] = {}
        for at in starts:
            number = self._numbers[at]
            if behind and not self._joined(self._texts[number], self._spans[at : at + behind + 1]):
                continue
            span = Span(self._spans[at][0], self._spans[at + behind][1])
            found[number] = (*found[number], span) if number in found else (span,)
        return found

    @staticmethod
    def _joined(text: str, spans: Sequence[tuple[int, int]]) -> bool:
        return all(_JOINT.fullmatch(text, end, start) for (_, end), (start, _) in pairwise(spans))

    def _scan(self, pattern: re.Pattern[str]) -> _Found:
        whole, starts = self._whole
        found: dict[int, list[Span]] = {}
        for match in pattern.finditer(whole):
            number = bisect_right(starts, match.start()) - 1
            place = Span(match.start() - starts[number], match.end() - starts[number])
            found.setdefault(number, []).append(place)
        return {number: tuple(spans) for number, spans in found.items()}

    def _places(self, word: str) -> frozenset[int]:
        """Where any form of a word stands."""
        if word not in self._standing:
            self._standing[word] = frozenset(self._in_turn(word))
        return self._standing[word]

    def _in_turn(self, word: str) -> Iterator[int]:
        """Where each form of a word stands, one form after the other."""
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


@lru_cache(maxsize=8192)
def first_words(terms: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Each term behind its first word; where no word tells that it is absent, that is any."""
    return tuple((_first_word(term), term) for term in terms)


def _first_word(term: str) -> str:
    told = not term.startswith("@") and not _PUNCTUATED.search(term)
    return next(iter(_words_of(term)), _ANY) if told else _ANY


def _singular(word: str) -> Iterator[str]:
    """The words of which this one is a form; see `_forms`."""
    yield word
    for ending in ("s", "es"):
        if word.endswith(ending):
            yield word.removesuffix(ending)


@lru_cache(maxsize=50_000)
def _words_of(term: str) -> tuple[str, ...]:
    return tuple(word for word in _JOINT.split(term.strip().lower()) if word)


@lru_cache(maxsize=8192)
def _forms(word: str) -> tuple[str, str, str]:
    return (word, f"{word}s", f"{word}es")


@lru_cache(maxsize=32)
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words)
