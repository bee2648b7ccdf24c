"""A criterion as it is looked for: where in a corpus its terms stand, found once for it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from domain.document import Span
from domain.law import Criterion, Obligation
from review.assertion_clauses import Asked
from review.corpus import CorpusTerms
from review.criterion_form import asks_figure, asks_for_documents, wants_value

Group = tuple[dict[int, tuple[Span, ...]], set[int], set[int]]
"""For one group of terms, see `CorpusTerms.group`."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A criterion of an obligation with the sentences of a corpus that hold its terms.

    `groups` are where each of its groups stands, `reached` the sentences that hold it themselves or
    close to them, `answers` where terms stand whose negation is the answer.
    """

    criterion: Criterion
    obligation: Obligation
    groups: Sequence[Group]
    reached: Sequence[set[int]]
    answers: Mapping[int, tuple[Span, ...]]
    wants_value: bool
    wants_document: bool

    @classmethod
    def of(cls, criterion: Criterion, obligation: Obligation, terms: CorpusTerms) -> "Sought":
        """Look the terms of a criterion up."""
        groups = [terms.group(group) for group in criterion.groups]
        return cls(
            criterion,
            obligation,
            groups,
            [own.keys() | close for own, close, _ in groups],
            terms.own.find_any(criterion.negatable) if criterion.negatable else {},
            wants_value(criterion),
            asks_for_documents(criterion),
        )

    @property
    def matter(self) -> Mapping[int, tuple[Span, ...]]:
        """Where the first group stands in sentences' own words: the matter of the criterion."""
        return self.groups[0][0]

    def asked(self, number: int, *, is_plan: bool) -> Asked:
        """What is asked of one sentence."""
        return Asked(
            [found[number] for found, _, _ in self.groups if number in found],
            self.answers.get(number, ()),
            is_plan=is_plan,
            wants_value=self.wants_value,
            wants_document=self.wants_document,
        )

    def everywhere(self) -> set[int]:
        """Sentences that hold every group themselves, close to them or in the headings above."""
        pairs = zip(self.reached, self.groups, strict=True)
        return set.intersection(*(near | headings for near, (_, _, headings) in pairs))

    def holds_all(self, number: int) -> bool:
        """Whether the sentence is one of `everywhere`; False where there are no groups."""
        pairs = zip(self.reached, self.groups, strict=True)
        held = (number in near or number in headings for near, (_, _, headings) in pairs)
        return bool(self.groups) and all(held)

    def lacking_one(self) -> set[int]:
        """Sentences that name the matter itself and lack one of the groups."""
        matter = self.matter.keys()
        counted = Counter(chain.from_iterable(matter & near for near in self.reached))
        return {number for number, held in counted.items() if held == len(self.groups) - 1}

    def has_figures(self, number: int) -> bool:
        """Whether every figure that is asked for stands in the sentence itself."""
        pairs = zip(self.criterion.groups, self.groups, strict=True)
        return all(number in own for terms, (own, _, _) in pairs if asks_figure(terms))

    def enough(self, number: int, *, integral: bool) -> bool:
        """Whether the sentence says enough itself; see `EvidenceFinder`.

        The first group, the matter of the criterion, may come from a table's header or a list's
        lead-in, which are part of an `integral` statement. Of three or more groups, one may come
        from a heading. Everything else stands in the sentence.
        """
        own = near = 0
        for found, close, _ in self.groups:
            itself = number in found
            own += itself
            near += itself or number in close
        allowed = 1 if len(self.groups) > 2 else 0  # noqa: PLR2004 - see above
        enough = near if integral else max(own, near - 1)
        return own >= 1 and enough >= len(self.groups) - allowed
