"""What is near to what by meaning, as a review uses it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from domain.law import Criterion
from retrieval.evidence_model import Signs
from review.corpus import Corpus
from review.relevance import Relevance

Likely = NDArray[np.float32]
"""A number for each sentence of a corpus."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """How much each passage speaks to each obligation, in standard deviations above its mean.

    `scores` are of passages by obligations, `columns` the column of each obligation by its id.
    """

    columns: Mapping[str, int] = field(default_factory=dict)
    scores: NDArray[np.float32] = field(default_factory=lambda: np.zeros((0, 0), dtype=np.float32))

    def of(self, obligation: str, passage: int) -> float:
        """That of one passage; 0, the mean, where it is not known."""
        column = self.columns.get(obligation)
        return 0.0 if column is None else float(self.scores[passage, column])


class Affinity:
    """What is near to what by meaning: passages to obligations, and sentences to criteria.

    `scores` come from the mapping, and so does how much passages have `spoken` to obligations.
    `signs` are those of the corpus's sentences, None where no model of evidence is at hand. With
    `relevance` they are read when they are first asked for.
    """

    def __init__(
        self,
        scores: Mapping[str, Mapping[int, float]] | None = None,
        signs: Signs | None = None,
        relevance: Relevance | None = None,
        spoken: Spoken | None = None,
    ) -> None:
        self._scores = scores or {}
        self._spoken = spoken or Spoken()
        self._given = signs
        self._relevance = relevance

    @cached_property
    def _signs(self) -> Signs | None:
        return self._relevance.signs() if self._relevance else self._given

    def likeness(self, part: Corpus | None = None) -> "Affinity":
        """What is like known answers in a part of the corpus, in all of it where it is None.

        The signs of a part can be read only where there is a `relevance`.
        """
        if part is None:
            return Affinity(signs=self._given, relevance=self._relevance)
        return Affinity(signs=self._relevance.signs(part) if self._relevance else None)

    def at_hand(self, documents: Collection[str]) -> "Affinity":
        """`likeness` to be asked of any of these documents, by processes that keep nothing."""
        near = self._relevance.at_hand(documents) if self._relevance else None
        return Affinity(signs=self._given, relevance=near)

    @property
    def learned(self) -> bool:
        """Whether sentences were held against known answers; not with another embedding model."""
        return self._relevance is not None or self._given is not None

    def of(self, obligation: str, passage: int) -> float:
        """How near a passage is to an obligation, from 0 to 1; 0 where not known."""
        return self.scores(obligation).get(passage, 0.0)

    def scores(self, obligation: str) -> Mapping[int, float]:
        """How near passages are to an obligation; those that are not known are left out."""
        return self._scores.get(obligation, {})

    def nearest(self, obligation: str, top: int) -> tuple[int, ...]:
        """The numbers of the nearest passages, best first."""
        scores = self._scores.get(obligation, {})
        return tuple(sorted(scores, key=lambda n: (-scores[n], n))[:top])

    @property
    def threshold(self) -> float:
        """From where a sentence is taken to answer a criterion."""
        if self._relevance:
            return self._relevance.least
        return self._signs.least if self._signs else 1.0

    def spoken(self, obligation: str, passage: int) -> float:
        """How much the passage speaks to the obligation, in standard deviations above its mean."""
        return self._spoken.of(obligation, passage)

    def knows(self, criterion: Criterion) -> bool:
        """Whether answers to the criterion were learned."""
        return self._signs is not None and self._signs.knows(criterion.text)

    def likely(self, criterion: Criterion, held: Likely) -> Likely:
        """How likely each sentence answers a known criterion; `held` as `Signs.likely` asks."""
        return self._signs.likely(criterion.text, held) if self._signs else np.zeros_like(held)


def log_odds(share: float) -> float:
    """The logarithm of the odds of a share; of 0 and 1 a large number, not an infinite one."""
    bounded = min(max(share, 1e-9), 1 - 1e-9)
    return log(bounded / (1 - bounded))


def share_of(odds: float) -> float:
    """The share with these log-odds."""
    return 1 / (1 + exp(-odds))
