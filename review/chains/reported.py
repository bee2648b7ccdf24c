"""What the documents that report results speak of, as far as words tell."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from domain.document import BlockKind, Sentence
from domain.finding import Assertion
from retrieval.tokens import tokens
from review.assertion import read_assertion
from review.chains.answers import PROVING
from review.chains.claims import may_report
from review.corpus import Corpus

_PROOF = re.compile(
    r"\b(?:verif\w+|validat\w+|test(?:s|ed|ing)?|results?|pass(?:ed)?|measured|demonstrat\w+|"
    r"confirmed|achieved|observed|showed|shown|seen|unchanged|remained|fell|rose|found|"
    r"stud(?:y|ies)|trial|evaluat\w+)\b|\d",
    re.IGNORECASE,
)
_LEFT_OUT = re.compile(
    r"\b(?:left out|excluded?|exclusion|not included|removed|planned|outside)\b", re.IGNORECASE
)
_DURATION = re.compile(
    r"\b(?:\d[\d.]* ?(?:s|ms|min|h)|seconds?|minutes?|hours?|days?|duration|interval)\b",
    re.IGNORECASE,
)
"""A span of time, which is what a result on a time gives."""
_TOLD = frozenset({Assertion.ASSERTED, Assertion.DENIED})
"""How results are told: "no cracks were seen" is one."""
_NO_RESULTS = frozenset({"RMF", "AIRM", "QMS", "VIG", "CLS", "UDI", "STD", "CERT", "AGR", "PRRC"})
"""Types of documents that report no tests though they may speak of every matter."""
_STATED = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW}
_MOST = 0.5
"""The share of a claim's words that a result on it holds more of."""


@dataclass(frozen=True)
class Reported:
    """What the documents that report results say, section by section."""

    corpus: Corpus

    @cached_property
    def sections(self) -> Mapping[tuple[str, str], frozenset[str]]:
        """The words of each section in which a result stands, by document and headings."""
        words: dict[tuple[str, str], set[str]] = defaultdict(set)
        proving = set()
        for number, sentence in enumerate(self.corpus.sentences):
            if sentence.block.kind in _STATED and self._counts(number):
                place = (sentence.document, self.corpus.headings[number])
                words[place].update(self._words(number))
                if self._proves(sentence):
                    proving.add(place)
        return {place: frozenset(words[place]) for place in proving}

    def _proves(self, sentence: Sentence) -> bool:
        throughout = self.corpus.types.get(sentence.document) in PROVING
        return throughout or bool(_PROOF.search(sentence.text))

    def _counts(self, number: int) -> bool:
        sentence = self.corpus.sentences[number]
        if self.corpus.types.get(sentence.document) in _NO_RESULTS:
            return False
        if not may_report(self.corpus, number) or _LEFT_OUT.search(sentence.text):
            return False
        row = sentence.block.kind is BlockKind.TABLE_ROW
        return row or read_assertion(sentence).assertion in _TOLD

    def _words(self, number: int) -> Sequence[str]:
        sentence = self.corpus.sentences[number]
        title = self.corpus.document(sentence.document).title
        around = (self.corpus.headings[number], self.corpus.close_contexts[number], title)
        words = " ".join((sentence.text, *around))
        return [*tokens(words), *(["time"] if _DURATION.search(words) else [])]

    def unnamed(self, words: Mapping[str, str]) -> tuple[str, ...]:
        """The words of a claim that no section with results holds, () where one speaks of it.

        `words` gives each stem with its word. A section speaks of a claim that shares most
        of its words.
        """
        shared = max((len(words.keys() & held) for held in self.sections.values()), default=0)
        if shared > _MOST * len(words):
            return ()
        return tuple(word for stem, word in words.items() if stem not in self._named)

    @cached_property
    def _named(self) -> frozenset[str]:
        return frozenset[str]().union(*self.sections.values())

    def elsewhere(self, document: str) -> bool:
        """Whether another document reports results, or is of a type that does."""
        types = self.corpus.types
        reports = {one for one, _ in self.sections} | {d for d in types if types[d] in PROVING}
        return bool(reports - {document})
