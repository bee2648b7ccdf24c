"""Search by meaning and by words at once."""

from collections.abc import Mapping
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from domain.ports import Hit, Progress
from retrieval.embedding import Embedder, Vectors
from retrieval.fusion import fuse
from retrieval.lexical import LexicalIndex

_DEPTH = 100
"""How far down each ranking is read before both are joined."""


class NearIndex(Protocol):
    """Texts by id that can be searched by a vector."""

    def search(self, vector: Vectors, top: int) -> list[Hit]:
        """The `top` ids whose vectors are nearest, best first."""
        ...


class HybridIndex:
    """Texts by id, ranked by vectors and by BM25, joined by reciprocal rank fusion.

    Put what a reader has in mind at a text, such as the title of its article, in front of it.
    Without an index of their vectors these are compared exactly, which is faster below some
    hundred thousand texts. Implements the port `SearchIndex`.
    """

    def __init__(
        self,
        texts: Mapping[str, str],
        embedder: Embedder,
        near: NearIndex | None = None,
        progress: Progress | None = None,
    ) -> None:
        """`near` holds the vectors of the same texts."""
        ids = tuple(texts)
        self._embedder = embedder
        self._lexical = LexicalIndex(ids, tuple(texts.values()))
        if near is None:
            near = ExactIndex(ids, embedder.embed(tuple(texts.values()), progress))
        self._near = near

    def knows(self, word: str) -> bool:
        """Whether a text holds the word, in the form that `tokens` gives."""
        return self._lexical.knows(word)

    def weight(self, word: str) -> float:
        """How rare a word is among the texts; see `LexicalIndex.weight`."""
        return self._lexical.weight(word)

    def search(self, query: str, top: int) -> list[Hit]:
        """The best `top` texts, best first; scores are sums of reciprocal ranks."""
        depth = max(top, _DEPTH)
        by_meaning = self.by_meaning(query, depth)
        return fuse([by_meaning, self.by_words(query, depth)])[: max(top, 0)]

    def by_meaning(self, query: str, top: int) -> list[Hit]:
        """The `top` texts nearest in meaning, best first, scored by cosine."""
        return self._near.search(self._embedder.embed_once(query), top)

    def by_words(self, query: str, top: int) -> list[Hit]:
        """The best `top` texts by BM25, best first."""
        return self._lexical.search(query, top)


class ExactIndex:
    """All vectors compared, in memory: the answer that an approximate index is measured by."""

    def __init__(self, ids: tuple[str, ...], vectors: Vectors) -> None:
        order = sorted(range(len(ids)), key=ids.__getitem__)
        self._ids = [ids[number] for number in order]
        self._vectors = vectors[order]

    def search(self, vector: Vectors, top: int) -> list[Hit]:
        """The `top` ids whose vectors are nearest, best first, equal ones by id."""
        scores = self._vectors @ vector
        few = _highest(scores, min(max(top, 0), len(scores)))
        return [Hit(self._ids[number], float(scores[number])) for number in few]


def _highest(scores: NDArray[np.float32], count: int) -> NDArray[np.intp]:
    """The places of the highest scores, best first, of equal ones the first.

    Only what may be among them is sorted: sorting all takes longer than the product.
    """
    if not count:
        return np.empty(0, dtype=np.intp)
    least = np.partition(scores, len(scores) - count)[len(scores) - count]
    among = np.flatnonzero(scores >= least)
    return among[np.argsort(-scores[among], kind="stable")[:count]]
