"""What speaks for a provision as the answer to a question: the signs that `LawSearch` weighs."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from domain.law import Catalogue, Tier
from domain.pinpoint import Act, Pinpoint
from domain.ports import Hit
from regulations.amendments import deletion_of
from retrieval.fusion import RANK_CONSTANT, sort_hits
from review.law_weights import Weights

SIGNS = tuple(field.name for field in fields(Weights))
_CANDIDATES = 100
_FAMILY_DEPTH = 10
_FAMILY_MOST = 4
_CHILDREN_DEPTH = 20
_DEEPEST = 4
_UNRELATED = 0.2
"""The cosine of two texts that have nothing to do with each other is about this much."""


@dataclass(frozen=True)
class Ranking:
    """Places in order, with what each rank and score is worth."""

    hits: Sequence[Hit]

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The rank of each place, from 0."""
        return {hit.id: rank for rank, hit in enumerate(self.hits)}

    @cached_property
    def plain(self) -> Mapping[str, float]:
        """Each score as it is."""
        return {hit.id: hit.score for hit in self.hits}

    @cached_property
    def scores(self) -> Mapping[str, float]:
        """Each score as a share of the best one."""
        best = max((hit.score for hit in self.hits), default=0.0) or 1.0
        return {hit.id: hit.score / best for hit in self.hits}

    @cached_property
    def children(self) -> Mapping[str, float]:
        """The worth of the best unit anywhere inside a place."""
        found: dict[str, float] = {}
        for hit in self.hits:
            parts = hit.id.split(".")
            for end in range(2, len(parts)):
                found.setdefault(".".join(parts[:end]), self.worth(hit.id))
        return found

    def worth(self, place: str) -> float:
        """Near 1 for the first place, less further down, 0 for one that is not found."""
        rank = self.places.get(place)
        return 0.0 if rank is None else RANK_CONSTANT / (RANK_CONSTANT + 1 + rank)

    def first(self, count: int) -> "Ranking":
        """The ranking cut after so many places."""
        return Ranking(self.hits[:count])


@dataclass(frozen=True)
class Question:
    """A question with what it gave away and what was found for it.

    `meaning` and `asked` are scored by cosine. `hinted` are the acts it seems to be about, none
    for any.
    """

    words: Ranking
    own_words: Ranking
    meaning: Ranking
    row_words: Ranking
    asked: Ranking
    asked_words: Ranking
    treated: Ranking
    hinted: frozenset[Act]
    topics: Sequence[Pinpoint]

    @property
    def candidates(self) -> list[str]:
        """All places that a ranking has among its first, in a fixed order."""
        found = (self.words, self.own_words, self.meaning, self.row_words)
        rankings = (*found, self.asked, self.asked_words, self.treated)
        return sorted({hit.id for one in rankings for hit in one.hits[:_CANDIDATES]})

    @cached_property
    def families(self) -> Counter[str]:
        """How many points of each place are among the first."""
        first = (*self.words.hits[:_FAMILY_DEPTH], *self.meaning.hits[:_FAMILY_DEPTH])
        return Counter(hit.id.rpartition(".")[0] for hit in first)

    @cached_property
    def near_words(self) -> Ranking:
        """The first places by words."""
        return self.words.first(_CHILDREN_DEPTH)


def signs(question: Question, catalogue: Catalogue) -> tuple[list[str], NDArray[np.float64]]:
    """The candidates for a question, and one row of signs for each, in the order of `SIGNS`."""
    ids = question.candidates
    rows = [_signs(name, question, catalogue) for name in ids]
    table = [[row[sign] for sign in SIGNS] for row in rows]
    return ids, np.asarray(table, dtype=np.float64).reshape(len(ids), len(SIGNS))


def weighed(ids: Sequence[str], table: NDArray[np.float64], weights: Weights) -> list[Hit]:
    """The candidates, best first."""
    values = np.asarray([getattr(weights, sign) for sign in SIGNS])
    scores = table @ values
    return sort_hits(Hit(name, float(score)) for name, score in zip(ids, scores, strict=True))


def _signs(name: str, question: Question, catalogue: Catalogue) -> dict[str, float]:
    place = Pinpoint.parse(name)
    return _found(name, question) | _around(place, question) | _kind(place, question, catalogue)


def _found(name: str, question: Question) -> dict[str, float]:
    near, asked = question.meaning.plain.get(name, 0.0), question.asked.plain.get(name, 0.0)
    return {
        "words": question.words.worth(name),
        "own_words": question.own_words.worth(name),
        "meaning": question.meaning.worth(name),
        "row_words": question.row_words.worth(name),
        "asked": question.asked.worth(name),
        "asked_words": question.asked_words.worth(name),
        "treated": question.treated.worth(name),
        "words_score": question.words.scores.get(name, 0.0),
        "own_words_score": question.own_words.scores.get(name, 0.0),
        "meaning_score": max(0.0, near - _UNRELATED),
        "row_words_score": question.row_words.scores.get(name, 0.0),
        "asked_score": max(0.0, asked - _UNRELATED),
        "asked_words_score": question.asked_words.scores.get(name, 0.0),
    }


def _around(place: Pinpoint, question: Question) -> dict[str, float]:
    return {
        "parent_meaning": question.meaning.worth(str(place.parent)) if place.parent else 0.0,
        "parent_asked": question.asked.worth(str(place.parent)) if place.parent else 0.0,
        "child_asked": question.asked.children.get(str(place), 0.0),
        "child_meaning": question.meaning.children.get(str(place), 0.0),
        "child_words": question.near_words.children.get(str(place), 0.0),
        "family": min(question.families[str(place)], _FAMILY_MOST) / _FAMILY_MOST,
    }


def _kind(place: Pinpoint, question: Question, catalogue: Catalogue) -> dict[str, float]:
    row = catalogue.obligations.get(str(place))
    return {
        "recital": float(place.path[0].startswith("rec")),
        "other_act": float(not _fits(place.act, question.hinted)),
        "topic": float(any(topic.holds(place) for topic in question.topics)),
        "row": float(row is not None),
        "core": float(row is not None and row.tier is Tier.CORE),
        "deep": (len(place.path) - 1) / _DEEPEST,
        "deleted": float(deletion_of(place) is not None),
    }


def _fits(act: Act, hinted: frozenset[Act]) -> bool:
    """Whether a place of this act is what a question with such words is after.

    Without a hint the MDR is the likelier of the two laws on devices.
    """
    return act in hinted if hinted else act is not Act.IVDR
