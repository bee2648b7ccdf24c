"""Search of the law: provisions by their words, by what they are about, and by their place."""

import re
from collections.abc import Iterator, Mapping, Sequence

from domain.law import Catalogue, LawText
from domain.pinpoint import Act, Pinpoint
from domain.ports import Hit
from regulations.acronyms import expand
from retrieval.fusion import fuse
from retrieval.hybrid import HybridIndex
from retrieval.lexical import LexicalIndex
from review.pinpoint_reading import read_pinpoints

_DEPTH = 100


class LawSearch:
    """Provisions of the current texts and obligations of the catalogue, found by a question.

    Provisions are ranked by words, each under the headings and the opening words that stand above
    it; obligations by meaning and words of our paraphrase. Both rankings name pinpoints and are
    fused. A pinpoint in the question comes first. Without a text of law, obligations alone answer.
    """

    def __init__(
        self, texts: Mapping[Act, LawText], catalogue: Catalogue, obligations: HybridIndex
    ) -> None:
        self._texts = texts
        self._catalogue = catalogue
        self._obligations = obligations
        units = {str(p): words for text in texts.values() for p, words in search_units(text)}
        self._lexical = LexicalIndex(tuple(units), tuple(units.values()))

    def search(self, query: str, top: int, acts: frozenset[Act] = frozenset()) -> list[Hit]:
        """The best `top` pinpoints, best first.

        In the acts that the query names; where it names none, in `acts`, or in all.
        """
        asked = expand(query)
        acts = acts_named(query) or acts
        rankings = [
            _within(self._lexical.search(asked, _DEPTH), acts),
            _within(self._obligations.search(asked, _DEPTH), acts),
        ]
        named = [Hit(str(place), 1.0) for place in read_pinpoints(query) if self._holds(place)]
        found = fuse(rankings)
        return _unique([*named, *found])[:top]

    def by_words(self, query: str, top: int) -> list[Hit]:
        """The best `top` provisions by the query's words alone, to compare with."""
        return self._lexical.search(query, top)

    def _holds(self, place: Pinpoint) -> bool:
        text = self._texts.get(place.act)
        return str(place) in self._catalogue.obligations or bool(text and place in text.provisions)


def search_units(text: LawText) -> Iterator[tuple[Pinpoint, str]]:
    """Each provision with own words, under the headings and opening words above it."""
    for place, provision in text.provisions.items():
        if provision.words:
            yield place, "\n".join((*_above(text, place), provision.heading, provision.words))


def _above(text: LawText, place: Pinpoint) -> list[str]:
    parents: list[str] = []
    above = place.parent
    while above is not None:
        if (provision := text.provisions.get(above)) is not None:
            parents.append(provision.heading or provision.text[:300])
        above = above.parent
    return parents[::-1]


def acts_named(query: str) -> frozenset[Act]:
    """The acts that a question names; none means all."""
    patterns = {
        Act.IVDR: r"\bIVDR\b|2017/746|\bIVDs?\b|in[- ]vitro diagnostic",
        Act.MDR: r"\bMDR\b|2017/745",
        Act.AIA: r"\bAI[- ]?Act\b|\bAIA\b|2024/1689|artificial intelligence act",
    }
    found = (act for act, words in patterns.items() if re.search(words, query, re.IGNORECASE))
    return frozenset(found)


def _within(hits: Sequence[Hit], acts: frozenset[Act]) -> list[Hit]:
    if not acts:
        return list(hits)
    return [hit for hit in hits if hit.id.partition(".")[0] in {act.value for act in acts}]


def _unique(hits: Sequence[Hit]) -> list[Hit]:
    first: dict[str, Hit] = {}
    for hit in hits:
        first.setdefault(hit.id, hit)
    return list(first.values())
