"""Statements of values that can contradict each other, and the test that they do.

The test is code: two asserting sentences of different documents, on the same matter, give the
same unit different values. What fails it is no conflict, whoever proposes it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from domain.document import BlockKind, Sentence
from domain.finding import Assertion, Conflict, DocumentCitation
from review.assertion import read_assertion
from review.assisted.lead import speaks_to_a_model
from review.corpus import Corpus
from review.facts.reading import OTHER_SETTING, THRESHOLD, data_set
from review.meaning import amounts, content_words

_KINDS = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW}
_SHARED = 3
_OVERLAP = 0.2
_SUBJECT = 6
"""Words that both sentences must share, as a count and a share, and those that name a subject."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that states values; `values` are the numbers of each unit, with their words."""

    number: int
    sentence: Sentence
    words: frozenset[str]
    values: dict[str, dict[str, str]]
    setting: str


def statements(corpus: Corpus) -> tuple[Statement, ...]:
    """The sentences that assert a value with a unit of the present device."""
    return tuple(_statements(corpus))


def rivals(found: Sequence[Statement]) -> list[tuple[Statement, Statement]]:
    """The pairs that pass the test, those with most words in common first."""
    pairs = [(one, other) for one, other in combinations(found, 2) if differing(one, other)]
    return sorted(pairs, key=lambda p: (-_overlap(*p), p[0].number, p[1].number))


def differing(one: Statement, other: Statement) -> tuple[str, str] | None:
    """The two readings, as they stand, where the statements contradict; None where they do not."""
    if one.sentence.document == other.sentence.document or one.setting != other.setting:
        return None
    shared = one.words & other.words
    if len(shared) < _SHARED or _overlap(one, other) < _OVERLAP:
        return None
    for unit in sorted(one.values.keys() & other.values.keys()):
        here, there = one.values[unit], other.values[unit]
        if not here.keys() & there.keys():
            return next(iter(here.values())), next(iter(there.values()))
    return None


def as_conflict(one: Statement, other: Statement, about: str) -> Conflict | None:
    """The conflict of two statements, None where the test does not find it.

    It is named by the model's words only where each of them stands in both sentences.
    """
    readings = differing(one, other)
    if readings is None or readings[0] == readings[1]:
        return None
    shared = one.words & other.words
    own = [w for w in one.sentence.text.lower().split() if w.strip(".,;:()") in shared]
    named = content_words(about)
    words = about if named and named <= shared else " ".join(own[:_SUBJECT]).strip(".,;:()")
    places = (DocumentCitation(s.sentence.document, s.sentence.span) for s in (one, other))
    subject = f"{' '.join(words.split())} (proposed by a model, both places checked)"
    return Conflict(subject, tuple(zip(readings, places, strict=True)))


def _statements(corpus: Corpus) -> Iterator[Statement]:
    for number, sentence in enumerate(corpus.sentences):
        values = _values(sentence.text)
        context = corpus.close_contexts[number]
        if values and sentence.block.kind in _KINDS and _states(sentence, context):
            words = content_words(f"{sentence.text} {' '.join(sentence.block.headers)}")
            setting = data_set(sentence.text) or data_set(corpus.headings[number])
            yield Statement(number, sentence, words, values, setting)


def _states(sentence: Sentence, context: str) -> bool:
    """Whether it states something, and no word shown with it speaks to a model."""
    text = sentence.text
    other = OTHER_SETTING.search(text) or THRESHOLD.search(text)
    if other or speaks_to_a_model(sentence, context):
        return False
    return read_assertion(sentence).assertion is Assertion.ASSERTED


def _values(text: str) -> dict[str, dict[str, str]]:
    values: dict[str, dict[str, str]] = {}
    for amount, words in amounts(text).items():
        number, _, unit = amount.partition(" ")
        if unit:
            values.setdefault(unit, {})[number] = words
    return values


def _overlap(one: Statement, other: Statement) -> float:
    return len(one.words & other.words) / len(one.words | other.words)
