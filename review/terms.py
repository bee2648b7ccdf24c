"""An inverted index of words, to find the terms of a criterion in many texts at once.

It finds what `Lexicon.pattern` finds, in the time of a look-up instead of a scan.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from domain.document import Span
from regulations.lexicon import PATTERNS, Lexicon

_WORD = re.compile(r"\w+(?:'\w+)*")
_JOINT = re.compile(r"[\s-]+")
_PUNCTUATED = re.compile(r"[^\w\s*'-]")


@dataclass(frozen=True)
class _Token:
    text: int
    position: int
    span: Span


class TermIndex:
    """Where the terms of a lexicon stand in a sequence of texts."""

    def __init__(self, texts: Sequence[str], lexicon: Lexicon) -> None:
        self._texts = texts
        self._lexicon = lexicon
        self._postings: dict[str, list[_Token]] = defaultdict(list)
        self._tokens: list[list[Span]] = []
        self._found: dict[str, Mapping[int, tuple[Span, ...]]] = {}
        for number, text in enumerate(texts):
            self._add(number, text)

    def _add(self, number: int, text: str) -> None:
        spans = [Span(*match.span()) for match in _WORD.finditer(text)]
        self._tokens.append(spans)
        for position, span in enumerate(spans):
            self._postings[span.of(text).lower()].append(_Token(number, position, span))

    @cached_property
    def _vocabulary(self) -> list[str]:
        return sorted(self._postings)

    def find_any(self, terms: Iterable[str]) -> dict[int, tuple[Span, ...]]:
        """The spans of any of the terms, by the number of the text they stand in."""
        found: dict[int, tuple[Span, ...]] = {}
        for term in self._lexicon.expand(terms):
            for number, spans in self.find(term).items():
                found[number] = (*found.get(number, ()), *spans)
        return found

    def find(self, term: str) -> Mapping[int, tuple[Span, ...]]:
        """The spans of one term, by the number of the text they stand in."""
        if term not in self._found:
            self._found[term] = self._find(term)
        return self._found[term]

    def _find(self, term: str) -> Mapping[int, tuple[Span, ...]]:
        if term.startswith("@"):
            return self._scan(re.compile(PATTERNS[term[1:]]))
        if _PUNCTUATED.search(term):
            return self._scan(self._lexicon.pattern([term]))
        words = [word for word in re.split(r"[\s-]+", term.strip().lower()) if word]
        found: dict[int, list[Span]] = defaultdict(list)
        for token in self._tokens_of(words[0]):
            if (end := self._end_of(token, words)) is not None:
                found[token.text].append(Span(token.span.start, end))
        return {number: tuple(spans) for number, spans in found.items()}

    def _scan(self, pattern: re.Pattern[str]) -> Mapping[int, tuple[Span, ...]]:
        found = {
            number: tuple(Span(*match.span()) for match in pattern.finditer(text))
            for number, text in enumerate(self._texts)
        }
        return {number: spans for number, spans in found.items() if spans}

    def _tokens_of(self, word: str) -> list[_Token]:
        if not word.endswith("*"):
            forms = (word, f"{word}s", f"{word}es")
            return [token for form in forms for token in self._postings.get(form, ())]
        prefix = word[:-1]
        start = bisect_left(self._vocabulary, prefix)
        found: list[_Token] = []
        for form in self._vocabulary[start:]:
            if not form.startswith(prefix):
                break
            found.extend(self._postings[form])
        return found

    def _end_of(self, first: _Token, words: Sequence[str]) -> int | None:
        spans, text = self._tokens[first.text], self._texts[first.text]
        end = first.span.end
        for offset, word in enumerate(words[1:], start=1):
            position = first.position + offset
            if position >= len(spans):
                return None
            following = spans[position]
            joined = _JOINT.fullmatch(text[end : following.start])
            if not joined or not _matches(following.of(text).lower(), word):
                return None
            end = following.end
        return end


def _matches(token: str, word: str) -> bool:
    if word.endswith("*"):
        return token.startswith(word[:-1])
    return token in (word, f"{word}s", f"{word}es")
