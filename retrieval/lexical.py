"""Search by words: BM25 over our own tokens."""

from collections import Counter
from collections.abc import Sequence
from math import log
from typing import cast

import bm25s
import numpy as np
from numpy.typing import NDArray

from domain.ports import Hit
from retrieval.fusion import sort_hits
from retrieval.tokens import tokens

_AT_ONCE = 1 << 16
"""Scores that are added up at once, of as many queries as that makes."""


class LexicalIndex:
    """BM25 over texts by id. A word counts once in a query, however often it stands there."""

    def __init__(self, ids: Sequence[str], texts: Sequence[str]) -> None:
        if len(ids) != len(texts):
            raise ValueError(f"{len(ids)} ids for {len(texts)} texts")
        self._ids = tuple(ids)
        corpus = [tokens(text) for text in texts]
        self._holding = Counter(word for words in corpus for word in set(words))
        self._index: bm25s.BM25 | None = None
        if any(corpus):
            self._index = bm25s.BM25(k1=1.2, b=0.5)
            self._index.index(corpus, show_progress=False)

    def weight(self, word: str) -> float:
        """How rare a word is among the texts, in the form that `tokens` gives; rarer is more."""
        return log((len(self._ids) + 1) / (self._holding[word] + 0.5))

    def search(self, query: str, top: int) -> list[Hit]:
        """The best `top` texts that share a word with the query, best first."""
        scores = self._scores(tokens(query))
        found = np.flatnonzero(scores >= _least(scores, top))
        hits = sort_hits(Hit(self._ids[n], float(scores[n])) for n in found if scores[n] > 0)
        return hits[: max(top, 0)]

    def scores(self, queries: Sequence[str]) -> NDArray[np.float32]:
        """BM25 of every text for every query: one row a query, one column a text."""
        return self.scores_of([tokens(query) for query in queries])

    def scores_of(self, queries: Sequence[Sequence[str]]) -> NDArray[np.float32]:
        """`scores` of queries that `tokens` has cut into words already."""
        scores = np.zeros((len(queries), len(self._ids)), dtype=np.float32)
        at_once = max(1, _AT_ONCE // max(1, len(self._ids)))
        for start in range(0, len(queries) if self._index else 0, at_once):
            some = slice(start, start + at_once)
            self._add(scores[some], queries[some])
        return scores

    def _add(self, scores: NDArray[np.float32], queries: Sequence[Sequence[str]]) -> None:
        """Add up what bm25s adds up word by word, in the same order, for some queries at once."""
        made, numbers = cast("bm25s.BM25", self._index).scores, [*map(self._numbers, queries)]
        words = np.asarray([n for some in numbers for n in some], dtype=np.intp)
        begins = made["indptr"][words].astype(np.intp)
        counts = made["indptr"][words + 1] - begins
        ends = np.cumsum(counts)
        places = np.arange(counts.sum()) + np.repeat(begins - (ends - counts), counts)
        rows = np.repeat(np.repeat(np.arange(len(queries)), [*map(len, numbers)]), counts)
        texts = made["indices"][places] + rows * scores.shape[1]
        np.add.at(scores.reshape(-1), texts, made["data"][places])

    def _scores(self, query: Sequence[str]) -> NDArray[np.float32]:
        scores: NDArray[np.float32] = self.scores_of([query])[0]
        return scores

    def _numbers(self, query: Sequence[str]) -> list[int]:
        """The numbers of the known words of a query, each once."""
        known = cast("bm25s.BM25", self._index).vocab_dict
        return [known[word] for word in dict.fromkeys(query) if word in known]

    def knows(self, word: str) -> bool:
        """Whether a text holds the word, in the form that `tokens` gives."""
        return self._index is not None and word in self._index.vocab_dict


def _least(scores: NDArray[np.float32], top: int) -> float:
    """The score of the last that may be among the `top`: sorting all takes longer than scoring."""
    if not 0 < top < len(scores):
        return 0.0
    return float(np.partition(scores, len(scores) - top)[len(scores) - top])
