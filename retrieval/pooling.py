"""Sums over rows and columns of score matrices."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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
class Groups:
    """Groups of rows of a matrix; a row may be in several of them.

    `order` are their numbers by falling size, `sizes` how many rows they have in that order.
    `layers` are the first row of each, the second of each that has two, and so on.
    """

    order: NDArray[np.intp]
    sizes: NDArray[np.intp]
    layers: Sequence[NDArray[np.intp]]

    @classmethod
    def of(cls, groups: Sequence[Sequence[int]]) -> "Groups":
        """These groups of the numbers of rows."""
        rows = np.asarray([row for group in groups for row in group], dtype=np.intp)
        sizes = np.asarray([*map(len, groups)], dtype=np.intp)
        order = np.argsort(-sizes, kind="stable")
        starts, sizes = (np.cumsum(sizes) - sizes)[order], sizes[order]
        reaching = (np.count_nonzero(sizes > place) for place in range(max(sizes, default=0)))
        return cls(order, sizes, [rows[starts[:n] + place] for place, n in enumerate(reaching)])

    @property
    def filled(self) -> NDArray[np.intp]:
        """The numbers of those that have rows, in order."""
        numbers: NDArray[np.intp] = np.sort(self.order[: np.count_nonzero(self.sizes)])
        return numbers

    def holding(self, rows: int) -> NDArray[np.intp]:
        """Of each of so many rows the group that it is in, where each is in one."""
        found = np.zeros(rows, dtype=np.intp)
        for layer in self.layers:
            found[layer] = self.order[: len(layer)]
        return found

    def highest(self, scores: Matrix, count: int) -> "Highest":
        """The `count` highest values of each group in each column."""
        levels = _highest((scores[layer] for layer in self.layers), count)
        return Highest(self, levels, scores.shape[1])


@dataclass(frozen=True, slots=True)
class Highest:
    """The highest values of groups in each of `width` columns.

    `levels` are the highest, the second highest and so on, a row for each group that has as
    many, by falling size.
    """

    groups: Groups
    levels: Sequence[Matrix]
    width: int

    def mean(self, count: int) -> Matrix:
        """The mean of the `count` highest of each group, of all where there are fewer.

        0 for a group without rows.
        """
        order, sizes = self.groups.order, self.groups.sizes
        total = np.zeros((len(order), self.width), dtype=np.float32)
        for level in self.levels[:count]:
            total[: len(level)] += level
        total /= np.clip(sizes, 1, count)[:, None]
        means = np.empty_like(total)
        means[order] = total
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


def pooled(scores: Matrix, groups: Groups, count: int) -> Matrix:
    """The mean of the `count` highest rows of each group, by column; 0 for an empty group."""
    return groups.highest(scores, count).mean(count)
