"""Joining rankings: reciprocal rank fusion."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import fsum

import numpy as np
from numpy.typing import NDArray

from domain.ports import Hit

RANK_CONSTANT = 10
"""How fast a rank loses weight: rank r counts 1 / (constant + r), r from 1."""


def fuse(
    rankings: Sequence[Sequence[Hit]],
    k: int = RANK_CONSTANT,
    weights: Sequence[float] | None = None,
) -> list[Hit]:
    """One ranking from several, best first; only ranks count, not scores.

    The order of `rankings` does not matter as long as each keeps its weight (1 if not given),
    and equal scores are ordered by id. An id counts once a ranking, at its best rank.
    """
    parts: dict[str, list[float]] = defaultdict(list)
    for ranking, weight in zip(rankings, _weights(weights, len(rankings)), strict=True):
        for rank, found in enumerate(dict.fromkeys(hit.id for hit in ranking), start=1):
            parts[found].append(weight / (k + rank))
    return sort_hits(Hit(found, fsum(shares)) for found, shares in parts.items())


def fuse_matrices(
    scores: Sequence[NDArray[np.float32]],
    k: int = RANK_CONSTANT,
    weights: Sequence[float] | None = None,
) -> NDArray[np.float32]:
    """The same for every row of score matrices of one shape: all columns are ranked in each row.

    Equal scores share the best of their ranks.
    """
    total = np.zeros(scores[0].size)
    for matrix, weight in zip(scores, _weights(weights, len(scores)), strict=True):
        order, places = _ranked(matrix)
        shares = weight / (k + np.arange(1.0, matrix.shape[1] + 1))
        total[order] += shares[places]
    return total.reshape(scores[0].shape).astype(np.float32)


def sort_hits(hits: Iterable[Hit]) -> list[Hit]:
    """Best first, equal scores by id."""
    return sorted(hits, key=lambda hit: (-hit.score, hit.id))


def _weights(weights: Sequence[float] | None, count: int) -> Sequence[float]:
    return weights if weights is not None else [1.0] * count


def _ranked(matrix: NDArray[np.float32]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Where the scores of each row stand in the flat matrix, best first, and which place each has.

    Equal scores have the best of their places; the first place is 0.
    """
    falling = np.ascontiguousarray(-matrix)
    rows, width = falling.shape
    order = np.argsort(falling, axis=1) + np.arange(rows)[:, None] * width
    ordered = falling.reshape(-1)[order]
    places = np.broadcast_to(np.arange(width), (rows, width)).copy()
    places[:, 1:][ordered[:, 1:] == ordered[:, :-1]] = 0
    np.maximum.accumulate(places, axis=1, out=places)
    return order, places
