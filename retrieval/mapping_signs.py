"""What speaks for an obligation as the matter of a passage, and how it is weighed."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.ports import Hit
from retrieval.fusion import fuse_matrices, sort_hits
from retrieval.pooling import highest_of_groups, mean_of_best, standardised

Matrix = NDArray[np.float32]

_NEIGHBOURS = 3
_REVERSE = (2.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class MappingWeights:
    """How much each sign counts beside `meaning`, which counts 1; fitted by `eval/fit_mapping.py`.

    `words` of the obligation, words of known `answers` to it, the `learned` likeness to such
    answers; and beside all of them together what the nearest obligations of its `section` reach.
    """

    words: float = 0.5
    answers: float = 1.0
    learned: float = 1.0
    section: float = 1.0


@dataclass(frozen=True, slots=True)
class MappingSigns:
    """The signs of passages towards obligations, as matrices of passages by obligations.

    `ids` are the obligations, one a column; `sections` the columns of each section of the law.
    `meaning`, `words`, `answers` and `learned` are in standard deviations above the passage's
    mean. `nearest` is the cosine of the nearest sentence, `asked` BM25 of the passage for the
    words of the obligation.
    """

    ids: tuple[str, ...]
    sections: tuple[tuple[int, ...], ...]
    meaning: Matrix
    words: Matrix
    answers: Matrix
    learned: Matrix
    nearest: Matrix
    asked: Matrix

    def weighed(self, weights: MappingWeights) -> "Mapped":
        """The passages and obligations with one score for each pair."""
        total = 1 + weights.words + weights.answers + weights.learned
        own = (
            self.meaning
            + weights.words * self.words
            + weights.answers * self.answers
            + weights.learned * self.learned
        ) / total
        near: Matrix = own + weights.section * self._neighbours(own)
        return Mapped(self.ids, near, self.nearest, self.asked)

    def _neighbours(self, scores: Matrix) -> Matrix:
        """For each obligation the mean of the best few of its section."""
        raised = np.zeros_like(scores)
        for columns in map(list, self.sections):
            raised[:, columns] = mean_of_best(scores[:, columns].T, _NEIGHBOURS)[:, None]
        return raised


@dataclass(frozen=True, slots=True)
class Mapped:
    """The outcome of a comparison: matrices of passages by obligations.

    `ids` are the obligations compared, one a column. `near` decides which obligations a passage
    speaks to. `nearest`, the cosine of the nearest sentence, and `asked`, the words of the
    obligation in the passage, decide with it which passages speak to an obligation.
    """

    ids: tuple[str, ...]
    near: Matrix
    nearest: Matrix
    asked: Matrix

    def forward(self, top: int) -> list[list[Hit]]:
        """The best `top` obligations of each passage; scores are in standard deviations."""
        return [_best(self.ids, row, top) for row in self.near]

    def reverse(self, passage_ids: Sequence[str], top: int) -> dict[str, list[Hit]]:
        """The best `top` passages of each obligation; `passage_ids` in the order compared.

        Scores are sums of reciprocal ranks: they order passages and compare nothing else.
        """
        fused = fuse_matrices([self.near.T, self.nearest.T, self.asked.T], weights=_REVERSE)
        return {key: _best(passage_ids, row, top) for key, row in zip(self.ids, fused, strict=True)}


def learned_sign(likeness: Matrix, criteria: Sequence[Sequence[int]]) -> Matrix:
    """For each obligation its likeliest criterion, in standard deviations above the others.

    `likeness` is of passages to learned criteria, `criteria` the columns of each obligation; one
    that has none is given the mean, 0.
    """
    sign = highest_of_groups(likeness, criteria)
    known = [n for n, columns in enumerate(criteria) if columns]
    sign[:, known] = standardised(sign[:, known])
    return sign


def _best(ids: Sequence[str], scores: NDArray[np.float32], top: int) -> list[Hit]:
    if top < 1 or not len(scores):
        return []
    place = max(0, len(scores) - top)
    reaching = np.flatnonzero(scores >= np.partition(scores, place)[place])
    return sort_hits(Hit(ids[n], float(scores[n])) for n in reaching.tolist())[:top]
