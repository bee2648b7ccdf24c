"""Whether a result or a verification among the documents answers a statement, as rules see it."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from domain.document import BlockKind, Sentence
from domain.finding import Assertion
from domain.observation import ObservationKind
from retrieval.tokens import tokens
from review.assertion import read_assertion
from review.chains.claims import Figures, may_report, metrics_of
from review.chains.traces import Traces, linked_ids
from review.chains.wants import Wants
from review.corpus import Corpus
from review.references import ReferenceIndex
from review.references.families import Role, ids_in

_PROOF = re.compile(
    r"\b(?:verif\w+|validat\w+|test(?:s|ed|ing)?|results?|pass(?:ed)?|measured|demonstrat\w+|"
    r"confirmed|achieved|observed|showed|stud(?:y|ies)|trial|evaluat\w+)\b",
    re.IGNORECASE,
)
PROVING = frozenset(
    {"SVV", "APR", "CPR", "CIR", "SVR", "BIO", "STE", "EMC", "STA", "ARB", "BIA", "PMCFR", "PMPFR"}
)
"""Types of documents that report results throughout."""
_STATED = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW}
_HALF = 0.5
"""The share of a statement's words that an answer on the same matter holds."""
_SHARED = 2
"""The words that it holds at least."""


@dataclass(frozen=True)
class Answers:
    """The statements of a corpus that want an answer, and what could answer them."""

    corpus: Corpus

    @cached_property
    def _traces(self) -> Traces:
        return Traces(self._index)

    @cached_property
    def wants(self) -> Wants:
        """The statements that want an answer."""
        return Wants(self._traces)

    @cached_property
    def proofs(self) -> Mapping[int, frozenset[str]]:
        """The sentences that assert a result or a verification, each with its words."""
        return {n: self._words_around(n) for n in range(len(self.corpus.sentences)) if self._is(n)}

    def nearest(self, number: int) -> tuple[tuple[int, int], ...]:
        """Proofs that share words with a statement and how many, those that share most first."""
        words = _words(self.corpus.sentences[number].text)
        shared = Counter(proof for word in words for proof in self._holding.get(word, ()))
        return tuple(sorted(shared.items(), key=lambda pair: (-pair[1], pair[0])))

    def linked(self, number: int) -> bool:
        """Whether a code, a reference or the figure of a metric leads from a statement to more.

        Any code beside the statement's own is taken for one that leads on.
        """
        sentence = self.corpus.sentences[number]
        if self._index.follow(sentence):
            return True
        ids = set(ids_in(sentence.text))
        if ids - {self.wants.name(number)} or ids & self._linked:
            return True
        return bool(self._figures.supported.intersection(metrics_of(sentence)))

    def same_matter(self, number: int) -> bool:
        """Whether a proof shares so many words that it may speak of the same."""
        words = _words(self.corpus.sentences[number].text)
        most = max((count for _, count in self.nearest(number)), default=0)
        return most >= max(min(_SHARED, len(words)), _HALF * len(words))

    def lacks(self, number: int) -> ObservationKind | None:
        """What a statement is where nothing answers it, None where something may.

        Where no other document gives proofs nothing is told, as they may stand in one that is not
        at hand.
        """
        kind = self.wants.kinds.get(number)
        if kind is None or not self._proving - {self.corpus.sentences[number].document}:
            return None
        return None if self.linked(number) or self.same_matter(number) else kind

    @cached_property
    def _proving(self) -> frozenset[str]:
        """The documents that give proofs."""
        return frozenset(self.corpus.sentences[number].document for number in self.proofs)

    @cached_property
    def _linked(self) -> set[str]:
        """Ids that tables or sentences link to a verification, or that a proof names."""
        roles = (Role.CONTROL, Role.REQUIREMENT, Role.HAZARD)
        linked = set().union(*(linked_ids(self._traces, role) for role in roles))
        return linked.union(*(ids_in(self.corpus.sentences[n].text) for n in self.proofs))

    @cached_property
    def _holding(self) -> Mapping[str, tuple[int, ...]]:
        found: dict[str, list[int]] = defaultdict(list)
        for number, words in self.proofs.items():
            for word in words:
                found[word].append(number)
        return {word: tuple(numbers) for word, numbers in found.items()}

    @cached_property
    def _index(self) -> ReferenceIndex:
        return ReferenceIndex(self.corpus)

    @cached_property
    def _figures(self) -> Figures:
        return Figures.of(self.corpus)

    def _is(self, number: int) -> bool:
        sentence = self.corpus.sentences[number]
        if sentence.block.kind not in _STATED or number in self.wants.kinds:
            return False
        if not may_report(self.corpus, number) or not self._proves(sentence, number):
            return False
        return read_assertion(sentence).assertion is Assertion.ASSERTED

    def _proves(self, sentence: Sentence, number: int) -> bool:
        if self.corpus.types.get(sentence.document) in PROVING:
            return True
        around = (sentence.text, self.corpus.headings[number], *sentence.block.headers)
        return bool(_PROOF.search(" ".join(around)))

    def _words_around(self, number: int) -> frozenset[str]:
        heading, context = self.corpus.headings[number], self.corpus.close_contexts[number]
        return _words(f"{self.corpus.sentences[number].text} {context} {heading}")


def _words(text: str) -> frozenset[str]:
    return frozenset(tokens(text))
