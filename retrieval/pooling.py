"""Sums over rows and columns of score matrices."""

from collections import defaultdict
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
    if count == 1:
        return np.maximum.reduceat(scores, bounds[:-1], axis=0)
    rows = [mean_of_best(scores[start:end], count) for start, end in pairwise(bounds)]
    return np.asarray(rows, dtype=np.float32).reshape(len(bounds) - 1, scores.shape[1])


def mean_of_best_in_groups(scores: Matrix, groups: Sequence[Sequence[int]], count: int) -> Matrix:
    """For each column `mean_of_best` of its group in each row; 0 for a column of no group."""
    found = np.zeros_like(scores)
    sizes: dict[int, list[Sequence[int]]] = defaultdict(list)
    for group in filter(len, groups):
        sizes[len(group)].append(group)
    for size, alike in sizes.items():
        columns = np.asarray(alike)
        side_by_side = scores.T[columns.T.ravel()].reshape(size, -1)
        best = mean_of_best(side_by_side, count).reshape(len(alike), 1, -1)
        found.T[columns] = best
    return found


def highest_of_groups(scores: Matrix, groups: Sequence[Sequence[int]]) -> Matrix:
    """For each group of columns the highest value of each row; 0 for a group without columns."""
    highest = np.zeros((len(scores), len(groups)), dtype=np.float32)
    filled = [number for number, columns in enumerate(groups) if columns]
    if filled:
        flat = [column for columns in groups for column in columns]
        starts = list(accumulate((len(groups[n]) for n in filled[:-1]), initial=0))
        highest[:, filled] = np.maximum.reduceat(scores[:, flat], starts, axis=1)
    return highest
