"""Which obligations a passage speaks to, and which passages speak to an obligation.

All obligations at once, a block of passages after the other: products of matrices, no query each.
Four signs are weighed, each in standard deviations above what the passage has on average, so that a
passage's result does not depend on the other passages:

- its sentences against the obligation's text, by meaning, the best few of them on average;
- its words against the obligation's text;
- its words against known answers to the obligation;
- its sentences against what was learned from such answers, the best one.

Then the nearest obligations of a section of the law raise all of that section.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from domain.law import Obligation
from domain.pinpoint import Pinpoint
from domain.ports import Hit, Progress
from retrieval.embedding import Embedder, text_key
from retrieval.evidence_model import Learned, learned_for
from retrieval.lexical import LexicalIndex
from retrieval.mapping_blocks import Block, Cut, embedded_blocks
from retrieval.mapping_signs import Mapped, MappingSigns, MappingWeights, Rows, learned_sign
from retrieval.pooling import Groups, pooled, standardised
from retrieval.postings import Postings
from retrieval.sentences import split_sentences
from retrieval.tokens import tokens
from retrieval.word_counts import WordCounts

Matrix = NDArray[np.float32]

_BEST = 3


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

    @property
    def words(self) -> Sequence[str]:
        """The text as the word index knows it."""
        return _words(self.text)

    @property
    def keys(self) -> Sequence[str]:
        """The names under which something may have been learned of its criteria."""
        return _keys(self.criteria)


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    return tuple(tokens(text))


@lru_cache(maxsize=4096)
def _keys(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(text_key, texts))


def target_of(obligation: Obligation, answers: Mapping[str, Sequence[str]]) -> Target:
    """The obligation's title and criteria, its section, and the answers to its criteria."""
    criteria = tuple(criterion.text for criterion in obligation.criteria)
    known = (answer for text in criteria for answer in answers.get(text, ()))
    text = obligation_text(obligation)
    return Target(text, _section(obligation.pinpoint), criteria, "\n".join((text, *known)))


def obligation_text(obligation: Obligation) -> str:
    """The words under which an obligation is searched: its title and its criteria."""
    return "\n".join((obligation.title, *(criterion.text for criterion in obligation.criteria)))


class Indexes(NamedTuple):
    """The words of obligations and of the known answers to them; `known` numbers the former."""

    words: LexicalIndex
    answers: LexicalIndex
    known: Mapping[str, int]


def word_indexes(targets: Mapping[str, Target]) -> Indexes:
    """The indexes of these obligations, of which each is a text."""
    words = LexicalIndex(tuple(targets), [one.text for one in targets.values()])
    answers = LexicalIndex(tuple(targets), [one.answers for one in targets.values()])
    return Indexes(words, answers, {word: n for n, word in enumerate(sorted(words.postings.words))})


class ObligationMapper:
    """Compares passages with a fixed set of obligations.

    The obligations' vectors come through the embedder's cache; `known` numbers their words.
    `split` cuts a passage into the pieces that are embedded; a split that returns the text whole
    is cheaper and finds less. `indexes` are those of the obligations, where they are made already.
    """

    def __init__(
        self,
        targets: Mapping[str, Target],
        embedder: Embedder,
        split: Callable[[str], Sequence[str]] = split_sentences,
        weights: MappingWeights | None = None,
        indexes: Indexes | None = None,
    ) -> None:
        self._embedder = embedder
        self._split = split
        self._weights = weights or MappingWeights()
        self._targets = targets
        self._ids = tuple(targets)
        self._words, self._answers, self.known = indexes or word_indexes(targets)
        self._learned = learned_for(embedder.name)

    def map(
        self, passages: Sequence[str], top: int, allowed: Collection[str] | None = None
    ) -> list[list[Hit]]:
        """The best `top` obligations of each passage; see `compare`."""
        return self.rows(self.cut(passages), allowed).forward(top)

    def compare(
        self,
        passages: Sequence[str],
        allowed: Collection[str] | None = None,
        progress: Progress | None = None,
    ) -> Mapped:
        """Compare all passages with all obligations, or with those in `allowed` only.

        A passage is its context and its text, joined by a line break.
        """
        return self.mapped(self.rows(self.cut(passages), allowed, progress))

    def cut(self, passages: Sequence[str]) -> list[Cut]:
        """Texts with their pieces, where nobody who read their documents has cut them."""
        return [Cut(text, self._split(text)) for text in passages]

    def rows(
        self,
        passages: Sequence[Cut],
        allowed: Collection[str] | None = None,
        progress: Progress | None = None,
        ends: Sequence[int] = (),
    ) -> Rows:
        """What rests on each passage alone; a document ends before each number in `ends`.

        The rows of a document are the same bytes whichever others are compared with it.
        """
        columns = self._columns(allowed)
        near, nearest = (np.zeros((len(passages), len(columns.ids)), np.float32) for _ in range(2))
        counts = []
        for block in embedded_blocks(passages, ends, self._embedder, progress):
            words = _cut(block)
            signs = self._signs(block, words, columns)
            near[block.rows], nearest[block.rows] = signs.weighed(self._weights), signs.nearest
            counts.append(WordCounts.of(words, self.known))
        return Rows(columns.ids, near, nearest, WordCounts.joined(counts))

    def mapped(self, rows: Rows) -> Mapped:
        """The rows of passages together with the words of the obligations."""
        return Mapped(rows, self.known, [self._targets[key].words for key in rows.ids])

    def signs(
        self, passages: Sequence[str], allowed: Collection[str] | None = None
    ) -> MappingSigns:
        """What speaks for each pair, before it is weighed; see `compare`."""
        columns = self._columns(allowed)
        blocks = embedded_blocks(self.cut(passages), (), self._embedder)
        return MappingSigns.joined([self._signs(one, _cut(one), columns) for one in blocks])

    def ids(self, allowed: Collection[str] | None = None) -> tuple[str, ...]:
        """The obligations that are compared, in the order of the columns."""
        return tuple(key for key in self._ids if allowed is None or key in allowed)

    def _columns(self, allowed: Collection[str] | None) -> "_Columns":
        ids = self.ids(allowed)
        targets = [self._targets[key] for key in ids]
        numbers = [n for n, key in enumerate(self._ids) if allowed is None or key in allowed]
        known = _known(targets, self._learned) if self._learned else []
        some = sorted({n for criteria in known for n in criteria})
        place = {n: column for column, n in enumerate(some)}
        return _Columns(
            ids=ids,
            sections=_sections(targets),
            vectors=self._embedder.embed([target.text for target in targets]).T,
            words=self._words.postings.among(numbers),
            answers=self._answers.postings.among(numbers),
            learned=self._learned.among(some) if self._learned else None,
            known=Groups.of([[place[n] for n in criteria] for criteria in known]),
        )

    def _signs(
        self, block: Block, words: Sequence[Sequence[str]], columns: "_Columns"
    ) -> MappingSigns:
        best = block.pieces.highest(block.vectors @ columns.vectors, _BEST)
        return MappingSigns(
            ids=columns.ids,
            sections=columns.sections,
            meaning=standardised(best.mean(_BEST)),
            words=standardised(columns.words.scores(words)),
            answers=standardised(columns.answers.scores(words)),
            learned=_learned(block, columns),
            nearest=best.mean(1),
        )


@dataclass(frozen=True, slots=True)
class _Columns:
    """The obligations compared: `vectors` one a column, `sections` of columns.

    `words` are those of the obligations, `answers` those of known answers; `learned` is of their
    criteria alone, `known` the columns of each one's criteria in it.
    """

    ids: tuple[str, ...]
    sections: Groups
    vectors: Matrix
    words: Postings
    answers: Postings
    learned: Learned | None
    known: Groups


def _cut(block: Block) -> list[list[str]]:
    """The words of each passage."""
    return [tokens(text) for text in block.texts]


def _learned(block: Block, columns: _Columns) -> Matrix:
    """How like a known answer the likeliest sentence is; all 0 where nothing was learned."""
    if columns.learned is None:
        return np.zeros((len(block.texts), len(columns.ids)), dtype=np.float32)
    likeness = pooled(columns.learned.likeness(block.vectors), block.pieces, 1)
    return learned_sign(likeness, columns.known)


def _known(targets: Sequence[Target], learned: Learned) -> list[list[int]]:
    """The numbers of those criteria of each obligation of which something was learned."""
    column = {key: n for n, key in enumerate(learned.keys)}
    return [[column[key] for key in one.keys if key in column] for one in targets]


def _sections(targets: Sequence[Target]) -> Groups:
    """The columns of each section of the law."""
    groups: dict[str, list[int]] = defaultdict(list)
    for number, target in enumerate(targets):
        groups[target.section].append(number)
    return Groups.of(list(groups.values()))


def _section(place: Pinpoint) -> str:
    """The article, or the first part of an annex: `aia.art-14`, `mdr.annex-i.23`."""
    depth = 2 if place.path[0].startswith("annex") else 1
    return str(Pinpoint(place.act, place.path[:depth]))
