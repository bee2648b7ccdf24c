"""The signs of texts towards all criteria, as the product computes them, without peeking.

An answer is judged by a matrix and by words that were made without it: the answers of a criterion
are parted in four by turn, and each part is judged by what the other three give.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.evidence_fit.material import Asked, Matrix, Texts
from eval.evidence_fit.turning import Turned, learn
from retrieval.evidence_model import SHARES, term_signs
from retrieval.lexical import LexicalIndex

_PARTS = 4
_BEST = 3


@dataclass(frozen=True)
class Raw:
    """Nearness, words and share of groups held: matrices of texts by criteria."""

    near: Matrix
    words: Matrix
    held: Matrix


@dataclass(frozen=True)
class Spread:
    """What the signs of ordinary sentences are like, criterion by criterion."""

    meaning: Matrix
    words: Matrix
    rarity: Matrix

    @classmethod
    def of(cls, ground: Raw) -> "Spread":
        """Means, deviations and rarity over the sentences of dossiers."""
        return cls(_moments(ground.near), _moments(ground.words), _rarity(ground.held))

    def features(self, raw: Raw) -> Matrix:
        """The features that are weighed: texts by criteria by features."""
        best = np.sort(raw.near, axis=1)[:, -_BEST:].mean(axis=1, keepdims=True)
        terms = [term_signs(raw.held[:, n], self.rarity[:, n]) for n in range(raw.held.shape[1])]
        parts = (
            (raw.near - self.meaning[0]) / self.meaning[1],
            raw.near - best,
            (raw.words - self.words[0]) / self.words[1],
            *(np.stack(columns, axis=1) for columns in zip(*terms, strict=True)),
        )
        return np.stack(parts, axis=-1).astype(np.float32)


def answers_unseen(texts: Texts, vectors: Matrix, start: Matrix, asked: Sequence[Asked]) -> Raw:
    """The signs of answers, each by what was learned without it."""
    near = np.zeros((len(texts.words), len(asked)), dtype=np.float32)
    words = np.zeros_like(near)
    for part, turned, index in _learned_parts(texts, vectors, start, asked):
        near[part] = turned.nearness(vectors[part])
        words[part] = index.scores([texts.words[n] for n in part])
    return Raw(near, words, texts.held(asked))


def _learned_parts(
    texts: Texts, vectors: Matrix, start: Matrix, asked: Sequence[Asked]
) -> Iterator[tuple[NDArray[np.intp], Turned, LexicalIndex]]:
    for number in range(_PARTS):
        out = texts.turns % _PARTS == number
        turned = learn(vectors[~out], texts.criteria[~out], start)
        kept = [n for n, gone in enumerate(out) if not gone]
        yield np.flatnonzero(out), turned, words_index(texts, kept, asked)


def words_index(texts: Texts, kept: Sequence[int], asked: Sequence[Asked]) -> LexicalIndex:
    """An index of each criterion's words: its own, its title's, those of the kept answers."""
    words = [[one.criterion.text, one.obligation.title] for one in asked]
    for number in kept:
        words[texts.criteria[number]].append(texts.words[number])
    return LexicalIndex([str(n) for n in range(len(asked))], [" ".join(some) for some in words])


def _moments(values: Matrix) -> Matrix:
    return np.stack([values.mean(axis=0), values.std(axis=0) + 1e-6]).astype(np.float32)


def _rarity(held: Matrix) -> Matrix:
    """For each step of the share, minus the logarithm of how many texts hold as much."""
    count = np.stack([(held >= step - 1e-3).sum(axis=0) for step in SHARES])
    return np.asarray(-np.log((count + 1) / (len(held) + 1)), dtype=np.float32)
