"""The short lead that a model reads for a group: few sentences, numbered, each with its place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from domain.document import BlockKind, Sentence
from domain.finding import CriterionResult, DocumentCitation, Finding
from domain.law import Criterion, Obligation
from ingest import instruction_like
from prompts.data import Source
from prompts.judge import Asked
from review.affinity import Affinity
from review.assisted.groups import Group
from review.assisted.numbered import CONTEXT, kind_of, numbered, shown
from review.corpus import Corpus, is_running
from review.evidence import EvidenceFinder

_SENTENCES = 16
_CHARACTERS = 2800
_LONGEST = 320
_OWN = 2
_NEAR = 2
_PASSAGES = 3
_A_PASSAGE = 2
_UNSEEN = {BlockKind.HIDDEN, BlockKind.DELETED, BlockKind.COMMENT, BlockKind.ADVICE}
_NO_STATEMENT = {BlockKind.HEADING, BlockKind.TABLE_HEADER}


@dataclass(frozen=True, slots=True)
class Lead:
    """What is sent for a group: sources, criteria, and the sentence behind each label."""

    sources: tuple[Source, ...]
    asked: tuple[Asked, ...]
    sentences: Mapping[str, int]


class LeadFinder:
    """Chooses the sentences that may decide the criteria of a group."""

    def __init__(self, corpus: Corpus, finder: EvidenceFinder, affinity: Affinity) -> None:
        self._corpus = corpus
        self._finder = finder
        self._affinity = affinity
        places = enumerate(corpus.sentences)
        self._numbers = {(s.document, s.span): number for number, s in places}
        self._in_passage: dict[int, list[int]] = {}
        for number, passage in enumerate(corpus.passage_numbers):
            self._in_passage.setdefault(passage, []).append(number)

    def number(self, citation: DocumentCitation) -> int | None:
        """The number of the sentence that stands at a place."""
        return self._numbers.get((citation.document, citation.span))

    def lead(self, group: Group, findings: Mapping[str, Finding]) -> Lead:
        """The sentences for a group, the most telling of each criterion in turn."""
        results = [r for row in group.rows for r in findings[row.id].criteria]
        wanted = [
            list(self._wanted(row, criterion, result))
            for (row, criterion), result in zip(group.criteria, results, strict=True)
        ]
        in_turn = (n for turn in zip_longest(*wanted) for n in turn if n is not None)
        sources, sentences = self._sources(self._fitting(in_turn))
        names = {number: name for name, number in sentences.items()}
        asked = tuple(
            Asked(f"C{n}", row.pinpoint.label, criterion.text, self._own(result, names))
            for n, ((row, criterion), result) in enumerate(
                zip(group.criteria, results, strict=True), start=1
            )
        )
        return Lead(sources, asked, sentences)

    def _wanted(
        self, row: Obligation, criterion: Criterion, result: CriterionResult
    ) -> Iterator[int]:
        """Sentences for one criterion, best first: what the rules cite, then what they missed."""
        own = [self.number(e.citation) for e in result.evidence]
        yield from [number for number in own if number is not None][:_OWN]
        if result.met:
            return
        found = self._finder.find(criterion, row)
        near = [c.number for c in found if c.number not in own]
        nearest = [
            n
            for passage in self._affinity.nearest(row.id, _PASSAGES)
            for n in self._best_of(passage, criterion)
        ]
        yield from (n for turn in zip_longest(nearest, near[:_NEAR]) for n in turn if n is not None)

    def _best_of(self, passage: int, criterion: Criterion) -> list[int]:
        """The sentences of a passage that hold most groups of the criterion."""
        held = self._finder.held(criterion)
        numbers = [n for n in self._in_passage.get(passage, ()) if self._may_be_sent(n)]
        return sorted(numbers, key=lambda n: (-held.get(n, 0), n))[:_A_PASSAGE]

    def _fitting(self, numbers: Iterator[int]) -> list[int]:
        """As many as a prompt holds, each words once."""
        chosen: list[int] = []
        words: set[str] = set()
        room = _CHARACTERS
        for number in numbers:
            text = self._shown(number)
            if number in chosen or text in words or not self._may_be_sent(number):
                continue
            if len(chosen) == _SENTENCES or len(text) > room:
                break
            chosen.append(number)
            words.add(text)
            room -= len(text)
        return sorted(chosen)

    def _may_be_sent(self, number: int) -> bool:
        sentence = self._corpus.sentences[number]
        kind = sentence.block.kind
        useless = kind in _UNSEEN | _NO_STATEMENT or is_running(sentence.block)
        return not useless and not speaks_to_a_model(sentence, self._corpus.close_contexts[number])

    def _sources(self, numbers: Sequence[int]) -> tuple[tuple[Source, ...], dict[str, int]]:
        places: dict[str, list[int]] = {}
        for number in numbers:
            places.setdefault(self._place(number), []).append(number)
        return numbered(tuple(places.items()), self._shown)

    def _place(self, number: int) -> str:
        sentence = self._corpus.sentences[number]
        kind = kind_of(self._corpus, sentence.document)
        section = sentence.block.section[-1] if sentence.block.section else ""
        named = "" if instruction_like(section) else section[:CONTEXT]
        return f"{kind}: {named}" if named else kind

    def _shown(self, number: int) -> str:
        return shown(self._corpus, number, _LONGEST)

    def _own(self, result: CriterionResult, names: Mapping[int, str]) -> str:
        """What the rules found, in labels and our words; nothing of a document is in it."""
        told = [
            f"{names[number]} {evidence.assertion.value}"
            for evidence in result.evidence
            if (number := self.number(evidence.citation)) is not None and number in names
        ]
        state = {True: "met", False: "not met", None: "cannot judge"}[result.met]
        return f"rules: {state}" + (f", {', '.join(told)}" if told else "")


def speaks_to_a_model(sentence: Sentence, context: str = "") -> bool:
    """Whether a sentence, or what belongs to it, addresses a model and is kept from it."""
    return instruction_like(sentence.text) or bool(context and instruction_like(context))
