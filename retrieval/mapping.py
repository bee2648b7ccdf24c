"""Which obligations a passage speaks to, and which passages speak to an obligation.

All passages against all obligations at once: products of matrices, no query each. Three signs
are weighed, each in standard deviations above what the passage has on average, so that a
passage's result does not depend on the other passages:

- its sentences against the obligation's text, by meaning, the best few of them on average;
- its words against the obligation's text;
- its sentences and words against what the types of documents speak of, in which the answer to
  the obligation is expected.

Then the nearest obligations of a section of the law raise all of that section.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from domain.law import Obligation
from domain.pinpoint import Pinpoint
from domain.ports import Hit, Progress
from retrieval.document_types import document_types
from retrieval.embedding import Embedder, Vectors
from retrieval.fusion import fuse_matrices, sort_hits
from retrieval.lexical import LexicalIndex
from retrieval.pooling import highest_of_groups, mean_of_best, pooled, standardised
from retrieval.sentences import split_sentences

Matrix = NDArray[np.float32]

_BEST = 3
_WORDS = 0.5
_TYPE = 2.0
_SECTION = 1.0
_REVERSE = (2.0, 1.0, 1.0)
_BLOCK = 64


@dataclass(frozen=True, slots=True)
class Target:
    """An obligation as it is searched for.

    `section` names the part of an act that it belongs to; `types` are the codes of documents in
    which its answer is expected.
    """

    text: str
    section: str
    types: tuple[str, ...] = ()


def target_of(obligation: Obligation) -> Target:
    """The obligation's title and criteria, its section and its document types."""
    lines = (obligation.title, *(criterion.text for criterion in obligation.criteria))
    return Target("\n".join(lines), _section(obligation.pinpoint), obligation.evidence)


class ObligationMapper:
    """Compares passages with a fixed set of obligations.

    The obligations' vectors come through the embedder's cache. `split` cuts a passage into
    the pieces that are embedded; a split that returns the text whole is cheaper and finds less.
    """

    def __init__(
        self,
        targets: Mapping[str, Target],
        embedder: Embedder,
        types: Mapping[str, str] | None = None,
        split: Callable[[str], Sequence[str]] = split_sentences,
    ) -> None:
        """`types` describes document types by code; as packaged if not given."""
        self._embedder = embedder
        self._split = split
        self._targets = dict(targets)
        self._obligations = _Texts({key: target.text for key, target in targets.items()}, embedder)
        self._types = _Texts(document_types() if types is None else types, embedder)

    @classmethod
    def of(cls, obligations: Iterable[Obligation], embedder: Embedder) -> "ObligationMapper":
        """A mapper for obligations of the catalogue."""
        return cls({one.id: target_of(one) for one in obligations}, embedder)

    def map(
        self, passages: Sequence[str], top: int, allowed: Collection[str] | None = None
    ) -> list[list[Hit]]:
        """The best `top` obligations of each passage; see `compare`."""
        return self.compare(passages, allowed).forward(top)

    def compare(
        self,
        passages: Sequence[str],
        allowed: Collection[str] | None = None,
        progress: Progress | None = None,
    ) -> "Mapped":
        """Compare all passages with all obligations, or with those in `allowed` only.

        A passage is its context and its text, joined by a line break.
        """
        columns = [
            n for n, key in enumerate(self._obligations.ids) if allowed is None or key in allowed
        ]
        ids = tuple(self._obligations.ids[n] for n in columns)
        pieces = _Pieces.of(
            [self._split(passage) for passage in passages], self._embedder, progress
        )
        meaning, nearest = pieces.against(self._obligations.vectors[columns])
        words = self._obligations.lexical.scores(passages)[:, columns]
        own = (standardised(meaning) + _WORDS * standardised(words)) / (1 + _WORDS)
        raised = own + _TYPE * self._kinds(pieces, passages, ids)
        found = LexicalIndex([str(n) for n in range(len(passages))], passages)
        asked = found.scores([self._targets[key].text for key in ids]).T
        return Mapped(ids, raised + _SECTION * self._neighbours(raised, ids), nearest, asked)

    def _kinds(self, pieces: "_Pieces", passages: Sequence[str], ids: Sequence[str]) -> Matrix:
        """How much each passage looks as if from a document in which the answer is expected."""
        expected = [self._targets[key].types for key in ids]
        used = sorted({code for codes in expected for code in codes if code in self._types.ids})
        columns = [self._types.ids.index(code) for code in used]
        meaning, _ = pieces.against(self._types.vectors[columns])
        words = self._types.lexical.scores(passages)[:, columns]
        likely = standardised(standardised(meaning) + _WORDS * standardised(words))
        groups = [[used.index(code) for code in codes if code in used] for codes in expected]
        return highest_of_groups(likely, groups)

    def _neighbours(self, scores: Matrix, ids: Sequence[str]) -> Matrix:
        """For each obligation the mean of the best few of its section."""
        groups: dict[str, list[int]] = defaultdict(list)
        for number, key in enumerate(ids):
            groups[self._targets[key].section].append(number)
        raised = np.zeros_like(scores)
        for columns in groups.values():
            raised[:, columns] = mean_of_best(scores[:, columns].T, _BEST)[:, None]
        return raised


@dataclass(frozen=True, slots=True)
class Mapped:
    """The outcome of a comparison: matrices of passages by obligations.

    `ids` are the obligations compared, one a column. `near` decides which obligations a passage
    speaks to. `nearest`, the cosine of the nearest sentence, and `asked`, the words of the
    obligation in the passage, decide with it which passages speak to an obligation.
    """

    ids: tuple[str, ...]
    near: Matrix
    nearest: Matrix
    asked: Matrix

    def forward(self, top: int) -> list[list[Hit]]:
        """The best `top` obligations of each passage; scores are in standard deviations."""
        return [_best(self.ids, row, top) for row in self.near]

    def reverse(self, passage_ids: Sequence[str], top: int) -> dict[str, list[Hit]]:
        """The best `top` passages of each obligation; `passage_ids` in the order compared.

        Scores are sums of reciprocal ranks: they order passages and compare nothing else.
        """
        fused = fuse_matrices([self.near.T, self.nearest.T, self.asked.T], weights=_REVERSE)
        return {key: _best(passage_ids, row, top) for key, row in zip(self.ids, fused, strict=True)}


@dataclass(frozen=True, slots=True)
class _Pieces:
    """The vectors of all pieces; those of passage n are the rows `bounds[n]` to `bounds[n+1]`."""

    vectors: Vectors
    bounds: tuple[int, ...]

    @classmethod
    def of(
        cls, pieces: Sequence[Sequence[str]], embedder: Embedder, progress: Progress | None
    ) -> "_Pieces":
        flat = [piece for some in pieces for piece in some]
        ends = accumulate((len(some) for some in pieces), initial=0)
        return cls(embedder.embed(flat, progress), tuple(ends))

    def against(self, vectors: Vectors) -> tuple[Matrix, Matrix]:
        """For each passage and vector: the mean of the best few cosines, and the best."""
        blocks = [self._block(start, vectors) for start in range(0, len(self.bounds) - 1, _BLOCK)]
        few, best = zip(*blocks, strict=True) if blocks else ((), ())
        empty = np.zeros((0, len(vectors)), dtype=np.float32)
        return np.concatenate([empty, *few]), np.concatenate([empty, *best])

    def _block(self, start: int, vectors: Vectors) -> tuple[Matrix, Matrix]:
        bounds = np.asarray(self.bounds[start : start + _BLOCK + 1])
        cosines = self.vectors[bounds[0] : bounds[-1]] @ vectors.T
        inner = bounds - bounds[0]
        return pooled(cosines, inner.tolist(), _BEST), pooled(cosines, inner.tolist(), 1)


class _Texts:
    """A fixed set of texts, by meaning and by words."""

    def __init__(self, texts: Mapping[str, str], embedder: Embedder) -> None:
        self.ids = tuple(texts)
        self.vectors = embedder.embed(tuple(texts.values()))
        self.lexical = LexicalIndex(self.ids, tuple(texts.values()))


def _section(place: Pinpoint) -> str:
    """The article, or the first part of an annex: `aia.art-14`, `mdr.annex-i.23`."""
    depth = 2 if place.path[0].startswith("annex") else 1
    return str(Pinpoint(place.act, place.path[:depth]))


def _best(ids: Sequence[str], scores: NDArray[np.float32], top: int) -> list[Hit]:
    hits = sort_hits(Hit(key, float(score)) for key, score in zip(ids, scores, strict=True))
    return hits[: max(top, 0)]
