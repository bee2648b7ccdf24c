"""Sums over rows and columns of score matrices."""

from collections.abc import Sequence
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]

_EQUAL = 1e-7


def standardised(scores: Matrix) -> Matrix:
    """Each row in its own standard deviations above its own mean; 0 where all are equal."""
    if not scores.size:
        return scores
    spread = scores.std(axis=1, keepdims=True)
    centred = scores - scores.mean(axis=1, keepdims=True)
    scaled: Matrix = np.divide(centred, spread, out=np.zeros_like(centred), where=spread > _EQUAL)
    return scaled


def mean_of_best(scores: Matrix, count: int) -> NDArray[np.float32]:
    """The mean of the `count` highest values of each column, of all where there are fewer."""
    best = min(count, len(scores))
    if best == 1:
        return np.asarray(scores.max(axis=0), dtype=np.float32)
    highest: Matrix = np.partition(scores, len(scores) - best, axis=0)[-best:]
    return np.asarray(highest.mean(axis=0), dtype=np.float32)


def pooled(scores: Matrix, bounds: Sequence[int], count: int) -> Matrix:
    """`mean_of_best` of the rows from each bound to the next: one row for each gap."""
    rows = [mean_of_best(scores[start:end], count) for start, end in pairwise(bounds)]
    return np.asarray(rows, dtype=np.float32).reshape(len(bounds) - 1, scores.shape[1])


def highest_of_groups(scores: Matrix, groups: Sequence[Sequence[int]]) -> Matrix:
    """For each group of columns the highest value of each row; 0 for a group without columns."""
    highest = np.zeros((len(scores), len(groups)), dtype=np.float32)
    filled = [number for number, columns in enumerate(groups) if columns]
    if filled:
        flat = [column for columns in groups for column in columns]
        starts = list(accumulate((len(groups[n]) for n in filled[:-1]), initial=0))
        highest[:, filled] = np.maximum.reduceat(scores[:, flat], starts, axis=1)
    return highest
