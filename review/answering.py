"""Answers without a model: the provisions and passages that answer, in their own words.

What a question takes for granted wrongly is named first. Where the texts do not settle it, that
is said, with the nearest places.
"""

from collections.abc import Sequence

from domain.finding import Answer, DocumentCitation, Statement
from domain.ports import Hit
from retrieval.tokens import tokens
from review.library import Library
from review.premises import Premise, false_premises
from review.settling import content_words, in_subject, place_words, unsettled
from review.stating import statement_of

_SHOWN = 5
_LEAST = 2
_NEAREST = 3
_RETRIEVED = 20
_BESIDE_BEST = 0.5
"""How much of what the best place holds of the question a further place must hold."""

_OUTSIDE = (
    "nothing in the law or the documents at hand speaks of this; ask with other words, or add "
    "the text that would answer it"
)


def answer(question: str, library: Library) -> Answer:
    """The places that answer the question, best first, each in its source's words."""
    found = retrieve(question, library)
    retrieved = tuple(hit.id for hit in found)
    if premises := false_premises(question, library):
        return _corrected(question, premises, retrieved, library)
    statements = _shown(question, found, library)
    if not statements or not in_subject(question, library):
        return Answer(question, (), abstained=True, reason=_OUTSIDE, retrieved=retrieved)
    if (left := unsettled(question, retrieved, library)) is None:
        return Answer(question, statements, abstained=False, reason="", retrieved=retrieved)
    reason = f"the texts do not settle this: {left.reason}"
    own = tuple(s for s in statements if isinstance(s.citations[0], DocumentCitation))
    if own:
        noted = (f"In the law, {reason}",)
        return Answer(question, own, abstained=False, reason="", retrieved=retrieved, notes=noted)
    near = [str(place) for place in left.nearest] or retrieved
    nearest = _first(question, near, library, _NEAREST)
    return Answer(question, (), abstained=True, reason=reason, retrieved=retrieved, nearest=nearest)


def retrieve(question: str, library: Library) -> list[Hit]:
    """Pinpoints and passage ids for the question, best first; documents and law take turns."""
    law = library.law.search(question, _RETRIEVED, library.acts)
    if library.documents is None:
        return law
    own = library.documents.search(question, _RETRIEVED)
    return [hit for pair in _zip_longest(own, law) for hit in pair]


def _zip_longest(one: Sequence[Hit], other: Sequence[Hit]) -> list[list[Hit]]:
    return [[*one[n : n + 1], *other[n : n + 1]] for n in range(max(len(one), len(other)))]


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
        nearest=_first(question, places, library, _NEAREST),
    )


def _shown(question: str, found: Sequence[Hit], library: Library) -> tuple[Statement, ...]:
    """Two to five places; after the second only those that hold much of the question."""
    asked = content_words(question)
    chosen: list[Statement] = []
    best = 0
    for hit in found:
        held = len(asked & set(tokens(place_words(hit.id, library))))
        if len(chosen) >= _LEAST and held < _BESIDE_BEST * best:
            continue
        if (made := statement_of(hit.id, question, library)) is not None:
            chosen.append(made)
            best = max(best, held)
        if len(chosen) == _SHOWN:
            break
    return tuple(chosen)


def _first(
    question: str, places: Sequence[str], library: Library, most: int
) -> tuple[Statement, ...]:
    made = (statement_of(place, question, library) for place in dict.fromkeys(places))
    return tuple(statement for statement in made if statement is not None)[:most]
