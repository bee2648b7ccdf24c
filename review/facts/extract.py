"""Repeated facts in a corpus: what is said of a subject, in a form that can be compared."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from domain.device import DeviceProfile
from domain.document import BlockKind, Sentence
from domain.finding import DocumentCitation
from review.corpus import Corpus
from review.facts.classification import class_facts
from review.facts.dates import date_facts
from review.facts.identity import identity_facts, other_version
from review.facts.manufacturer import manufacturer_facts
from review.facts.numbers import retention_facts, sample_facts
from review.facts.performance import performance_facts
from review.facts.population import population_facts
from review.facts.purpose import purpose_facts
from review.facts.reading import OTHER_HEADING, Said
from review.facts.standards import standard_facts

_SEARCHED = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW}


@dataclass(frozen=True, slots=True)
class RepeatedFact:
    """One reading of a fact.

    `kind` is the class of fact (it links to obligations), `subject` what exactly the value is of,
    `value` the comparable form, `shown` the words as they stand, `variant` which of several like
    things it is of, "" where that is not said.
    """

    kind: str
    subject: str
    value: str
    shown: str
    citation: DocumentCitation
    variant: str = ""


def extract_facts(corpus: Corpus, profile: DeviceProfile) -> tuple[RepeatedFact, ...]:
    """All repeated facts of the corpus, in reading order."""
    return tuple(
        RepeatedFact(
            said.kind,
            said.subject,
            said.value,
            said.shown,
            DocumentCitation(sentence.document, sentence.span),
            said.variant,
        )
        for sentence, headings in zip(corpus.sentences, corpus.headings, strict=True)
        if sentence.block.kind in _SEARCHED
        for said in _facts_in(sentence, headings, profile)
    )


def _facts_in(sentence: Sentence, headings: str, profile: DeviceProfile) -> Iterator[Said]:
    yield from date_facts(sentence, headings)
    if _stands_elsewhere(headings):
        return
    yield from identity_facts(sentence, profile)
    if other_version(sentence.text, profile):
        return
    yield from class_facts(sentence, profile)
    yield from purpose_facts(sentence)
    yield from manufacturer_facts(sentence, headings)
    yield from performance_facts(sentence, headings)
    yield from population_facts(sentence)
    yield from sample_facts(sentence, headings)
    yield from retention_facts(sentence)
    yield from standard_facts(sentence)


@lru_cache(maxsize=2000)
def _stands_elsewhere(headings: str) -> bool:
    return bool(OTHER_HEADING.search(headings))
