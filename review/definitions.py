"""Defined terms of the acts, and questions that ask for what a term means."""

import re
from collections.abc import Iterator, Mapping, Sequence

from domain.law import LawText
from domain.pinpoint import Act, Pinpoint

_ARTICLES = {Act.MDR: "art-2", Act.IVDR: "art-2", Act.AIA: "art-3"}
_DEFINED = re.compile("^[\u2018'\"\u201c]([^\u2019'\"\u201d]{2,60})[\u2019'\"\u201d]")
_QUESTION = re.compile(
    r"^\W*(?:what\s+(?:is|are|counts\s+as|does|do|is\s+meant\s+by)|who\s+(?:is|are|counts\s+as)|"
    r"define|(?:what\s+is\s+)?(?:the\s+)?(?:definition|meaning)\s+of)\b",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^\W*(?:what|who|is|are|counts?|as|does|do|meant|by|define|the|definition|meaning|of|an?)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"^\W*(?:mean\w*|under|in|of|according|for|\?|,|$)", re.IGNORECASE)


class Definitions:
    """The defined terms of the texts at hand."""

    def __init__(self, texts: Mapping[Act, LawText]) -> None:
        self._places: dict[str, list[Pinpoint]] = {}
        for term, place in (pair for text in texts.values() for pair in _defined(text)):
            self._places.setdefault(term, []).append(place)

    def asked_for(self, question: str) -> Sequence[Pinpoint]:
        """The places that define the term that a question asks for; none for other questions.

        A term alone asks for its definition. "What is a deployer?" asks for a definition; "What
        is the rule for class C?" does not.
        """
        if not _QUESTION.match(question):
            return self._places.get(_term(question), ())
        subject = question.strip()
        while match := _LEADING.match(subject):
            subject = subject[match.end() :]
        subject = re.sub(r"[\u2018\u2019'\"\u201c\u201d]", " ", subject)
        subject = " ".join(subject.lower().split())
        fitting = [term for term in self._places if _is_subject(term, subject)]
        return self._places[max(fitting, key=len)] if fitting else ()


def _defined(text: LawText) -> Iterator[tuple[str, Pinpoint]]:
    article = Pinpoint(text.version.act, (_ARTICLES[text.version.act],))
    for place, provision in text.provisions.items():
        if place.parent == article and (match := _DEFINED.match(provision.text.strip())):
            yield match[1].lower(), place


def _term(query: str) -> str:
    words = " ".join(re.sub(r"[^\w\s-]", " ", query).lower().split())
    return words.removeprefix("definition ")


def _is_subject(term: str, subject: str) -> bool:
    for form in (term, f"{term}s"):
        if subject.startswith(form) and _ENDS.match(subject[len(form) :]):
            return True
    return False
