"""Conditions in three values: yes, no and unknown, with the reason and the open questions."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from domain.device import Fact


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a condition.

    `reason` is a clause for the reader; `questions` are the facts that would settle an unknown.
    """

    value: Fact
    reason: str
    questions: tuple[str, ...] = ()


Lookup = Callable[[str], Known]
"""Gives what is known of a condition by its name."""

_NEGATED = {Fact.YES: Fact.NO, Fact.NO: Fact.YES, Fact.UNKNOWN: Fact.UNKNOWN}


def names_in(conditions: Iterable[str]) -> tuple[str, ...]:
    """The names of all conditions that the terms use, without `!` and `|`."""
    return tuple(part.lstrip("!") for term in conditions for part in term.split("|"))


def evaluate(term: str, lookup: Lookup) -> Known:
    """The value of one term, `a`, `!a` or `a|b`."""
    return any_of(_single(part, lookup) for part in term.split("|"))


def _single(part: str, lookup: Lookup) -> Known:
    known = lookup(part.removeprefix("!"))
    if not part.startswith("!"):
        return known
    return Known(_NEGATED[known.value], known.reason, known.questions)


def all_of(parts: Iterable[Known]) -> Known:
    """The conjunction: the first no decides, else what is unknown keeps it open."""
    return _joined(parts, decisive=Fact.NO, otherwise=Fact.YES)


def any_of(parts: Iterable[Known]) -> Known:
    """The disjunction: the first yes decides, else what is unknown keeps it open."""
    return _joined(parts, decisive=Fact.YES, otherwise=Fact.NO)


def _joined(parts: Iterable[Known], decisive: Fact, otherwise: Fact) -> Known:
    """No part after a decisive one is looked at."""
    seen = []
    for part in parts:
        if part.value is decisive:
            return part
        seen.append(part)
    unknown = [part for part in seen if part.value is Fact.UNKNOWN]
    if unknown:
        asked = dict.fromkeys(name for part in unknown for name in part.questions)
        return Known(Fact.UNKNOWN, _sentence(unknown), tuple(asked))
    return Known(otherwise, _sentence(seen))


def _sentence(parts: Iterable[Known]) -> str:
    return "; ".join(dict.fromkeys(part.reason for part in parts if part.reason))
