"""The sentences of documents that answer a question, and whether any of them does.

Passages that are near the question are cut into their sentences. These are ranked by
meaning and words, with the headings above them, and by what a review would see in them: how likely
they answer the criteria that the question is about. What denies, plans or leaves
open comes after what asserts as much; what only names a matter comes last.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.document import Sentence
from domain.finding import Assertion
from domain.law import Catalogue, Criterion
from domain.ports import Hit, SearchIndex
from regulations.acronyms import expand
from regulations.lexicon import load_lexicon
from retrieval.embedding import Embedder
from retrieval.lexical import LexicalIndex
from retrieval.tokens import tokens
from review.asked_criteria import AskedCriterion, asked_criteria
from review.corpus import Corpus, CorpusTerms
from review.plain_statement import PLANS
from review.question_words import content_words
from review.relevance import evidence_model
from review.standing import is_cautioned, standing
from review.stating_blocks import may_answer

_PASSAGES = 40
_MEANING, _HEADINGS, _WORDS, _HELD, _EVIDENCE = 1.3, 0.3, 0.04, 0.3, 1.6
"""What the signs weigh: two cosines, points of BM25, and two shares."""

_CAUTIONED, _NAMED = 0.1, 0.3
"""What a sentence loses that does not assert what it says, and one that only names a matter."""

_ABOUT = 0.06
"""What the relevance of the nearest criterion adds to how surely the best sentence answers."""

_LEAST = 1.1
"""From where the best sentence is taken to answer.

This and the weights above were fitted to the development part of the suite `answers`.
"""

_ABOVE = 2
"""Of the headings above a sentence that many, the nearest, tell what it is about."""

Scores = NDArray[np.float32]
"""A number for each sentence that is looked at."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with how well it answers, a plain number: more is better."""

    sentence: Sentence
    score: float


@dataclass(frozen=True, slots=True)
class FoundInDocuments:
    """What documents say to a question.

    `told` are sentences, best first. `passages` are the passages found, those of the best
    sentences first. `answers`: the best sentence is close enough to be taken for an answer.
    """

    told: tuple[Told, ...]
    passages: tuple[Hit, ...]
    answers: bool


class DocumentSearch:
    """Searches the documents of a corpus for sentences that answer a question.

    `passages` finds its passages by their ids. Where no model of evidence fits the embedder's
    vectors, meaning and words alone rank, and the best is always taken to answer: how near
    vectors lie is told by their model only.
    """

    def __init__(
        self, corpus: Corpus, passages: SearchIndex, catalogue: Catalogue, embedder: Embedder
    ) -> None:
        self._corpus = corpus
        self._passages = passages
        self._catalogue = catalogue
        self._embedder = embedder

    def is_plan(self, document: str) -> bool:
        """Whether a document lays down what is done."""
        return self._corpus.types.get(document) in PLANS

    def search(self, question: str, law: Sequence[Hit]) -> FoundInDocuments:
        """What the documents say; `law` are the places of the law that answer the question."""
        hits = self._passages.search(question, _PASSAGES)
        numbers = self._stating(hits, question)
        if not numbers:
            return FoundInDocuments((), tuple(hits), answers=False)
        asked = self._asked(question, law)
        scores = self._scores(numbers, question, asked)
        order = sorted(range(len(numbers)), key=lambda n: (-scores[n], numbers[n]))
        told = [Told(self._corpus.sentences[numbers[n]], float(scores[n])) for n in order]
        return FoundInDocuments(
            tuple(_each_once(told)),
            self._reordered(hits, [numbers[n] for n in order]),
            answers=_answers(told[0].score, asked),
        )

    def _stating(self, hits: Sequence[Hit], question: str) -> list[int]:
        """The sentences of the passages that can state something, by their numbers in order."""
        found = {hit.id for hit in hits}
        ids = [passage.id for passage in self._corpus.passages]
        pairs = zip(self._corpus.sentences, self._corpus.passage_numbers, strict=True)
        return [
            number
            for number, (sentence, passage) in enumerate(pairs)
            if ids[passage] in found and may_answer(sentence, question)
        ]

    def _asked(self, question: str, law: Sequence[Hit]) -> tuple[AskedCriterion, ...]:
        model = evidence_model(self._embedder.name)
        if model is None:
            return ()
        likeness = model.likeness(self._embedder.embed_once(question))
        return asked_criteria(likeness, law, self._catalogue)

    def _scores(
        self, numbers: Sequence[int], question: str, asked: Sequence[AskedCriterion]
    ) -> Scores:
        texts = [self._text(number) for number in numbers]
        sections = [self._corpus.sentences[n].block.section[-_ABOVE:] for n in numbers]
        under = [": ".join((*s[-1:], t)) for s, t in zip(sections, texts, strict=True)]
        titles = [self._title(number) for number in numbers]
        whole = [" ".join((d, *s, t)) for d, s, t in zip(titles, sections, texts, strict=True)]
        scores: Scores = (
            _MEANING * self._near(under, question)
            + _HEADINGS * self._near([" > ".join(one) for one in sections], question)
            + _WORDS * _by_words(whole, question)
            + _HELD * _share_held(whole, question)
            + _EVIDENCE * self._evidence(numbers, under, asked)
            - np.asarray([self._lost(number, question) for number in numbers], np.float32)
        )
        return scores

    def _near(self, texts: Sequence[str], question: str) -> Scores:
        """The cosine of each text with the question; 0 for a text without words."""
        told = list(dict.fromkeys(text for text in texts if text))
        near = self._embedder.embed(told) @ self._embedder.embed_once(question)
        by_text = dict(zip(told, near.tolist(), strict=True))
        return np.asarray([by_text.get(text, 0.0) for text in texts], np.float32)

    def _evidence(
        self, numbers: Sequence[int], texts: Sequence[str], asked: Sequence[AskedCriterion]
    ) -> Scores:
        """How likely each sentence answers what is asked, by the criterion it answers best."""
        best = np.zeros(len(numbers), np.float32)
        model = evidence_model(self._embedder.name)
        if model is None or not asked:
            return best
        terms = self._corpus.terms(load_lexicon(), numbers)
        signs = model.read(texts, self._embedder)
        for one in asked:
            likely = signs.likely(one.criterion.text, _held(one.criterion, terms, len(numbers)))
            best = np.maximum(best, np.float32(one.weight) * likely)
        return best

    def _lost(self, number: int, question: str) -> float:
        sentence = self._corpus.sentences[number]
        reading = standing(sentence, question, is_plan=self.is_plan(sentence.document))
        if reading.assertion is Assertion.MENTION:
            return _NAMED
        return _CAUTIONED if is_cautioned(reading) else 0.0

    def _text(self, number: int) -> str:
        """A sentence with the table's header or the opening of the list that belong to it."""
        sentence = self._corpus.sentences[number]
        opening = sentence.block.lead_in
        text = self._corpus.document(sentence.document).text
        parts = (*sentence.block.headers, opening.of(text) if opening else "", sentence.text)
        return " ".join(" ".join(parts).split())

    def _title(self, number: int) -> str:
        return self._corpus.document(self._corpus.sentences[number].document).title

    def _reordered(self, hits: Sequence[Hit], order: Sequence[int]) -> tuple[Hit, ...]:
        """The passages by their best sentence; those without any come last, as they were."""
        by_id = {hit.id: hit for hit in hits}
        ids = (self._corpus.passages[self._corpus.passage_numbers[n]].id for n in order)
        return tuple(by_id[one] for one in dict.fromkeys([*ids, *by_id]))


def _by_words(texts: Sequence[str], question: str) -> Scores:
    index = LexicalIndex([str(number) for number in range(len(texts))], texts)
    scores: Scores = index.scores([expand(question)])[0]
    return scores


def _share_held(texts: Sequence[str], question: str) -> Scores:
    """The share of the words of the question's matter that each text holds."""
    asked = content_words(question)
    held = [len(asked & set(tokens(text))) / max(1, len(asked)) for text in texts]
    return np.asarray(held, np.float32)


def _held(criterion: Criterion, terms: CorpusTerms, count: int) -> Scores:
    """The share of the criterion's groups of terms that each sentence holds or has close to it."""
    held = np.zeros(count, np.float32)
    for group in criterion.groups:
        own, close, _ = terms.group(group)
        held[list(own.keys() | close)] += 1 / len(criterion.groups)
    return held


def _answers(best: float, asked: Sequence[AskedCriterion]) -> bool:
    return not asked or best + _ABOUT * asked[0].relevance >= _LEAST


def _each_once(told: Sequence[Told]) -> list[Told]:
    """The sentences without those that say the same words as a better one."""
    first: dict[str, Told] = {}
    for one in told:
        first.setdefault(" ".join(one.sentence.text.split()), one)
    return list(first.values())
