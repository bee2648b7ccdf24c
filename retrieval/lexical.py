"""Search by words: BM25 over our own tokens."""

from collections import Counter
from collections.abc import Sequence
from math import log

import bm25s
import numpy as np
from numpy.typing import NDArray

from domain.ports import Hit
from retrieval.fusion import sort_hits
from retrieval.tokens import tokens


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
        rows = [self._scores(query) for query in queries]
        return np.asarray(rows, dtype=np.float32).reshape(len(queries), len(self._ids))

    def _scores(self, query: Sequence[str]) -> NDArray[np.float32]:
        """What bm25s adds up word by word, added in the same order at once."""
        scores = np.zeros(len(self._ids), dtype=np.float32)
        words = [word for word in dict.fromkeys(query) if self.knows(word)]
        if self._index is None or not words:
            return scores
        made, numbers = self._index.scores, map(self._index.vocab_dict.__getitem__, words)
        places = [slice(made["indptr"][n], made["indptr"][n + 1]) for n in numbers]
        texts, shares = ([made[name][one] for one in places] for name in ("indices", "data"))
        np.add.at(scores, np.concatenate(texts), np.concatenate(shares))
        return scores

    def knows(self, word: str) -> bool:
        """Whether a text holds the word, in the form that `tokens` gives."""
        return self._index is not None and word in self._index.vocab_dict


def _least(scores: NDArray[np.float32], top: int) -> float:
    """The score of the last that may be among the `top`: sorting all takes longer than scoring."""
    if not 0 < top < len(scores):
        return 0.0
    return float(np.partition(scores, len(scores) - top)[len(scores) - top])
