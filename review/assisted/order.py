"""What a user asks of a model in a review, and what it will cost, told before it starts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from domain.chat import Usage
from domain.law import Obligation
from domain.ports import ChatModel
from review.assisted.groups import groups_of

_CEILING_AROUND = 700
_CEILING_A_CRITERION = 45
_CEILING_SENTENCES = 1000
_ANSWER = 60
_CEILING_LOOK = 4_700
"""Tokens: of the fixed words and the schema, of a criterion, of the sentences at most, what
an answer to a criterion usually takes, and a look across the documents at most."""
_LOOKS = 2
"""For contradictions and for broken chains, each once a review."""
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Prices:
    """What a million tokens cost, in and out, in the user's currency; 0 where not known."""

    per_million_in: float = 0.0
    per_million_out: float = 0.0

    def cost(self, usage: Usage) -> float | None:
        """What that usage costs; None where no price is set."""
        if not self.per_million_in and not self.per_million_out:
            return None
        paid = usage.input_tokens * self.per_million_in + usage.output_tokens * self.per_million_out
        return round(paid / _MILLION, 6)


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a review will ask of a model: calls, tokens in, tokens of usual answers, the budget.

    `beyond` counts the rows that the budget does not reach.
    """

    calls: int
    input_tokens: int
    output_tokens: int
    budget: int
    beyond: int = 0
    cost: float | None = None

    @property
    def sentence(self) -> str:
        """The estimate for a reader."""
        price = f", about {self.cost:.2f} at the prices set" if self.cost is not None else ""
        beyond = f"; {self.beyond} rows are beyond it" if self.beyond else ""
        return (
            f"{self.calls} calls, about {self.input_tokens:,} tokens in and "
            f"{self.output_tokens:,} out{price}; the budget is {self.budget:,} tokens{beyond}"
        )


def sum_of(estimates: Sequence[Estimate]) -> Estimate:
    """What several reviews will ask for together; their budgets are added too."""
    costs = [one.cost for one in estimates if one.cost is not None]
    return Estimate(
        sum(one.calls for one in estimates),
        sum(one.input_tokens for one in estimates),
        sum(one.output_tokens for one in estimates),
        sum(one.budget for one in estimates),
        sum(one.beyond for one in estimates),
        sum(costs) if costs else None,
    )


def told_of_all(estimates: Sequence[Estimate]) -> str:
    """What the reviews of several submissions will ask for together; each has its own budget."""
    together = sum_of(estimates).sentence
    if len(estimates) == 1:
        return together
    return f"{together}: {estimates[0].budget:,} tokens for each of {len(estimates)} submissions"


Told = Callable[[Estimate], None]
"""Is given the estimate before the first call."""


def untold_estimate(_estimate: Estimate) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Assist:
    """The model of a review.

    `budget` bounds tokens in and out; each question is put `repeat` times; `parallel` calls run
    at once, which changes no result. `tell` is given the estimate before the first call.
    """

    model: ChatModel
    budget: int
    repeat: int = 1
    parallel: int = 1
    prices: Prices = Prices()
    tell: Told = untold_estimate


def ceiling(rows: Sequence[Obligation], budget: int, repeat: int, prices: Prices) -> Estimate:
    """At most what rows will ask of a model, told without reading a document."""
    groups = groups_of([row for row in rows if row.criteria])
    criteria = sum(len(group.criteria) for group in groups)
    fixed = (_CEILING_AROUND + _CEILING_SENTENCES) * len(groups)
    used = Usage(
        len(groups) * repeat + _LOOKS,
        (fixed + _CEILING_A_CRITERION * criteria) * repeat + _LOOKS * _CEILING_LOOK,
        _ANSWER * criteria * repeat,
    )
    return Estimate(
        used.answers, used.input_tokens, used.output_tokens, budget, 0, prices.cost(used)
    )


def usual_answer(criteria: int) -> int:
    """Tokens that an answer on so many criteria usually takes."""
    return _ANSWER * criteria
