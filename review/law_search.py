"""Search of the law: provisions by their words, by what they are about, and by their place."""

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import copy

import numpy as np
from numpy.typing import NDArray

from domain.law import Catalogue, LawText
from domain.pinpoint import Act, Pinpoint
from domain.ports import Hit
from regulations.acronyms import expand
from regulations.asked import load_asked
from regulations.law_cues import acts_hinted, leading_places, topic_places
from retrieval.asked import QuestionIndex
from retrieval.embedding import Embedder
from retrieval.hybrid import HybridIndex
from retrieval.lexical import LexicalIndex
from retrieval.mapping import obligation_text
from review.definitions import Definitions
from review.law_signs import Question, Ranking, signs, weighed
from review.law_weights import Weights
from review.pinpoint_reading import acts_by_name, read_pinpoints, read_rules

_DEPTH = 400
_KEPT = 150


def search_over(
    texts: Mapping[Act, LawText], catalogue: Catalogue, embedder: Embedder, of_questions: Embedder
) -> "LawSearch":
    """Search over texts and a catalogue; `of_questions` embeds the questions that people ask."""
    targets = {key: obligation_text(row) for key, row in catalogue.obligations.items()}
    asked = QuestionIndex(load_asked(), of_questions)
    return LawSearch(texts, catalogue, HybridIndex(targets, embedder), asked)


class LawSearch:
    """Provisions of the current texts and obligations of the catalogue, found by a question.

    Provisions are ranked by words, alone and under the headings and the opening words that stand
    above them; obligations by meaning and words of our paraphrase; both by the questions that
    people are known to ask of them. What each ranking says of a place, and what the question
    gives away, are signs that are weighed. A pinpoint in the
    question comes first, then the definition that it asks for. Without a text of law, obligations
    alone answer.
    """

    def __init__(
        self,
        texts: Mapping[Act, LawText],
        catalogue: Catalogue,
        obligations: HybridIndex,
        asked: QuestionIndex,
        weights: Weights | None = None,
    ) -> None:
        self._texts = texts
        self._catalogue = catalogue
        self._obligations = obligations
        self._asked = asked
        self._weights = weights or Weights()
        self._definitions = Definitions(texts)
        self._lexical = _index(pair for text in texts.values() for pair in search_units(text))
        self._own = _index(pair for text in texts.values() for pair in _own_words(text))

    def search(self, query: str, top: int, acts: frozenset[Act] = frozenset()) -> list[Hit]:
        """The best `top` pinpoints, best first.

        In the acts that the query names; where it names none, in `acts`, or in all.
        """
        within = acts_named(query) or acts
        told = [Hit(str(place), 1.0) for place in self._told(query)]
        ids, table = self.signs(query, acts)
        return _unique([*_within(told, within), *weighed(ids, table, self._weights)])[:top]

    def signs(
        self, query: str, acts: frozenset[Act] = frozenset()
    ) -> tuple[list[str], NDArray[np.float64]]:
        """The candidates for a question with their signs; see `review.law_signs`."""
        return signs(self._question(query, acts_named(query) or acts), self._catalogue)

    def weighing(self, weights: Weights) -> "LawSearch":
        """The same search with other weights, sharing the indexes."""
        other = copy(self)
        other._weights = weights  # noqa: SLF001 - of its own kind
        return other

    def weight(self, word: str) -> float:
        """How rare a word is, where it is least rare: in the texts or in our catalogue."""
        ours = self._obligations.weight(word)
        return min(ours, self._lexical.weight(word)) if self._texts else ours

    def knows(self, word: str) -> bool:
        """Whether the texts or our catalogue hold a word, in the form that search uses."""
        return self._obligations.knows(word) or self._lexical.knows(word)

    def defines(self, question: str) -> bool:
        """Whether the question asks for the meaning of a term that the acts define."""
        return bool(self._definitions.asked_for(question))

    def by_words(self, query: str, top: int) -> list[Hit]:
        """The best `top` provisions by the query's words alone, to compare with."""
        return self._lexical.search(query, top)

    def _told(self, query: str) -> list[Pinpoint]:
        """The places that a question names or defines, before what is found by its words."""
        places = [place for place in read_pinpoints(query) if self._holds(place)]
        exact = [place for place in places if place.parent or _is_place_only(query)]
        rules = read_rules(query, self._texts) if _is_place_only(query) else []
        first = [place for place in leading_places(query) if exact and self._speaks(place)]
        return [*first, *exact, *rules, *self._definitions.asked_for(query)]

    def _question(self, query: str, within: frozenset[Act]) -> Question:
        asked = expand(_without_acts(query))

        def ranking(hits: Sequence[Hit]) -> Ranking:
            return Ranking(_within(hits, within)[:_KEPT])

        return Question(
            words=ranking(self._lexical.search(asked, _DEPTH)),
            own_words=ranking(self._own.search(asked, _DEPTH)),
            meaning=ranking(self._obligations.by_meaning(asked, _DEPTH)),
            row_words=ranking(self._obligations.by_words(asked, _DEPTH)),
            asked=ranking(self._asked.by_meaning(asked, _DEPTH)),
            asked_words=ranking(self._asked.by_words(asked, _DEPTH)),
            treated=ranking([Hit(str(p), 1.0) for p in self._treated(query)]),
            hinted=acts_hinted(query),
            topics=topic_places(query),
        )

    def _treated(self, query: str) -> list[Pinpoint]:
        """The places of the question's topics, and the paragraphs right inside them."""
        found: list[Pinpoint] = []
        for place in topic_places(query):
            text = self._texts.get(place.act)
            inside = text.provisions[place].children if text and place in text.provisions else ()
            found += [place] if self._speaks(place) else []
            found += inside if len(inside) <= _FEW else ()
        return found

    def _speaks(self, place: Pinpoint) -> bool:
        """Whether a place has words of its own, such as the opening of a list."""
        text = self._texts.get(place.act)
        return bool(text and place in text.provisions and text.provisions[place].text)

    def _holds(self, place: Pinpoint) -> bool:
        text = self._texts.get(place.act)
        return str(place) in self._catalogue.obligations or bool(text and place in text.provisions)


_FEW = 12
"""An article with more paragraphs than this is no answer to a topic."""


def _index(units: Iterator[tuple[Pinpoint, str]]) -> LexicalIndex:
    texts = {str(place): words for place, words in units}
    return LexicalIndex(tuple(texts), tuple(texts.values()))


def search_units(text: LawText) -> Iterator[tuple[Pinpoint, str]]:
    """Each provision with own words, under the headings and opening words above it."""
    for place, provision in text.provisions.items():
        if provision.text:
            yield place, "\n".join((*_above(text, place), provision.heading, provision.text))


def _own_words(text: LawText) -> Iterator[tuple[Pinpoint, str]]:
    for place, provision in text.provisions.items():
        if provision.text:
            yield place, f"{provision.heading} {provision.text}"


def _above(text: LawText, place: Pinpoint) -> list[str]:
    parents: list[str] = []
    above = place.parent
    while above is not None:
        if (provision := text.provisions.get(above)) is not None:
            parents.append(provision.heading or provision.text[:300])
        above = above.parent
    return parents[::-1]


_IN_VITRO = re.compile(r"\bIVDs?\b|in[- ]vitro diagnostics?(?: medical devices?)?", re.IGNORECASE)
_GSPR = re.compile(r"\bGSPRs?\b", re.IGNORECASE)
_ONLY_NAMES = re.compile(
    r"\b(?:(?:of|in|under|by|the)\s+)*(?:IVDR|MDR|AI[- ]?Act|AIA)\b", re.IGNORECASE
)
_PLACE = re.compile(
    r"\b(?:art\w*|annex|recital|gspr|section|chapter|part|rule|point|para\w*|lit\w*|letter|no|of"
    r"|mdr|ivdr|aia|ai act|the)\b"
    r"|\b[ivx]+\b|\d+|\b[a-z]\b|\W",
    re.IGNORECASE,
)


def acts_named(query: str) -> frozenset[Act]:
    """The acts that a question names, by their names or by what only one is about.

    None means all.
    """
    named = set(acts_by_name(query))
    named |= {Act.IVDR} if _IN_VITRO.search(query) else set()
    named |= {Act.MDR} if _GSPR.search(query) and Act.IVDR not in named else set()
    return frozenset(named)


def _without_acts(query: str) -> str:
    """The question without the names of acts, which stand in every provision's company."""
    left = _IN_VITRO.sub("device", _ONLY_NAMES.sub(" ", query))
    return left if left.strip(" ?.,") else query


def _is_place_only(query: str) -> bool:
    """Whether a query is a pinpoint and nothing else."""
    return not _PLACE.sub("", query)


def _within(hits: Sequence[Hit], acts: frozenset[Act]) -> list[Hit]:
    if not acts:
        return list(hits)
    return [hit for hit in hits if hit.id.partition(".")[0] in {act.value for act in acts}]


def _unique(hits: Sequence[Hit]) -> list[Hit]:
    first: dict[str, Hit] = {}
    for hit in hits:
        first.setdefault(hit.id, hit)
    return list(first.values())
