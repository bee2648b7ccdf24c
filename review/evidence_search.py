"""The evidence for a criterion in all documents, each document judged once.

Documents of which nothing is kept are searched together; the others cost a look-up. Both come
together in one ranking, which alone depends on all documents.
"""

from collections.abc import Collection, Iterable, Iterator
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
        self._parts: dict[tuple[str, ...], _Part] = {}

    def find(self, criterion: Criterion, obligation: Obligation) -> tuple[Candidate, ...]:
        """All candidates for the criterion, best first: those that count, then by rank."""
        key = _key(criterion, obligation)
        self._judge_missing(key, criterion, obligation)
        found = self._ranked(key, obligation)
        return tuple(sorted(found, key=lambda c: (not c.counts, -c.rank, c.number)))

    def begin(self, documents: Collection[str]) -> None:
        """Have at hand what it takes to judge any of these documents in another process."""
        self._likeness = self._affinity.at_hand(documents)

    def judge(self, documents: Collection[str], rows: Iterable[Obligation]) -> None:
        """Judge documents of which nothing is kept towards all criteria of these rows."""
        lacking = tuple(id_ for id_ in self.judged.by_document if id_ in documents)
        for obligation in rows if lacking else ():
            for criterion in (one for one in obligation.criteria if one.groups):
                self._judge(lacking, criterion, obligation)

    def _judge_missing(self, key: str, criterion: Criterion, obligation: Obligation) -> None:
        every = self.judged.by_document
        lacking = tuple(id_ for id_, one in every.items() if not one.knows(key))
        if lacking:
            self._judge(lacking, criterion, obligation)

    def _judge(
        self, documents: tuple[str, ...], criterion: Criterion, obligation: Obligation
    ) -> None:
        key = _key(criterion, obligation)
        for document, found in self._part(documents).find(criterion, obligation).items():
            self.judged.by_document[document].fresh[key] = found

    def _part(self, documents: tuple[str, ...]) -> "_Part":
        if documents not in self._parts:
            whole = len(documents) == len(self._corpus.documents)
            part = self._corpus if whole else self._corpus.part(documents)
            likeness = self._likeness.likeness(None if whole else documents)
            self._parts[documents] = _Part(part, EvidenceFinder(part, self._lexicon, likeness))
        return self._parts[documents]

    def _ranked(self, key: str, obligation: Obligation) -> Iterator[Candidate]:
        """The candidates of each document, numbered and ranked in the whole corpus."""
        passages, scores = self._corpus.passage_numbers, self._affinity.scores(obligation.id)

        def near(number: int) -> float:
            return scores.get(passages[number], 0.0)

        for document, judged in self.judged.by_document.items():
            start = self._corpus.by_document[document].start
            yield from judged.of(key, self._corpus.sentences, start, near)


def _key(criterion: Criterion, obligation: Obligation) -> str:
    return f"{obligation.id} {criterion.text}"


class _Part:
    """Some documents of the corpus, searched as one."""

    def __init__(self, corpus: Corpus, finder: EvidenceFinder) -> None:
        self._corpus = corpus
        self._finder = finder

    def find(
        self, criterion: Criterion, obligation: Obligation
    ) -> dict[str, tuple[Candidate, ...]]:
        """The candidates in each document, with numbers counted in it."""
        found: dict[str, list[Candidate]] = {key: [] for key in self._corpus.by_document}
        for candidate in self._finder.find(criterion, obligation):
            document = candidate.sentence.document
            number = candidate.number - self._corpus.by_document[document].start
            found[document].append(replace(candidate, number=number))
        return {document: tuple(some) for document, some in found.items()}
