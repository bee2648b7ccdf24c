"""Search by words: BM25 over our own tokens."""

from collections.abc import Sequence
from math import log

import bm25s
import numpy as np
from numpy.typing import NDArray

from domain.ports import Hit
from retrieval.fusion import sort_hits
from retrieval.postings import K1, B, Postings
from retrieval.tokens import tokens


class LexicalIndex:
    """BM25 over texts by id. A word counts once in a query, however often it stands there.

    `postings` are what it adds up, with the texts in the order of their ids.
    """

    def __init__(self, ids: Sequence[str], texts: Sequence[str]) -> None:
        if len(ids) != len(texts):
            raise ValueError(f"{len(ids)} ids for {len(texts)} texts")
        self._ids = tuple(ids)
        corpus = [tokens(text) for text in texts]
        self.postings = _postings(corpus)

    def weight(self, word: str) -> float:
        """How rare a word is among the texts, in the form that `tokens` gives; rarer is more."""
        return log((len(self._ids) + 1) / (self.postings.holding(word) + 0.5))

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
        return self.postings.scores(queries)

    def _scores(self, query: Sequence[str]) -> NDArray[np.float32]:
        scores: NDArray[np.float32] = self.scores_of([query])[0]
        return scores

    def knows(self, word: str) -> bool:
        """Whether a text holds the word, in the form that `tokens` gives."""
        return word in self.postings.words


def _postings(corpus: Sequence[Sequence[str]]) -> Postings:
    if not any(corpus):
        none = np.zeros(0, dtype=np.intp)
        return Postings({}, np.zeros(1, dtype=np.intp), none, none.astype(np.float32), len(corpus))
    index = bm25s.BM25(k1=K1, b=B)
    index.index(corpus, show_progress=False)
    made = index.scores
    begins, texts = (made[name].astype(np.intp) for name in ("indptr", "indices"))
    return Postings(index.vocab_dict, begins, texts, made["data"], len(corpus))


def _least(scores: NDArray[np.float32], top: int) -> float:
    """The score of the last that may be among the `top`: sorting all takes longer than scoring."""
    if not 0 < top < len(scores):
        return 0.0
    return float(np.partition(scores, len(scores) - top)[len(scores) - top])
