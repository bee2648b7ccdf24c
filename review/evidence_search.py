"""The evidence for a criterion in all documents, each document judged once.

Documents of which nothing is kept are searched together; the others cost a look-up. Both come
together in one ranking, which alone depends on all documents.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from domain.law import Criterion, Obligation
from regulations.lexicon import Lexicon
from review.affinity import Affinity
from review.candidate import Candidate
from review.corpus import Corpus
from review.evidence import EvidenceFinder
from review.judged import JudgedDocuments
from review.kept_documents import KeptDocuments


class EvidenceSearch:
    """Searches a corpus for the sentences that speak to a criterion, as `EvidenceFinder` does.

    What was judged of a document before is taken from what is kept of it; the outcome is the same.
    """

    def __init__(
        self,
        corpus: Corpus,
        lexicon: Lexicon,
        affinity: Affinity,
        kept: KeptDocuments | None = None,
    ) -> None:
        self._corpus = corpus
        self._lexicon = lexicon
        self._affinity = affinity
        self._likeness = affinity
        self.judged = JudgedDocuments(
            corpus, affinity.threshold, kept or KeptDocuments(corpus, None, "")
        )
        self._parts: dict[tuple[tuple[str, int], ...], _Part] = {}

    def find(self, criterion: Criterion, obligation: Obligation) -> tuple[Candidate, ...]:
        """All candidates for the criterion, best first: those that count, then by rank."""
        key = _key(criterion, obligation)
        self._judge(self.judged.unread(key), criterion, obligation)
        found = self._ranked(key, obligation)
        return tuple(sorted(found, key=lambda c: (not c.counts, -c.rank, c.number)))

    def begin(self, documents: Collection[str]) -> None:
        """Have at hand what it takes to judge any of these documents in another process."""
        self._likeness = self._affinity.at_hand(documents)

    def judge(self, documents: Collection[str], rows: Iterable[Obligation]) -> None:
        """Judge what was not judged of these documents towards all criteria of these rows."""
        for obligation in rows if documents else ():
            for criterion in (one for one in obligation.criteria if one.groups):
                unread = self.judged.unread(_key(criterion, obligation))
                some = {key: numbers for key, numbers in unread.items() if key in documents}
                self._judge(some, criterion, obligation)

    def _judge(
        self, unread: Mapping[str, Sequence[int]], criterion: Criterion, obligation: Obligation
    ) -> None:
        key = _key(criterion, obligation)
        found = self._part(unread).find(criterion, obligation) if unread else {}
        for document, candidates in found.items():
            self.judged.by_document[document].fresh[key] = candidates

    def _part(self, unread: Mapping[str, Sequence[int]]) -> "_Part":
        """The sentences with these numbers, by document: all of it or those that are waiting."""
        key = tuple((document, len(numbers)) for document, numbers in unread.items())
        if key not in self._parts:
            part = _part(self._corpus, unread)
            likeness = self._likeness.likeness(None if part is self._corpus else part)
            finder = EvidenceFinder(part, self._lexicon, likeness)
            self._parts[key] = _Part(part, finder, unread)
        return self._parts[key]

    def _ranked(self, key: str, obligation: Obligation) -> Iterator[Candidate]:
        """The candidates of each document, numbered and ranked in the whole corpus."""
        passages, scores = self._corpus.passage_numbers, self._affinity.scores(obligation.id)

        def near(number: int) -> float:
            return scores.get(passages[number], 0.0)

        for document, judged in self.judged.speaking(key):
            start = self._corpus.by_document[document].start
            yield from judged.of(key, self._corpus.sentences, start, near)


def _key(criterion: Criterion, obligation: Obligation) -> str:
    return f"{obligation.id} {criterion.text}"


def _part(corpus: Corpus, unread: Mapping[str, Sequence[int]]) -> Corpus:
    """The sentences with these numbers, by document; the corpus itself where they are all."""
    if sum(map(len, unread.values())) == len(corpus.sentences):
        return corpus
    part = corpus.part(unread)
    starts = {document: numbers.start for document, numbers in part.by_document.items()}
    every = [starts[d.id] + number for d in part.documents for number in unread[d.id]]
    return part if len(every) == len(part.sentences) else part.some(every)


class _Part:
    """Some sentences of the corpus, searched as one; `numbers` counts them in their documents."""

    def __init__(
        self, corpus: Corpus, finder: EvidenceFinder, numbers: Mapping[str, Sequence[int]]
    ) -> None:
        self._corpus = corpus
        self._finder = finder
        self._numbers = numbers

    def find(
        self, criterion: Criterion, obligation: Obligation
    ) -> dict[str, tuple[Candidate, ...]]:
        """The candidates in each document, with numbers counted in it."""
        found: dict[str, list[Candidate]] = {key: [] for key in self._numbers}
        for candidate in self._finder.find(criterion, obligation):
            document = candidate.sentence.document
            number = candidate.number - self._corpus.by_document[document].start
            found[document].append(replace(candidate, number=self._numbers[document][number]))
        return {document: tuple(some) for document, some in found.items()}
