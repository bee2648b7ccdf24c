"""What speaks for an obligation as the matter of a passage, and how it is weighed."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.ports import Hit
from retrieval.fusion import fuse_matrices, sort_hits
from retrieval.lexical import LexicalIndex
from retrieval.pooling import Groups, pooled, standardised

Matrix = NDArray[np.float32]

_NEIGHBOURS = 3
_REVERSE = (2.0, 1.0, 1.0)
_AT_ONCE = 16
"""Obligations whose passages are ranked at once: more take memory and gain nothing."""


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
    mean. `nearest` is the cosine of the nearest sentence.
    """

    ids: tuple[str, ...]
    sections: Groups
    meaning: Matrix
    words: Matrix
    answers: Matrix
    learned: Matrix
    nearest: Matrix

    @classmethod
    def joined(cls, parts: Sequence["MappingSigns"]) -> "MappingSigns":
        """The signs of some passages and of those that follow them; there is at least one part."""
        signs = ("meaning", "words", "answers", "learned", "nearest")
        every = {name: np.concatenate([getattr(one, name) for one in parts]) for name in signs}
        return cls(ids=parts[0].ids, sections=parts[0].sections, **every)

    def ranked(self, weights: MappingWeights, top: int) -> list[list[Hit]]:
        """The best `top` obligations of each passage with these weights."""
        return Rows(self.ids, self.weighed(weights), self.nearest).forward(top)

    def weighed(self, weights: MappingWeights) -> Matrix:
        """One score for each pair."""
        total = 1 + weights.words + weights.answers + weights.learned
        own = (
            self.meaning
            + weights.words * self.words
            + weights.answers * self.answers
            + weights.learned * self.learned
        ) / total
        raised = pooled(own.T, self.sections, _NEIGHBOURS).T
        near: Matrix = own + weights.section * raised[:, self.sections.holding(len(self.ids))]
        return near


@dataclass(frozen=True, slots=True)
class Rows:
    """What rests on each passage alone, as matrices of passages by obligations.

    `ids` are the obligations, one a column. `near` decides which of them a passage speaks to;
    `nearest` is the cosine of the nearest sentence.
    """

    ids: tuple[str, ...]
    near: Matrix
    nearest: Matrix

    @classmethod
    def empty(cls, ids: tuple[str, ...], passages: int) -> "Rows":
        """Rows of so many passages, to be filled."""
        near, nearest = (np.zeros((passages, len(ids)), dtype=np.float32) for _ in range(2))
        return cls(ids, near, nearest)

    @classmethod
    def joined(cls, ids: tuple[str, ...], parts: Sequence["Rows"]) -> "Rows":
        """The rows of some passages and of those that follow them, all of the same obligations."""
        rows, start = cls.empty(ids, sum(len(part.near) for part in parts)), 0
        for part in parts:
            end = start + len(part.near)
            rows.near[start:end], rows.nearest[start:end] = part.near, part.nearest
            start = end
        return rows

    def forward(self, top: int) -> list[list[Hit]]:
        """The best `top` obligations of each passage; scores are in standard deviations."""
        return [_best(self.ids, row, top) for row in self.near]


@dataclass(frozen=True, slots=True)
class Mapped:
    """The outcome of a comparison: the `rows` of the `passages`.

    The words of each obligation, in `targets`, are looked up among those of the passages: with
    the rows they decide which passages speak to an obligation.
    """

    rows: Rows
    passages: Sequence[str]
    targets: Sequence[Sequence[str]]

    @property
    def near(self) -> Matrix:
        """How near each passage is to each obligation, in standard deviations."""
        return self.rows.near

    def forward(self, top: int) -> list[list[Hit]]:
        """The best `top` obligations of each passage; scores are in standard deviations."""
        return self.rows.forward(top)

    def reverse(self, passage_ids: Sequence[str], top: int) -> dict[str, list[Hit]]:
        """The best `top` passages of each obligation; `passage_ids` in the order compared.

        Scores are sums of reciprocal ranks: they order passages and compare nothing else.
        """
        words = LexicalIndex(passage_ids, self.passages)
        found: dict[str, list[Hit]] = {}
        for start in range(0, len(self.rows.ids), _AT_ONCE):
            some = slice(start, start + _AT_ONCE)
            near, nearest = self.rows.near[:, some].T, self.rows.nearest[:, some].T
            asked = words.scores_of(self.targets[some])
            fused = fuse_matrices([near, nearest, asked], weights=_REVERSE)
            pairs = zip(self.rows.ids[some], fused, strict=True)
            found |= {key: _best(passage_ids, row, top) for key, row in pairs}
        return found


def learned_sign(likeness: Matrix, criteria: Groups) -> Matrix:
    """For each obligation its likeliest criterion, in standard deviations above the others.

    `likeness` is of passages to learned criteria, `criteria` the columns of each obligation; one
    that has none is given the mean, 0.
    """
    sign = pooled(likeness.T, criteria, 1).T
    known = criteria.filled
    sign[:, known] = standardised(sign[:, known])
    return sign


def _best(ids: Sequence[str], scores: NDArray[np.float32], top: int) -> list[Hit]:
    if top < 1 or not len(scores):
        return []
    place = max(0, len(scores) - top)
    reaching = np.flatnonzero(scores >= np.partition(scores, place)[place])
    return sort_hits(Hit(ids[n], float(scores[n])) for n in reaching.tolist())[:top]
