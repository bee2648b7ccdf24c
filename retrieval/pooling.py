"""Sums over rows and columns of score matrices."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]

_EQUAL = 1e-7


def standardised(scores: Matrix) -> Matrix:
    """Each row in its own standard deviations above its own mean; 0 where all are equal."""
    if not scores.size:
        return scores
    centred = scores - scores.mean(axis=1, keepdims=True)
    spread = np.sqrt(np.square(centred).mean(axis=1, keepdims=True))
    scaled: Matrix = np.divide(centred, spread, out=np.zeros_like(centred), where=spread > _EQUAL)
    return scaled


@dataclass(frozen=True, slots=True)
class Highest:
    """The highest values that some groups of rows have in each column.

    `levels` are the highest, the second highest and so on, a row for each group that has as
    many; groups stand by falling `sizes`, and `order` tells which is which.
    """

    order: NDArray[np.intp]
    sizes: NDArray[np.intp]
    levels: Sequence[Matrix]
    width: int

    @classmethod
    def of(
        cls, scores: Matrix, rows: Sequence[int], bounds: Sequence[int], count: int
    ) -> "Highest":
        """The `count` highest of each group.

        `rows` are the numbers of the groups' rows in `scores`, group after group; those of the
        n-th stand from `bounds[n]` to `bounds[n + 1]`.
        """
        numbers, sizes = np.asarray(rows, dtype=np.intp), np.diff(bounds)
        order = np.argsort(-sizes, kind="stable")
        starts, sizes = np.asarray(bounds[:-1], dtype=np.intp)[order], sizes[order]
        reaching = (np.count_nonzero(sizes > place) for place in range(max(sizes, default=0)))
        places = (starts[:groups] + place for place, groups in enumerate(reaching))
        levels = _highest((scores[numbers[some]] for some in places), count)
        return cls(order, sizes, levels, scores.shape[1])

    def mean(self, count: int) -> Matrix:
        """The mean of the `count` highest of each group, of all where there are fewer.

        0 for a group without rows.
        """
        total = np.zeros((len(self.order), self.width), dtype=np.float32)
        for level in self.levels[:count]:
            total[: len(level)] += level
        total /= np.clip(self.sizes, 1, count)[:, None]
        means = np.empty_like(total)
        means[self.order] = total
        return means


def _highest(rows: Iterable[Matrix], count: int) -> list[Matrix]:
    """The highest values at each place, level by level; rows are no longer than those before.

    A value that is lower than that of a level is handed on to the next.
    """
    levels: list[Matrix] = []
    for row in rows:
        handed = row
        for level in levels:
            kept = level[: len(handed)]
            lower = np.minimum(kept, handed)
            np.maximum(kept, handed, out=kept)
            handed = lower
        if len(levels) < count:
            levels.append(handed)
    return levels


def pooled(scores: Matrix, groups: Sequence[Sequence[int]], count: int) -> Matrix:
    """The mean of the `count` highest rows of each group, by column; 0 for an empty group."""
    rows = [row for group in groups for row in group]
    bounds = list(accumulate(map(len, groups), initial=0))
    return Highest.of(scores, rows, bounds, count).mean(count)
