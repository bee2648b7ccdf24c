"""How likely a text answers a criterion, learned from examples.

Three signs that this room computes, one that the caller brings:

- meaning: the text's vector, turned by a matrix so that answers come to lie beside their
  criterion, against the criterion's vector; in standard deviations above what texts have with
  this criterion on average, and against the three criteria that lie nearest to the text;
- words: BM25 of the text against the examples of the criterion, likewise standardised;
- terms (from the caller): the share of the criterion's groups of terms that the text holds, and
  how rare it is that a text holds as many.

A logistic regression weighs them. `eval.evidence_fit` learns matrix, vectors and weights and
writes them to `data/evidence_model.npz`; they belong to one embedding model and are of no use with
another.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from importlib.resources import files
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.embedding import Embedder, text_key
from retrieval.lexical import LexicalIndex

Matrix = NDArray[np.float32]
Whole = NDArray[np.float64]
"""Whole numbers."""

_FILE = "evidence_model.npz"
_BEST = 3
STEPS = 2.0**20
"""How many steps there are to 1 where numbers are rounded to whole steps."""

_FEWEST = 300
"""Below so many texts the threshold falls no further: so few are judged as strictly."""

_STEP = 1.1
"""From one number of texts to the next at which the threshold is another."""

SHARES = (0.0, 0.2, 0.25, 0.33, 0.4, 0.5, 0.6, 0.66, 0.75, 0.8, 1.0)
"""The steps of the share of groups between which rarity is told apart."""


@dataclass(frozen=True)
class Learned:
    """What was learned, criterion by criterion; `keys` are the sha256 of the criteria's texts.

    `turn` is the matrix that vectors are turned by, `criteria` a row for each criterion.
    `meaning` and `words` are the mean and standard deviation of the signs over texts of
    documents, `rarity` for each step of `SHARES` the logarithm of how seldom a text holds as
    many groups. `weights` begin with the constant. `threshold` is a constant and a slope: from
    which log-odds a text is taken to answer, see `least`.
    """

    model: str
    keys: tuple[str, ...]
    turn: Matrix
    criteria: Matrix
    meaning: Matrix
    words: Matrix
    rarity: Matrix
    weights: Matrix
    threshold: tuple[float, float]

    def least(self, texts: int) -> float:
        """How likely a text must be to answer, where it is the best of about that many.

        The more texts there are, the more often one of them looks like an answer by chance. It
        rises in steps of a tenth more texts, so that a sentence more or less moves nothing.
        """
        constant, slope = self.threshold
        steps = round(np.log(max(texts, _FEWEST) / _FEWEST) / np.log(_STEP))
        about = np.log(_FEWEST) + steps * np.log(_STEP)
        return float(1 / (1 + np.exp(-(constant + slope * about))))

    def among(self, numbers: Sequence[int]) -> "Learned":
        """What was learned of some criteria only, in the order in which they are named."""
        some = list(numbers)
        columns = {name: getattr(self, name)[:, some] for name in ("meaning", "words", "rarity")}
        keys = tuple(self.keys[n] for n in some)
        return replace(self, keys=keys, criteria=self.criteria[some], **columns)

    def nearness(self, vectors: Matrix) -> Matrix:
        """The cosine of turned vectors with every criterion: texts by criteria."""
        turned = vectors @ self.turn
        norms = np.linalg.norm(turned, axis=1, keepdims=True)
        nearness: Matrix = (turned / np.maximum(norms, 1e-9)) @ self.criteria.T
        return nearness

    def exact_nearness(self, vectors: Matrix) -> Matrix:
        """`nearness` in whole numbers: a text's is the same bytes whatever stands beside it.

        Sums of whole numbers below 2 to the 53rd are exact in whichever order they are added up.
        It takes twice the time.
        """
        turn, criteria = self._whole
        turned = np.rint(_whole(vectors) @ turn / STEPS)
        norms = np.sqrt((turned * turned).sum(axis=1, keepdims=True))
        near = _whole(turned / np.maximum(norms, 1.0)) @ criteria.T / STEPS**2
        return near.astype(np.float32)

    @cached_property
    def _whole(self) -> tuple[Whole, Whole]:
        return _whole(self.turn), _whole(self.criteria)

    def likeness(self, vectors: Matrix) -> Matrix:
        """`nearness` in standard deviations above what texts have with each criterion."""
        return _standard(self.nearness(vectors), self.meaning)


class EvidenceModel:
    """The learned signs together with the words of the examples.

    `examples` are the words of each criterion's examples, by the criterion's text; a criterion
    without them is not known here.
    """

    def __init__(self, learned: Learned, examples: Mapping[str, str]) -> None:
        by_key = {text_key(text): words for text, words in examples.items()}
        self.learned = learned
        self._numbers = {key: n for n, key in enumerate(learned.keys) if key in by_key}
        self._lexical = LexicalIndex(learned.keys, [by_key.get(key, "") for key in learned.keys])

    @classmethod
    def packaged(cls, model: str, examples: Mapping[str, str]) -> "EvidenceModel | None":
        """The model that comes with citemark, None where vectors are made by another `model`."""
        learned = learned_for(model)
        return cls(learned, examples) if learned else None

    def likeness(self, vector: Matrix) -> Mapping[str, float]:
        """How like one text is to answers to each known criterion, by the key of its text.

        In standard deviations above what texts have with the criterion; `vector` is the text's.
        """
        near = self.learned.likeness(vector[None])[0]
        return {key: float(near[number]) for key, number in self._numbers.items()}

    def read(self, texts: Sequence[str], embedder: Embedder, among: int = 0) -> "Signs":
        """The signs of the texts towards all criteria; they are the best of `among` texts.

        A text's signs are the same bytes whatever stands beside it.
        """
        near = self.learned.exact_nearness(embedder.embed(texts))
        best = np.sort(near, axis=1)[:, -_BEST:].mean(axis=1, keepdims=True)
        words = self._lexical.scores(texts)
        signs = (_standard(near, self.learned.meaning), near - best, words)
        return Signs(self.learned, self._numbers, *signs, among or len(texts))


@dataclass(frozen=True)
class Signs:
    """The signs of a sequence of texts: matrices of texts by criteria.

    `among` is how many texts they are the best of.
    """

    learned: Learned
    numbers: Mapping[str, int]
    meaning: Matrix
    standing: Matrix
    words: Matrix
    among: int

    @property
    def least(self) -> float:
        """From where a text is taken to answer."""
        return self.learned.least(self.among)

    def knows(self, criterion: str) -> bool:
        """Whether the criterion of that text was learned."""
        return _key(criterion) in self.numbers

    def likely(self, criterion: str, held: Matrix) -> Matrix:
        """How likely each text answers the criterion, from 0 to 1.

        `held` is the share of the criterion's groups of terms that each text holds.
        """
        number = self.numbers[_key(criterion)]
        mean, deviation = self.learned.words[:, number]
        columns = (
            self.meaning[:, number],
            self.standing[:, number],
            (self.words[:, number] - mean) / deviation,
            *term_signs(held, self.learned.rarity[:, number]),
        )
        constant, *weights = self.learned.weights
        weighed = sum((w * c for w, c in zip(weights, columns, strict=True)), start=constant)
        likely: Matrix = (1 / (1 + np.exp(-weighed))).astype(np.float32)
        return likely


@lru_cache(maxsize=8192)
def _key(criterion: str) -> str:
    return text_key(criterion)


def term_signs(held: Matrix, rarity: Matrix) -> tuple[Matrix, Matrix, Matrix]:
    """The share of groups held, whether all are, and how rare that is."""
    steps = np.searchsorted(np.asarray(SHARES), held + 1e-3, side="right") - 1
    return held, (held >= 1 - 1e-3).astype(np.float32), rarity[np.clip(steps, 0, len(SHARES) - 1)]


def _whole(values: NDArray[np.floating[Any]]) -> Whole:
    """Numbers in whole steps."""
    return np.rint(values.astype(np.float64) * STEPS)


def _standard(values: Matrix, spread: Matrix) -> Matrix:
    standard: Matrix = (values - spread[0]) / spread[1]
    return standard


@lru_cache(maxsize=1)
def learned_version() -> str:
    """The first digits of the sha256 of what comes with citemark, "none" without it."""
    file = files("retrieval") / "data" / _FILE
    return hashlib.sha256(file.read_bytes()).hexdigest()[:8] if file.is_file() else "none"


def learned_for(model: str) -> Learned | None:
    """What comes with citemark; None where vectors are made by another `model`."""
    learned = load_learned()
    return learned if learned and learned.model == model.partition(" ")[0] else None


@lru_cache(maxsize=1)
def load_learned() -> Learned | None:
    """What comes with citemark, None before `eval.evidence_fit` has written it."""
    file = files("retrieval") / "data" / _FILE
    if not file.is_file():
        return None
    with np.load(BytesIO(file.read_bytes()), allow_pickle=False) as kept:
        return Learned(
            model=str(kept["model"]),
            keys=tuple(map(str, kept["keys"])),
            **{
                name: kept[name].astype(np.float32)
                for name in ("turn", "criteria", "meaning", "words", "rarity", "weights")
            },
            threshold=(float(kept["threshold"][0]), float(kept["threshold"][1])),
        )
