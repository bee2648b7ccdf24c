"""Which obligations a passage speaks to, and which passages speak to an obligation.

All passages against all obligations at once: products of matrices, no query each. Four signs are
weighed, each in standard deviations above what the passage has on average, so that a passage's
result does not depend on the other passages:

- its sentences against the obligation's text, by meaning, the best few of them on average;
- its words against the obligation's text;
- its words against known answers to the obligation;
- its sentences against what was learned from such answers, the best one.

Then the nearest obligations of a section of the law raise all of that section.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from domain.law import Obligation
from domain.pinpoint import Pinpoint
from domain.ports import Hit, Progress
from retrieval.embedding import Embedder, Vectors, text_key
from retrieval.evidence_model import Learned, learned_for
from retrieval.lexical import LexicalIndex
from retrieval.mapping_signs import Mapped, MappingSigns, MappingWeights, learned_sign
from retrieval.pooling import pooled, standardised
from retrieval.sentences import split_sentences

Matrix = NDArray[np.float32]

_BEST = 3
_BLOCK = 64


@dataclass(frozen=True, slots=True)
class Target:
    """An obligation as it is searched for.

    `section` names the part of an act that it belongs to, `criteria` are the texts by which what
    was learned is found, `answers` the words of known answers.
    """

    text: str
    section: str
    criteria: tuple[str, ...] = ()
    answers: str = ""


def target_of(obligation: Obligation, answers: Mapping[str, Sequence[str]]) -> Target:
    """The obligation's title and criteria, its section, and the answers to its criteria."""
    criteria = tuple(criterion.text for criterion in obligation.criteria)
    known = (answer for text in criteria for answer in answers.get(text, ()))
    text = obligation_text(obligation)
    return Target(text, _section(obligation.pinpoint), criteria, "\n".join((text, *known)))


def obligation_text(obligation: Obligation) -> str:
    """The words under which an obligation is searched: its title and its criteria."""
    return "\n".join((obligation.title, *(criterion.text for criterion in obligation.criteria)))


class ObligationMapper:
    """Compares passages with a fixed set of obligations.

    The obligations' vectors come through the embedder's cache. `split` cuts a passage into
    the pieces that are embedded; a split that returns the text whole is cheaper and finds less.
    """

    def __init__(
        self,
        targets: Mapping[str, Target],
        embedder: Embedder,
        split: Callable[[str], Sequence[str]] = split_sentences,
        weights: MappingWeights | None = None,
    ) -> None:
        self._embedder = embedder
        self._split = split
        self._weights = weights or MappingWeights()
        self._targets = dict(targets)
        self._ids = tuple(targets)
        texts = [target.text for target in targets.values()]
        self._vectors = embedder.embed(texts)
        self._words = LexicalIndex(self._ids, texts)
        self._answers = LexicalIndex(self._ids, [one.answers for one in targets.values()])
        self._learned = learned_for(embedder.name)

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
    ) -> Mapped:
        """Compare all passages with all obligations, or with those in `allowed` only.

        A passage is its context and its text, joined by a line break.
        """
        return self.signs(passages, allowed, progress).weighed(self._weights)

    def signs(
        self,
        passages: Sequence[str],
        allowed: Collection[str] | None = None,
        progress: Progress | None = None,
    ) -> MappingSigns:
        """What speaks for each pair, before it is weighed; see `compare`."""
        columns = [n for n, key in enumerate(self._ids) if allowed is None or key in allowed]
        targets = [self._targets[self._ids[n]] for n in columns]
        pieces = _Pieces.of([self._split(each) for each in passages], self._embedder, progress)
        meaning, nearest = _meaning(pieces, self._vectors[columns])
        found = LexicalIndex([str(n) for n in range(len(passages))], passages)
        return MappingSigns(
            ids=tuple(self._ids[n] for n in columns),
            sections=_sections(targets),
            meaning=standardised(meaning),
            words=standardised(self._words.scores(passages)[:, columns]),
            answers=standardised(self._answers.scores(passages)[:, columns]),
            learned=_learned(pieces, targets, self._learned),
            nearest=nearest,
            asked=found.scores([target.text for target in targets]).T,
        )


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

    def pooled(
        self, read: Callable[[Vectors], Matrix], width: int, counts: Sequence[int]
    ) -> list[Matrix]:
        """For each count the means of so many of the best values that `read` gives a passage.

        `read` gives a row of `width` values for each vector; it is asked for some passages at a
        time, so that memory is bounded.
        """
        blocks = [self._block(start, read, counts) for start in range(0, self.passages, _BLOCK)]
        empty = np.zeros((0, width), dtype=np.float32)
        return [
            np.concatenate([empty, *(block[n] for block in blocks)]) for n in range(len(counts))
        ]

    @property
    def passages(self) -> int:
        """How many passages there are."""
        return len(self.bounds) - 1

    def _block(
        self, start: int, read: Callable[[Vectors], Matrix], counts: Sequence[int]
    ) -> list[Matrix]:
        bounds = np.asarray(self.bounds[start : start + _BLOCK + 1])
        values = read(self.vectors[bounds[0] : bounds[-1]])
        inner = (bounds - bounds[0]).tolist()
        return [pooled(values, inner, count) for count in counts]


def _meaning(pieces: _Pieces, vectors: Vectors) -> list[Matrix]:
    """For each passage and vector: the mean of the best few cosines, and the best."""
    return pieces.pooled(lambda rows: rows @ vectors.T, len(vectors), (_BEST, 1))


def _learned(pieces: _Pieces, targets: Sequence[Target], learned: Learned | None) -> Matrix:
    """How like a known answer the likeliest sentence is; all 0 where nothing was learned."""
    if learned is None:
        return np.zeros((pieces.passages, len(targets)), dtype=np.float32)
    column = {key: n for n, key in enumerate(learned.keys)}
    keys = [[text_key(text) for text in target.criteria] for target in targets]
    known = [[column[key] for key in some if key in column] for some in keys]
    (likeness,) = pieces.pooled(learned.likeness, len(learned.keys), (1,))
    return learned_sign(likeness, known)


def _sections(targets: Sequence[Target]) -> tuple[tuple[int, ...], ...]:
    """The columns of each section of the law."""
    groups: dict[str, list[int]] = defaultdict(list)
    for number, target in enumerate(targets):
        groups[target.section].append(number)
    return tuple(map(tuple, groups.values()))


def _section(place: Pinpoint) -> str:
    """The article, or the first part of an annex: `aia.art-14`, `mdr.annex-i.23`."""
    depth = 2 if place.path[0].startswith("annex") else 1
    return str(Pinpoint(place.act, place.path[:depth]))
