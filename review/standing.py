"""What a sentence does with the matter that a question is about."""

import re
from dataclasses import replace

from domain.document import Sentence, Span
from domain.finding import Assertion
from retrieval.tokens import tokens
from review.assertion import read_assertion
from review.assertion_clauses import Asked, Reading

_WORD = re.compile(r"\w+")
_DUTY = re.compile(r"\b(?:has|have|had)\s+to\s+be\s+(\w+)\s+by\b", re.IGNORECASE)
"""What another has to do to a thing now: a duty, and no intention of the author's."""

_NO_STATEMENT = {
    Assertion.DENIED,
    Assertion.PLANNED,
    Assertion.CONDITIONAL,
    Assertion.PLACEHOLDER,
    Assertion.ADVICE,
    Assertion.LAW_QUOTE,
}
"""What a reader may take for a statement that something is so."""


def standing(sentence: Sentence, question: str, *, is_plan: bool) -> Reading:
    """How a sentence stands to the question: the clause counts in which the question's words are.

    `is_plan`: it stands in a document that lays down what is done.
    """
    told = replace(sentence, text=_DUTY.sub(_present, sentence.text))
    return read_assertion(told, Asked(_matter(told.text, question), is_plan=is_plan))


def caution(sentence: Sentence, question: str, *, is_plan: bool) -> str:
    """Why a sentence is no plain statement though it may answer the question; "" where it is."""
    reading = standing(sentence, question, is_plan=is_plan)
    if not is_cautioned(reading):
        return ""
    return f"{reading.assertion.value}, not asserted" + (f": {reading.note}" * bool(reading.note))


def is_cautioned(reading: Reading) -> bool:
    """Whether a sentence that stands so is shown with a note."""
    return reading.assertion in _NO_STATEMENT


def _matter(text: str, question: str) -> list[list[Span]]:
    """Where the words of the question stand in a text, word by word."""
    found: dict[str, list[Span]] = {word: [] for word in tokens(question)}
    for match in _WORD.finditer(text):
        for word in tokens(match[0]):
            if word in found:
                found[word].append(Span(*match.span()))
    return [spans for spans in found.values() if spans]


def _present(duty: re.Match[str]) -> str:
    """The words of a duty as something that is so, in as many characters."""
    return f"is {duty[1]} by".ljust(len(duty[0]))
