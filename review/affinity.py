"""What is near to what by meaning, as a review uses it."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from domain.law import Criterion
from retrieval.evidence_model import Signs

Likely = NDArray[np.float32]
"""A number for each sentence of a corpus."""


class Affinity:
    """What is near to what by meaning: passages to obligations, and sentences to criteria.

    `scores` come from the mapping; `signs` are those of the corpus's sentences, None where no
    model of evidence is at hand.
    """

    def __init__(
        self,
        scores: Mapping[str, Mapping[int, float]] | None = None,
        signs: Signs | None = None,
    ) -> None:
        self._scores = scores or {}
        self._signs = signs

    @property
    def learned(self) -> bool:
        """Whether sentences were held against known answers; not with another embedding model."""
        return self._signs is not None

    def of(self, obligation: str, passage: int) -> float:
        """How near a passage is to an obligation, from 0 to 1; 0 where not known."""
        return self._scores.get(obligation, {}).get(passage, 0.0)

    def nearest(self, obligation: str, top: int) -> tuple[int, ...]:
        """The numbers of the nearest passages, best first."""
        scores = self._scores.get(obligation, {})
        return tuple(sorted(scores, key=lambda n: (-scores[n], n))[:top])

    @property
    def threshold(self) -> float:
        """From where a sentence is taken to answer a criterion."""
        return self._signs.least if self._signs else 1.0

    def knows(self, criterion: Criterion) -> bool:
        """Whether answers to the criterion were learned."""
        return self._signs is not None and self._signs.knows(criterion.text)

    def likely(self, criterion: Criterion, held: Likely) -> Likely:
        """How likely each sentence answers a known criterion; `held` as `Signs.likely` asks."""
        return self._signs.likely(criterion.text, held) if self._signs else np.zeros_like(held)
