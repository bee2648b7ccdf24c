"""Answers without a model: the provisions and sentences that answer, in their own words.

What a question takes for granted wrongly is named first. Where the texts do not settle it, that
is said, with the nearest places; and so is it where the documents do not speak of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, zip_longest

from domain.finding import Answer, Statement
from domain.pinpoint import Pinpoint
from domain.ports import Hit
from retrieval.tokens import tokens
from review.document_search import DocumentSearch, FoundInDocuments
from review.library import Library
from review.premises import Premise, false_premises
from review.question_words import content_words
from review.settling import in_subject, place_words, unsettled
from review.stating import statement_from, statement_of

_SHOWN = 5
_LEAST = 2
_NEAREST = 3
_RETRIEVED = 20
_BESIDE_BEST = 0.5
"""How much of what the best place holds of the question a further place must hold."""

_OWN_SHOWN = 3
_AS_GOOD = 0.6
"""The share of the best sentence's score that a further one of the documents must have."""

_OUTSIDE = (
    "nothing in the law or the documents at hand speaks of this; ask with other words, or add "
    "the text that would answer it"
)
NOT_IN_DOCUMENTS = "Nothing in the documents speaks of this closely enough to answer it."


def answer(question: str, library: Library) -> Answer:
    """The places that answer the question, best first, each in its source's words."""
    law = _law(question, library)
    own = library.documents.search(question, law) if library.documents else None
    retrieved = tuple(hit.id for hit in _in_turns(own.passages if own else (), law))
    if premises := false_premises(question, library):
        return _corrected(question, premises, retrieved, library)
    if library.documents is None or own is None:
        return _from_law(question, law, library)
    if own.answers:
        told = _own(question, own, library.documents)
        return _from_both(question, told, law, retrieved, library)
    given = _from_law(question, law, replace(library, documents=None))
    near = _own(question, own, library.documents)[:_LEAST]
    notes = (NOT_IN_DOCUMENTS, *given.notes)
    return replace(given, retrieved=retrieved, notes=notes, nearest=(*near, *given.nearest))


def retrieve(question: str, library: Library) -> list[Hit]:
    """Pinpoints and passage ids for the question, best first; documents and law take turns."""
    law = _law(question, library)
    own = library.documents.search(question, law).passages if library.documents else ()
    return _in_turns(own, law)


def _law(question: str, library: Library) -> list[Hit]:
    return library.law.search(question, _RETRIEVED, library.acts)


def _in_turns(own: Sequence[Hit], law: Sequence[Hit]) -> list[Hit]:
    turns = chain.from_iterable(zip_longest(own[:_RETRIEVED], law))
    return [hit for hit in turns if hit is not None]


def _corrected(
    question: str, premises: Sequence[Premise], retrieved: tuple[str, ...], library: Library
) -> Answer:
    told = tuple(premise.told for premise in premises)
    places = [str(place) for premise in premises for place in premise.places]
    return Answer(
        question,
        (),
        abstained=True,
        reason=f"the question rests on something that is not so: {'; '.join(told)}",
        retrieved=retrieved,
        premises=told,
        nearest=_first(question, places, library),
    )


def _from_law(question: str, law: Sequence[Hit], library: Library) -> Answer:
    """The answer of the law alone."""
    retrieved = tuple(hit.id for hit in law)
    statements = tuple(_shown(question, law, library, _LEAST, _SHOWN))
    if not statements or not in_subject(question, library):
        return Answer(question, (), abstained=True, reason=_OUTSIDE, retrieved=retrieved)
    if (left := unsettled(question, retrieved, library)) is None:
        return Answer(question, statements, abstained=False, reason="", retrieved=retrieved)
    near = [str(place) for place in left.nearest] or retrieved
    nearest = _first(question, near, library)
    reason = f"the texts do not settle this: {left.reason}"
    return Answer(question, (), abstained=True, reason=reason, retrieved=retrieved, nearest=nearest)


def _from_both(
    question: str,
    own: Sequence[Statement],
    law: Sequence[Hit],
    retrieved: tuple[str, ...],
    library: Library,
) -> Answer:
    """The answer of documents with what the law says beside it, in turns."""
    if (left := unsettled(question, retrieved, library)) is not None:
        notes = (f"In the law, the texts do not settle this: {left.reason}",)
        return Answer(
            question, tuple(own), abstained=False, reason="", retrieved=retrieved, notes=notes
        )
    beside = _shown(question, law, library, 1, _SHOWN - len(own))
    turns = (one for one in chain.from_iterable(zip_longest(own, beside)) if one is not None)
    return Answer(question, tuple(turns), abstained=False, reason="", retrieved=retrieved)


def _own(
    question: str, found: FoundInDocuments, documents: DocumentSearch
) -> tuple[Statement, ...]:
    """The best sentences of the documents that are about as good as the best of them."""
    told = found.told[:_OWN_SHOWN]
    return tuple(
        statement_from(one.sentence, question, is_plan=documents.is_plan(one.sentence.document))
        for one in told
        if one is told[0] or one.score >= _AS_GOOD * told[0].score
    )


def _shown(
    question: str, found: Sequence[Hit], library: Library, least: int, most: int
) -> Iterator[Statement]:
    """Some places of the law; after the `least` only those that hold much of the question."""
    asked = content_words(question)
    best = shown = 0
    for hit in found:
        held = len(asked & set(tokens(place_words(hit.id, library))))
        if shown >= most:
            return
        if shown >= least and held < _BESIDE_BEST * best:
            continue
        if (made := statement_of(Pinpoint.parse(hit.id), question, library)) is not None:
            yield made
            shown += 1
            best = max(best, held)


def _first(question: str, places: Sequence[str], library: Library) -> tuple[Statement, ...]:
    parsed = map(Pinpoint.parse, dict.fromkeys(places))
    made = (statement_of(place, question, library) for place in parsed)
    return tuple(statement for statement in made if statement is not None)[:_NEAREST]
