"""Measures of quality as pure functions: rankings, labels, rates, and how sure they are.

A ranking is a sequence of ids, best first; an id that stands in it twice counts at its first
place. `gains` maps an id that should be found to how much it is worth; an id that is not in it is
worth nothing. All measures lie in 0 to 1, and 1 is perfect.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from math import log2
from typing import TypeVar

import numpy as np

SEED = 20261124
"""Fixed, so that an interval is the same at every run."""

T = TypeVar("T")

_RESAMPLES = 1000
_TAIL = 2.5


def recall(ranking: Sequence[str], relevant: Sequence[str], k: int) -> float:
    """The share of the relevant ids that stand in the first `k`; `relevant` is not empty."""
    wanted = set(relevant)
    return len(wanted & set(_unique(ranking)[:k])) / len(wanted)


def hit(ranking: Sequence[str], relevant: Sequence[str], k: int) -> float:
    """1 where any relevant id stands in the first `k`, else 0."""
    return float(bool(set(relevant) & set(_unique(ranking)[:k])))


def reciprocal_rank(ranking: Sequence[str], relevant: Sequence[str]) -> float:
    """One over the place of the first relevant id, 0 where there is none."""
    wanted = set(relevant)
    places = (n for n, found in enumerate(_unique(ranking), start=1) if found in wanted)
    return 1 / next(places, float("inf"))


def average_precision(ranking: Sequence[str], relevant: Sequence[str], k: int) -> float:
    """The mean precision at the places of the relevant ids within the first `k`.

    Divided by the number of relevant ids, or by `k` where there are more.
    """
    wanted, found, total = set(relevant), 0, 0.0
    for place, one in enumerate(_unique(ranking)[:k], start=1):
        if one in wanted:
            found += 1
            total += found / place
    return total / min(len(wanted), k)


def ndcg(ranking: Sequence[str], gains: Mapping[str, float], k: int) -> float:
    """Discounted gain of the first `k` over that of the best ranking there is."""
    won = _discounted([gains.get(found, 0.0) for found in _unique(ranking)[:k]])
    best = _discounted(sorted(gains.values(), reverse=True)[:k])
    return won / best if best else 0.0


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """The mean F1 over the labels of the gold side; a pair is (gold, answer).

    An answer with a label that gold never has lowers recall of the right label only.
    """
    counts = Counter(pairs)
    scores = [_f1(counts, label) for label in sorted({gold for gold, _ in counts})]
    return sum(scores) / len(scores) if scores else 0.0


def label_f1(pairs: Sequence[tuple[str, str]], label: str) -> float:
    """The F1 of one label."""
    return _f1(Counter(pairs), label)


def _f1(counts: Counter[tuple[str, str]], label: str) -> float:
    wanted = sum(n for (gold, _), n in counts.items() if gold == label)
    given = sum(n for (_, answer), n in counts.items() if answer == label)
    return 2 * counts[label, label] / (given + wanted) if given + wanted else 0.0


def rate(flags: Sequence[bool | float]) -> float:
    """The mean of flags or of scores; 0 of none."""
    return float(sum(flags)) / len(flags) if flags else 0.0


def bootstrap(
    cases: Sequence[T], measure: Callable[[Sequence[T]], float], resamples: int = _RESAMPLES
) -> tuple[float, float]:
    """The 95 % interval of a measure over cases, by drawing as many cases with replacement."""
    if not cases:
        return 0.0, 0.0
    draws = np.random.default_rng(SEED).integers(0, len(cases), (resamples, len(cases)))
    values = [measure([cases[n] for n in draw]) for draw in draws]
    low, high = np.percentile(values, [_TAIL, 100 - _TAIL])
    return float(low), float(high)


def _discounted(gains: Sequence[float]) -> float:
    return sum(gain / log2(place + 1) for place, gain in enumerate(gains, start=1))


def _unique(ranking: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(ranking))
