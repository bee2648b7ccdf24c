"""Search of the law: provisions by their words, by what they are about, and by their place."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass

from domain.law import Catalogue, LawText
from domain.pinpoint import Act, Pinpoint
from domain.ports import Hit
from regulations.acronyms import expand
from regulations.law_cues import acts_hinted, topic_places
from retrieval.fusion import fuse, sort_hits
from retrieval.hybrid import HybridIndex
from retrieval.lexical import LexicalIndex
from review.definitions import Definitions
from review.pinpoint_reading import read_pinpoints

_DEPTH = 100


@dataclass(frozen=True, slots=True)
class Weights:
    """How much a sign counts, fitted by `eval/fit_law.py` on its development questions.

    `other_act` and `recital` lower a place of an act that the question does not seem to be about
    and a recital; `topic` raises the places of the question's topic and `named` what lies inside
    an article or annex that the question names. `family` is how many points of one provision must
    be among the first `family_depth` for the provision itself to stand before them.
    """

    other_act: float = 0.8
    recital: float = 0.8
    topic: float = 2.0
    named: float = 2.0
    family: int = 3
    family_depth: int = 8


class LawSearch:
    """Provisions of the current texts and obligations of the catalogue, found by a question.

    Provisions are ranked by words, each under the headings and the opening words that stand above
    it; obligations by meaning and words of our paraphrase. Both rankings name pinpoints and are
    fused, and weighed by what the question gives away. A pinpoint in the question comes first,
    then the definition that it asks for. Without a text of law, obligations alone answer.
    """

    def __init__(
        self,
        texts: Mapping[Act, LawText],
        catalogue: Catalogue,
        obligations: HybridIndex,
        weights: Weights | None = None,
    ) -> None:
        self._texts = texts
        self._catalogue = catalogue
        self._obligations = obligations
        self._weights = weights or Weights()
        self._definitions = Definitions(texts)
        units = {str(p): words for text in texts.values() for p, words in search_units(text)}
        self._lexical = LexicalIndex(tuple(units), tuple(units.values()))

    def search(self, query: str, top: int, acts: frozenset[Act] = frozenset()) -> list[Hit]:
        """The best `top` pinpoints, best first.

        In the acts that the query names; where it names none, in `acts`, or in all.
        """
        within = acts_named(query) or acts
        places = [place for place in read_pinpoints(query) if self._holds(place)]
        exact = [place for place in places if place.parent or _is_place_only(query)]
        asked = self._definitions.asked_for(query)
        first = _within([Hit(str(p), 1.0) for p in (*exact, *asked)], within)
        found = self._weighed(query, self._found(query, within), places)
        return _unique([*first, *self._with_families(found)])[:top]

    def weighing(self, weights: Weights) -> "LawSearch":
        """The same search with other weights, sharing the indexes."""
        other = copy(self)
        other._weights = weights  # noqa: SLF001 - of its own kind
        return other

    def by_words(self, query: str, top: int) -> list[Hit]:
        """The best `top` provisions by the query's words alone, to compare with."""
        return self._lexical.search(query, top)

    def _found(self, query: str, within: frozenset[Act]) -> list[Hit]:
        asked = expand(_without_acts(query))
        rankings = [
            _within(self._lexical.search(asked, _DEPTH), within),
            _within(self._obligations.search(asked, _DEPTH), within),
            _within([Hit(str(p), 1.0) for p in self._treated(query)], within),
        ]
        return fuse(rankings)

    def _treated(self, query: str) -> list[Pinpoint]:
        """The places of the question's topics, and the paragraphs right inside them."""
        found: list[Pinpoint] = []
        for place in topic_places(query):
            text = self._texts.get(place.act)
            inside = text.provisions[place].children if text and place in text.provisions else ()
            found += [place] if self._speaks(place) else []
            found += inside if len(inside) <= _FEW else ()
        return found

    def _weighed(self, query: str, hits: Sequence[Hit], named: Sequence[Pinpoint]) -> list[Hit]:
        weights, hinted, topics = self._weights, acts_hinted(query), topic_places(query)

        def factor(place: Pinpoint) -> float:
            value = weights.recital if place.path[0].startswith("rec") else 1.0
            value *= 1.0 if _fits(place.act, hinted) else weights.other_act
            value *= weights.topic if any(t.holds(place) for t in topics) else 1.0
            return value * (weights.named if any(n.holds(place) for n in named) else 1.0)

        return sort_hits(Hit(h.id, h.score * factor(Pinpoint.parse(h.id))) for h in hits)

    def _with_families(self, hits: Sequence[Hit]) -> list[Hit]:
        """The hits, with a provision in front of its points where several of them are found."""
        first = [Pinpoint.parse(hit.id).parent for hit in hits[: self._weights.family_depth]]
        many = Counter(parent for parent in first if parent is not None)
        told: list[Hit] = []
        for hit in hits:
            parent = Pinpoint.parse(hit.id).parent
            if parent and many[parent] >= self._weights.family and self._speaks(parent):
                told.append(Hit(str(parent), hit.score))
            told.append(hit)
        return told

    def _speaks(self, place: Pinpoint) -> bool:
        """Whether a place has words of its own, such as the opening of a list."""
        text = self._texts.get(place.act)
        return bool(text and place in text.provisions and text.provisions[place].text)

    def _holds(self, place: Pinpoint) -> bool:
        text = self._texts.get(place.act)
        return str(place) in self._catalogue.obligations or bool(text and place in text.provisions)


_FEW = 12
"""An article with more paragraphs than this is no answer to a topic."""


def search_units(text: LawText) -> Iterator[tuple[Pinpoint, str]]:
    """Each provision with own words, under the headings and opening words above it."""
    for place, provision in text.provisions.items():
        if provision.text:
            yield place, "\n".join((*_above(text, place), provision.heading, provision.text))


def _above(text: LawText, place: Pinpoint) -> list[str]:
    parents: list[str] = []
    above = place.parent
    while above is not None:
        if (provision := text.provisions.get(above)) is not None:
            parents.append(provision.heading or provision.text[:300])
        above = above.parent
    return parents[::-1]


_NAMES = {
    Act.IVDR: r"\bIVDR\b|\b(?:Regulation )?(?:\(EU\) )?2017/746|\bIVDs?\b|in[- ]vitro diagnostic",
    Act.MDR: r"\bMDR\b|\b(?:Regulation )?(?:\(EU\) )?2017/745|\bGSPRs?\b",
    Act.AIA: r"\bAI[- ]?Act\b|\bAIA\b|\b(?:Regulation )?(?:\(EU\) )?2024/1689|"
    r"\bartificial intelligence act\b",
}
_ONLY_NAMES = re.compile(
    r"\b(?:(?:of|in|under|by|the)\s+)*(?:IVDR|MDR|AI[- ]?Act|AIA)\b", re.IGNORECASE
)
_PLACE = re.compile(
    r"\b(?:art\w*|annex|recital|gspr|section|point|para\w*|lit\w*|letter|no|mdr|ivdr|aia|ai act)\b"
    r"|\b[ivx]+\b|\d+|\b[a-z]\b|\W",
    re.IGNORECASE,
)


def acts_named(query: str) -> frozenset[Act]:
    """The acts that a question names; none means all."""
    found = (act for act, words in _NAMES.items() if re.search(words, query, re.IGNORECASE))
    return frozenset(found)


def _without_acts(query: str) -> str:
    """The question without the names of acts, which stand in every provision's company."""
    left = _ONLY_NAMES.sub(" ", query)
    return left if left.strip(" ?.,") else query


def _is_place_only(query: str) -> bool:
    """Whether a query is a pinpoint and nothing else."""
    return not _PLACE.sub("", query)


def _fits(act: Act, hinted: frozenset[Act]) -> bool:
    """Whether a place of this act is what a question with such words is after.

    Without a hint the MDR is the likelier of the two laws on devices.
    """
    return act in hinted if hinted else act is not Act.IVDR


def _within(hits: Sequence[Hit], acts: frozenset[Act]) -> list[Hit]:
    if not acts:
        return list(hits)
    return [hit for hit in hits if hit.id.partition(".")[0] in {act.value for act in acts}]


def _unique(hits: Sequence[Hit]) -> list[Hit]:
    first: dict[str, Hit] = {}
    for hit in hits:
        first.setdefault(hit.id, hit)
    return list(first.values())
