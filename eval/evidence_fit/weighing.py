"""Pairs of text and criterion with a label, and the logistic regression over them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.evidence_fit.material import Asked, Ground, Matrix, Texts

_RIVALS = 10
_RIVAL_WEIGHT = 0.4
_RIDGE = 2.0
_STEPS = 25
_SEED = 0
_NEAREST = 12


@dataclass(frozen=True)
class Pairs:
    """Features of pairs, whether the text answers the criterion, and how much each pair counts."""

    features: Matrix
    labels: Matrix
    weights: Matrix

    @classmethod
    def joined(cls, parts: Sequence["Pairs"]) -> "Pairs":
        """All pairs of the parts."""
        return cls(
            np.concatenate([p.features for p in parts]),
            np.concatenate([p.labels for p in parts]),
            np.concatenate([p.weights for p in parts]),
        )


def _pairs(features: Matrix, pairs: Sequence[tuple[int, int]], label: int, weight: float) -> Pairs:
    rows, columns = np.array(pairs).T
    size = len(pairs)
    return Pairs(features[rows, columns], np.full(size, label), np.full(size, weight))


def answer_pairs(features: Matrix, near: Matrix, texts: Texts, asked: Sequence[Asked]) -> Pairs:
    """Answers with their criterion, and with the rivals that lie nearest and ask another thing."""
    own = list(enumerate(texts.criteria.tolist()))
    rivals = [(n, other) for n, mine in own for other in _rivals(near[n], mine, asked)]
    told = _pairs(features, own, 1, 1.0), _pairs(features, rivals, 0, _RIVAL_WEIGHT)
    return Pairs.joined(told)


def _rivals(near: Matrix, mine: int, asked: Sequence[Asked]) -> Iterator[int]:
    """Near criteria of the same act, but for the same obligation and its counterparts."""
    own = asked[mine].obligation
    linked = {own.id, *(link.obligation for link in own.crosswalk)}
    for other in np.argsort(-near)[:_RIVALS].tolist():
        rival = asked[other].obligation
        if rival.id not in linked and rival.pinpoint.act is own.pinpoint.act:
            yield other


def own_pairs(features: Matrix, texts: Texts, label: int) -> Pairs:
    """Texts with the criterion each was written for: answers, or near ones that are none."""
    return _pairs(features, list(enumerate(texts.criteria.tolist())), label, 1.0)


def ground_pairs(features: Matrix, near: Matrix, grounds: Sequence[Ground]) -> Pairs:
    """Ordinary sentences with criteria they do not answer.

    For every criterion some that are rather near, but not the nearest, which may answer it; for
    criteria that a dossier is silent on, the nearest too.
    """
    chance = np.random.default_rng(_SEED)
    pairs = [
        (int(n), criterion)
        for criterion in range(near.shape[1])
        for order in [np.argsort(-near[:, criterion])]
        for n in (*_some(order[20:220], 6, chance), *_some(order[220:], 2, chance))
    ]
    start = 0
    for ground in grounds:
        end = start + len(ground.words)
        for criterion in ground.silent:
            nearest = np.argsort(-near[start:end, criterion])[:_NEAREST] + start
            pairs += [(int(n), criterion) for n in nearest]
        start = end
    return _pairs(features, pairs, 0, 1.0)


def _some(numbers: NDArray[np.intp], size: int, chance: np.random.Generator) -> NDArray[np.intp]:
    return chance.choice(numbers, size, replace=False)


def regression(pairs: Pairs) -> NDArray[np.float64]:
    """The constant and the weights of the features as they come (Newton's method, ridge)."""
    mean, deviation = pairs.features.mean(axis=0), pairs.features.std(axis=0) + 1e-9
    scaled = (pairs.features - mean) / deviation
    design = np.column_stack([np.ones(len(scaled)), scaled]).astype(np.float64)
    weights = np.zeros(design.shape[1])
    for _ in range(_STEPS):
        share = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (pairs.weights * (share - pairs.labels)) + _RIDGE * weights
        bend = (design * (pairs.weights * share * (1 - share))[:, None]).T @ design
        weights -= np.linalg.solve(bend + _RIDGE * np.eye(len(weights)), slope)
    unscaled = weights[1:] / deviation
    return np.array([weights[0] - unscaled @ mean, *unscaled])
