"""What a model proposes over the documents as a whole: contradictions and broken chains."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from domain.chat import Usage
from domain.finding import Conflict, Review
from domain.observation import Observation
from prompts.chains import template as chains_template
from prompts.conflicts import template as conflicts_template
from prompts.size import input_tokens, most_tokens
from regulations.repeated_facts import obligations_by_observation
from review.assisted.asking import BEYOND
from review.assisted.chains import Unanswered, unanswered
from review.assisted.conflicts import Comparison, comparison
from review.assisted.exchange import ATTEMPTS
from review.assisted.looking import Look, Looked
from review.assisted.order import Assist
from review.corpus import Corpus

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Seen:
    """What the looks across the documents added, and what they took."""

    conflicts: Looked[Conflict]
    chains: Looked[Observation]

    @property
    def usage(self) -> Usage:
        """Of both looks."""
        return self.conflicts.usage + self.chains.usage

    @property
    def retries(self) -> int:
        """Replies that were asked again."""
        return self.conflicts.retries + self.chains.retries

    @property
    def dropped(self) -> int:
        """What was proposed and not confirmed."""
        return self.conflicts.dropped + self.chains.dropped

    @property
    def tally(self) -> Mapping[str, int]:
        """What came of the proposals, for a ledger."""
        faults = (self.conflicts.fault, self.chains.fault)
        return {
            "conflicts proposed and confirmed": len(self.conflicts.found),
            "conflicts proposed and dropped": self.conflicts.dropped,
            "broken chains proposed and confirmed": len(self.chains.found),
            "broken chains proposed and dropped": self.chains.dropped,
            "looks across documents without a usable answer": sum(map(bool, faults)),
        }


@dataclass(frozen=True, slots=True)
class Across:
    """The looks across the documents of a review, None where there is nothing to look at."""

    comparison: Comparison | None
    unanswered: Unanswered | None

    @property
    def expected(self) -> Usage:
        """What the looks will take; their answers are short and not counted."""
        asked: tuple[Look[Conflict] | Look[Observation] | None, ...]
        asked = (self.comparison, self.unanswered)
        sizes = [input_tokens(one.request()) for one in asked if one is not None]
        return Usage(len(sizes), sum(sizes), 0)

    def look(self, assist: Assist, spent: Usage) -> Seen:
        """Put what there is within the budget, of which so much is spent."""
        conflicts = _put(self.comparison, assist, spent)
        return Seen(conflicts, _put(self.unanswered, assist, spent + conflicts.usage))


def across(made: Review, corpus: Corpus, device: str) -> Across:
    """The looks for a review by rules, whose conflicts and observations are not asked again."""
    rows = obligations_by_observation(made.profile.framework.act)
    return Across(
        comparison(corpus, device, made.conflicts),
        unanswered(corpus, device, rows, made.observations),
    )


def templates() -> tuple[str, ...]:
    """The templates of the looks with their hashes."""
    return (conflicts_template(), chains_template())


def _put(look: Look[T] | None, assist: Assist, spent: Usage) -> Looked[T]:
    if look is None:
        return Looked()
    if spent.tokens + ATTEMPTS * most_tokens(look.request()) > assist.budget:
        return Looked(fault=BEYOND)
    return look.put(assist.model)
