"""What speaks for an obligation as the matter of a passage, and how it is weighed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.ports import Hit
from retrieval.fusion import fuse_matrices, sort_hits
from retrieval.pooling import Groups, pooled, standardised
from retrieval.word_counts import WordCounts

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
        return _forward(self.ids, self.weighed(weights), top)

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
    `nearest` is the cosine of the nearest sentence. `words` are those of obligations that the
    passages hold.
    """

    ids: tuple[str, ...]
    near: Matrix
    nearest: Matrix
    words: WordCounts

    @classmethod
    def joined(cls, ids: tuple[str, ...], parts: Sequence["Rows"]) -> "Rows":
        """The rows of some passages and of those that follow them, all of the same obligations."""
        none = np.zeros((0, len(ids)), dtype=np.float32)
        near = np.concatenate([none, *(part.near for part in parts)])
        nearest = np.concatenate([none, *(part.nearest for part in parts)])
        return cls(ids, near, nearest, WordCounts.joined([part.words for part in parts]))

    def among(self, passages: slice) -> "Rows":
        """Those of some passages."""
        words = self.words.among(passages)
        return Rows(self.ids, self.near[passages], self.nearest[passages], words)

    def forward(self, top: int) -> list[list[Hit]]:
        """The best `top` obligations of each passage; scores are in standard deviations."""
        return _forward(self.ids, self.near, top)


@dataclass(frozen=True, slots=True)
class Mapped:
    """The outcome of a comparison: the `rows` of passages.

    The words of each obligation, in `targets`, are looked up among those of the passages by their
    numbers in `known`: with the rows they decide which passages speak to an obligation.
    """

    rows: Rows
    known: Mapping[str, int]
    targets: Sequence[Sequence[str]]

    @property
    def near(self) -> Matrix:
        """How near each passage is to each obligation, in standard deviations."""
        return self.rows.near

    def forward(self, top: int) -> list[list[Hit]]:
        """The best `top` obligations of each passage; scores are in standard deviations."""
        return self.rows.forward(top)

    def reverse(self, top: int) -> dict[str, dict[int, float]]:
        """The best `top` passages of each obligation by their numbers, best first.

        Scores are sums of reciprocal ranks: they order passages and compare nothing else. Equal
        ones come in the order of their numbers as they are written.
        """
        words = self.rows.words.postings(self.known)
        written = np.asarray(sorted(range(len(self.near)), key=str), dtype=np.intp)
        found: dict[str, dict[int, float]] = {}
        for start in range(0, len(self.rows.ids), _AT_ONCE):
            some = slice(start, start + _AT_ONCE)
            near, nearest = self.near[:, some].T, self.rows.nearest[:, some].T
            asked = words.scores(self.targets[some])
            fused = fuse_matrices([near, nearest, asked], weights=_REVERSE)[:, written]
            pairs = zip(self.rows.ids[some], fused, strict=True)
            found |= {key: _first(written, row, top) for key, row in pairs}
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


def _forward(ids: Sequence[str], near: Matrix, top: int) -> list[list[Hit]]:
    return [_best(ids, row, top) for row in near]


def _best(ids: Sequence[str], scores: NDArray[np.float32], top: int) -> list[Hit]:
    reaching = _reaching(scores, top).tolist()
    return sort_hits(Hit(ids[n], float(scores[n])) for n in reaching)[: max(top, 0)]


def _first(numbers: NDArray[np.intp], scores: NDArray[np.float32], top: int) -> dict[int, float]:
    """The numbers with the best scores; equal scores in the order that the numbers have."""
    reaching = _reaching(scores, top)
    best = reaching[np.argsort(-scores[reaching], kind="stable")[: max(top, 0)]]
    return dict(zip(numbers[best].tolist(), scores[best].tolist(), strict=True))


def _reaching(scores: NDArray[np.float32], top: int) -> NDArray[np.intp]:
    """Where the scores are no lower than that of the last of the best: no others are sorted."""
    place = len(scores) - top
    if place <= 0 or top < 1:
        return np.arange(len(scores))
    return np.flatnonzero(scores >= np.partition(scores, place)[place])
