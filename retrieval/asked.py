"""Search among questions: places, by the questions that each is known to answer."""

from collections.abc import Mapping, Sequence

import numpy as np

from domain.ports import Hit
from retrieval.embedding import Embedder
from retrieval.fusion import sort_hits
from retrieval.lexical import LexicalIndex


class QuestionIndex:
    """Places with the questions that each answers; a place counts by its nearest question."""

    def __init__(self, questions: Mapping[str, Sequence[str]], embedder: Embedder) -> None:
        self._places = tuple(questions)
        self._embedder = embedder
        self._vectors = embedder.embed([one for some in questions.values() for one in some])
        self._starts = np.cumsum([0, *(len(some) for some in questions.values())][:-1])
        self._lexical = LexicalIndex(self._places, ["\n".join(one) for one in questions.values()])

    def by_meaning(self, question: str, top: int) -> list[Hit]:
        """The best `top` places, best first, scored by the cosine of their nearest question."""
        if not self._places:
            return []
        near = np.maximum.reduceat(
            self._vectors @ self._embedder.embed_once(question), self._starts
        )
        best = np.argsort(-near, kind="stable")[: max(top, 0)]
        return sort_hits(Hit(self._places[n], float(near[n])) for n in best)

    def by_words(self, question: str, top: int) -> list[Hit]:
        """The best `top` places by BM25 of their questions, best first."""
        return self._lexical.search(question, top)
