"""What is learned from: examples of every criterion, and the sentences of three dossiers.

The dossiers are the ones that may be tuned on; the fourth is for testing only and is left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from domain.law import Catalogue, Criterion, Obligation
from eval.gold_files import Row, gold_rows
from eval.made_documents import corpus_of_sentences
from eval.planted import ELSEWHERE, Dossier, dossiers
from eval.sample_reviews import REVIEW_DAY
from regulations.examples import Examples, load_examples
from regulations.lexicon import load_lexicon
from review.affinity import Affinity
from review.assembly import Workbench
from review.corpus import Corpus
from review.evidence import EvidenceFinder
from review.relevance import sentence_texts

Matrix = NDArray[np.float32]

TUNED_ON = ("sample", "oncoplex", "stepmate")
DAY = REVIEW_DAY


@dataclass(frozen=True)
class Asked:
    """A criterion that has examples, with the obligation they were written for."""

    obligation: Obligation
    criterion: Criterion
    examples: Examples


@dataclass(frozen=True)
class Texts:
    """Texts with the number of the criterion each was written for, and the groups they hold.

    `turns` counts the texts of one criterion, from 0.
    """

    words: tuple[str, ...]
    criteria: NDArray[np.intp]
    turns: NDArray[np.intp]

    def held(self, asked: Sequence[Asked]) -> Matrix:
        """The share of every criterion's groups that each text holds: texts by criteria."""
        corpus = corpus_of_sentences("", self.words)
        starts = {block.span.start: n for n, block in enumerate(corpus.documents[0].blocks)}
        if len(starts) != len(self.words):
            raise ValueError(f"{len(self.words)} examples were read as {len(starts)} blocks")
        homes = np.array([starts[s.block.span.start] for s in corpus.sentences])
        shares = held_shares(corpus, asked)
        held = np.zeros((len(self.words), len(asked)), dtype=np.float32)
        np.maximum.at(held, homes, shares)
        return held


@dataclass(frozen=True)
class Ground:
    """A dossier as background: no sentence of it was written for a criterion.

    `silent` are the numbers of the criteria that the dossier's list says are not answered.
    """

    corpus: Corpus
    words: tuple[str, ...]
    silent: tuple[int, ...]

    @cached_property
    def finder(self) -> EvidenceFinder:
        """Judges the dossier's sentences."""
        return EvidenceFinder(self.corpus, load_lexicon(), Affinity())


def asked_criteria(catalogue: Catalogue) -> tuple[Asked, ...]:
    """The criteria with examples, in the order of the files."""
    found = []
    for text, examples in load_examples().items():
        obligation = catalogue.get(examples.obligation)
        criterion = next(c for c in obligation.criteria if c.text == text)
        found.append(Asked(obligation, criterion, examples))
    return tuple(found)


def example_texts(asked: Sequence[Asked], *, near: bool) -> Texts:
    """All answers, or all sentences near to an answer."""
    rows = [
        (text, number, turn)
        for number, one in enumerate(asked)
        for turn, text in enumerate(one.examples.near if near else one.examples.answers)
    ]
    words, numbers, turns = zip(*rows, strict=True)
    return Texts(words, np.array(numbers), np.array(turns))


def gold_texts(asked: Sequence[Asked], label: str) -> Texts:
    """The sentences of `gold/criteria_*.jsonl` with that label: cases that may be tuned on."""
    numbers = {one.criterion.text: number for number, one in enumerate(asked)}
    rows = [*gold_rows("criteria_aia"), *gold_rows("criteria_mdr")]
    known = [(row, _criterion_text(row, asked)) for row in rows if row["label"] == label]
    kept = [(str(row["sentence"]), numbers[text]) for row, text in known if text in numbers]
    words, criteria = zip(
        *((w, n) for w, n in kept if not w.startswith(("|", "-", "#"))), strict=True
    )
    return Texts(words, np.array(criteria), np.zeros(len(words), dtype=np.intp))


def _criterion_text(row: Row, asked: Sequence[Asked]) -> str:
    """The text of the criterion that a gold row names, "" where it has no examples."""
    number = int(row["criterion"])
    for one in asked:
        if one.obligation.id == row["obligation"] and number < len(one.obligation.criteria):
            return one.obligation.criteria[number].text
    return ""


def grounds(bench: Workbench, asked: Sequence[Asked]) -> tuple[Ground, ...]:
    """The dossiers that may be tuned on."""
    return tuple(_ground(bench, d, asked) for d in dossiers() if d.name in TUNED_ON)


def _ground(bench: Workbench, dossier: Dossier, asked: Sequence[Asked]) -> Ground:
    corpus = bench.read([dossier.documents])
    faults = [f for f in dossier.faults if f.kind not in ELSEWHERE and "gap" in f.expected]
    gaps = {key for fault in faults for key in fault.obligations}
    silent = tuple(n for n, one in enumerate(asked) if one.obligation.id in gaps)
    return Ground(corpus, tuple(sentence_texts(corpus)), silent)


def held_shares(corpus: Corpus, asked: Sequence[Asked]) -> Matrix:
    """The share of every criterion's groups that each sentence holds: sentences by criteria."""
    finder = EvidenceFinder(corpus, load_lexicon(), Affinity())
    shares = np.zeros((len(corpus.sentences), len(asked)), dtype=np.float32)
    for number, one in enumerate(asked):
        held = finder.held(one.criterion)
        shares[list(held), number] = np.array(list(held.values())) / len(one.criterion.groups)
    return shares
