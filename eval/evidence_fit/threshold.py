"""From where a sentence is taken to answer, by the size of the dossier.

The best of two thousand sentences looks more like an answer than the best of two hundred, also
where there is none. So, of criteria on which dossiers are silent, the best asserting sentence is
looked for in random parts of different size, and a line is drawn through the log-odds that six
in a hundred of these criteria exceed.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from domain.finding import Assertion
from eval.evidence_fit.material import Asked, Ground, Matrix

_TAKEN = 0.06
_LOOKED_AT = 60
_SIZES = (120, 160, 220, 300, 600, 1200, 1700)
_TRIALS = 20
_SEED = 0


def fit_threshold(
    odds: Matrix, grounds: Sequence[Ground], asked: Sequence[Asked]
) -> tuple[float, float]:
    """The constant and the slope over the logarithm of the number of sentences.

    `odds` are the log-odds of all sentences of the grounds, in their order, by criteria.
    """
    chance = np.random.default_rng(_SEED)
    asserting = list(_asserting(odds, grounds, asked))
    sizes, least = [], []
    for size in _SIZES:
        fitting = [(scores, total) for scores, total in asserting if total >= size]
        best = [
            _best_of_part(s, total, size, chance) for s, total in fitting for _ in range(_TRIALS)
        ]
        sizes.append(size)
        least.append(float(np.quantile(best, 1 - _TAKEN)))
    slope, constant = np.polyfit(np.log(sizes), least, 1)
    return round(float(constant), 3), round(float(slope), 3)


def _best_of_part(
    scores: NDArray[np.float32], total: int, size: int, chance: np.random.Generator
) -> float:
    """The best of a random part; a sentence among the best stands in it by its share."""
    there = scores[chance.random(len(scores)) < size / total]
    return float(there[0]) if len(there) else -10.0


def _asserting(
    odds: Matrix, grounds: Sequence[Ground], asked: Sequence[Asked]
) -> Iterator[tuple[NDArray[np.float32], int]]:
    """For each silent criterion the log-odds of its asserting sentences, best first."""
    start = 0
    for ground in grounds:
        part = odds[start : start + len(ground.words)]
        for number in ground.silent:
            column = part[:, number]
            best = np.argsort(-column)[:_LOOKED_AT].tolist()
            kept = [n for n in best if _asserts(n, ground, asked[number])]
            yield column[kept], len(ground.words)
        start += len(ground.words)


def _asserts(number: int, ground: Ground, one: Asked) -> bool:
    judged = ground.finder.judge(number, one.criterion, one.obligation)
    said = judged.reading.assertion is Assertion.ASSERTED and judged.at_home
    return said and ground.finder.states(number)
