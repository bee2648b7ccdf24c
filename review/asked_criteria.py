"""Which criteria of the catalogue a question is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

from domain.law import Catalogue, Criterion
from domain.pinpoint import Pinpoint
from domain.ports import Hit
from retrieval.embedding import text_key

_MOST = 12
_PLACES = 10
"""How many places of the law that answer the question are looked at."""

_FIRST = 3.0
"""What the best place of the law adds to the relevance of its criteria; the n-th adds a n-th."""

_MIDDLE, _STEP = 5.0, 0.75
"""The relevance of which it is even whether it is meant, and how fast that changes."""


@dataclass(frozen=True, slots=True)
class AskedCriterion:
    """A criterion with its relevance to a question.

    That is how like the question is to answers to it, in standard deviations above what texts
    are, and more where the law found for the question holds its obligation.
    """

    criterion: Criterion
    relevance: float

    @property
    def weight(self) -> float:
        """How surely it is meant, from 0 to 1."""
        return 1 / (1 + exp((_MIDDLE - self.relevance) / _STEP))


def asked_criteria(
    likeness: Mapping[str, float], law: Sequence[Hit], catalogue: Catalogue
) -> tuple[AskedCriterion, ...]:
    """The criteria that a question is most likely about, best first.

    `likeness` is that of the question to known criteria, by the key of their text; `law` are the
    places that answer it, best first.
    """
    rows = catalogue.obligations
    every = {c.text: c for row in rows.values() for c in row.criteria}
    raised = _raised(law, catalogue)
    made = [
        AskedCriterion(criterion, likeness[key] + raised.get(text, 0.0))
        for text, criterion in every.items()
        if (key := text_key(text)) in likeness
    ]
    return tuple(sorted(made, key=lambda one: (-one.relevance, one.criterion.text))[:_MOST])


def _raised(law: Sequence[Hit], catalogue: Catalogue) -> Mapping[str, float]:
    """By how much the places found raise the relevance of their criteria, by the text of these."""
    raised: dict[str, float] = {}
    for place, hit in enumerate(law[:_PLACES], start=1):
        row = catalogue.at(Pinpoint.parse(hit.id))
        for criterion in row.criteria if row else ():
            raised.setdefault(criterion.text, _FIRST / place)
    return raised
