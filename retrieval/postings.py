"""Which texts hold a word and how much it counts in each, added up over the words of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

K1, B = 1.2, 0.5
"""The parameters of BM25: how soon a word that repeats counts no more, how much length counts."""

_AT_ONCE = 1 << 16
"""Scores that are added up at once, of as many queries as that makes."""


@dataclass(frozen=True, slots=True)
class Postings:
    """The texts that hold each word, word by word, and what the word weighs in each of them.

    Those of the word with number n in `words` stand from `begins[n]` to `begins[n + 1]`. The
    texts are numbered from 0 to `width`.
    """

    words: Mapping[str, int]
    begins: NDArray[np.intp]
    texts: NDArray[np.intp]
    weights: NDArray[np.float32]
    width: int

    def holding(self, word: str) -> int:
        """How many texts hold a word."""
        number = self.words.get(word)
        return 0 if number is None else int(self.begins[number + 1] - self.begins[number])

    def among(self, numbers: Sequence[int]) -> "Postings":
        """Those of some texts only, numbered anew as they are named; the weights are the same."""
        renumbered = np.full(self.width, -1, dtype=np.intp)
        renumbered[numbers] = np.arange(len(numbers))
        texts = renumbered[self.texts]
        named = texts >= 0
        begins = np.concatenate(([0], np.cumsum(named)))[self.begins]
        return Postings(self.words, begins, texts[named], self.weights[named], len(numbers))

    def scores(self, queries: Sequence[Sequence[str]]) -> NDArray[np.float32]:
        """One row a query, one column a text; a word counts once in a query."""
        scores = np.zeros((len(queries), self.width), dtype=np.float32)
        step = max(1, _AT_ONCE // max(1, self.width))
        for start, end in pairwise((*range(0, len(queries), step), len(queries))):
            self._add(scores[start:end], queries[start:end])
        return scores

    def _add(self, scores: NDArray[np.float32], queries: Sequence[Sequence[str]]) -> None:
        """Add up word by word, in the order of each query, for some queries at once."""
        numbers = [*map(self._numbers, queries)]
        words = np.asarray([n for some in numbers for n in some], dtype=np.intp)
        begins = self.begins[words]
        counts = self.begins[words + 1] - begins
        ends = np.cumsum(counts)
        places = np.arange(counts.sum()) + np.repeat(begins - (ends - counts), counts)
        rows = np.repeat(np.repeat(np.arange(len(queries)), [*map(len, numbers)]), counts)
        at = self.texts[places] + rows * self.width
        np.add.at(scores.reshape(-1), at, self.weights[places])

    def _numbers(self, query: Sequence[str]) -> list[int]:
        """The numbers of the known words of a query, each once."""
        found = map(self.words.get, dict.fromkeys(query))
        return [number for number in found if number is not None]
