"""Whether what was found settles a question, and if not, why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.pinpoint import Act, Pinpoint
from regulations.acronyms import expand
from regulations.asked import load_asked
from regulations.law_cues import topic_places
from regulations.question_cues import cue_of
from retrieval.tokens import tokens
from review.asked_value import asked_value
from review.library import Library
from review.pinpoint_reading import read_pinpoints
from review.question_words import content_words

_LOOKED_AT = 5
_LONGEST = 4000
_COVERED = 0.55
"""The share of a question's words, by their weight, that the best places must hold together.

Fitted by `eval/fit_limits.py`.
"""

_NOTHING_CLOSE = "nothing at hand speaks of this matter closely enough to answer it"


@dataclass(frozen=True, slots=True)
class Unsettled:
    """Why a question is not settled, as part of a sentence, and places that are worth reading."""

    reason: str
    nearest: tuple[Pinpoint, ...] = ()


def unsettled(question: str, found: Sequence[str], library: Library) -> Unsettled | None:
    """Why the places found do not settle the question, None where they may.

    What is asked of documents is not judged here: they can hold any value.
    """
    if (cue := cue_of(question)) is not None:
        return Unsettled(cue.told, cue.nearest)
    texts = [place_words(place, library) for place in found[:_LOOKED_AT]]
    value = asked_value(question)
    if value is not None and library.shelf.texts:
        matter = content_words(question) - value.of
        if not any(value.stands_in(text) and _speaks_of(matter, text) for text in texts):
            return Unsettled(f"they set no {value.kind.value} for it")
    named = library.law.defines(question) or read_pinpoints(question) or _on_topic(question, found)
    if not named and content_words(question):
        share = covered(question, "\n".join(texts), library)
        return Unsettled(_NOTHING_CLOSE) if share < _COVERED else None
    return None


def _speaks_of(matter: set[str], text: str) -> bool:
    """Whether a text has any word of the matter, so that its value may be the one asked for."""
    return not matter or bool(matter & set(tokens(text)))


def _on_topic(question: str, found: Sequence[str]) -> bool:
    """Whether a place found is where the acts treat the topic of the question."""
    topics = topic_places(question)
    places = [
        Pinpoint.parse(one) for one in found[:_LOOKED_AT] if one.partition(".")[0] in set(Act)
    ]
    return any(topic.holds(place) for topic in topics for place in places)


def in_subject(question: str, library: Library) -> bool:
    """Whether the texts, the catalogue or a document know any word of the question's matter."""
    asked = content_words(question)
    passages = library.documents is not None
    return passages or not asked or any(library.law.knows(word) for word in asked)


def covered(question: str, text: str, library: Library) -> float:
    """The weight of the question's words that stand in the text, as a share of all of them."""
    asked = content_words(question)
    weights = {word: library.law.weight(word) for word in asked}
    whole = sum(weights.values())
    held = set(tokens(text))
    wide = {word for word in asked if word in held or _said_otherwise(word, question, held)}
    return sum(weights[word] for word in wide) / whole if whole else 0.0


def place_words(place: str, library: Library) -> str:
    """All words by which a place is known: its text, what stands above it, and our own."""
    if place in library.passages:
        return library.passages[place].text
    pinpoint = Pinpoint.parse(place)
    return "\n".join(_words(pinpoint, library))


def _words(place: Pinpoint, library: Library) -> Iterator[str]:
    text = library.shelf.texts.get(place.act)
    if text and place in text.provisions:
        yield text.full_text(place)[:_LONGEST]
        above: Pinpoint | None = place
        while above is not None:
            if (provision := text.provisions.get(above)) is not None:
                yield provision.heading
                yield provision.text[:300] if above != place else ""
            above = above.parent
    for row in library.catalogue.obligations.values():
        if row.pinpoint == place or place.holds(row.pinpoint):
            yield row.title
            yield from (criterion.text for criterion in row.criteria)
    yield from load_asked().get(str(place), ())


def _said_otherwise(word: str, question: str, held: set[str]) -> bool:
    """Whether the text has the acts' words for a popular word or acronym of the question."""
    popular = next((w for w in question.split() if word in tokens(w)), "")
    other = set(tokens(expand(popular))) - {word} if popular else set[str]()
    return bool(other) and len(other & held) * 2 >= len(other)
