"""What a suite reports: measures with intervals, the cases that failed, and what was not scored."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from eval.measures import bootstrap, rate

Part = Literal["dev", "test"]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure over `cases` cases with its 95 % interval, all from 0 to 1.

    A count, such as false conflicts, has the same value at both ends and may exceed 1. `lower`
    says that less is better.
    """

    value: float
    low: float
    high: float
    cases: int
    lower: bool = False


@dataclass(frozen=True, slots=True)
class Miss:
    """A case that was answered wrongly: which, of what kind, and a line for the reader."""

    case: str
    kind: str
    detail: str


@dataclass(frozen=True, slots=True)
class SuiteResult:
    """The outcome of a suite. `skipped` says why nothing was measured, "" where it was.

    `unscored` counts cases that the suite could not put to the system, which is not the same as
    a wrong or missing answer: those are in the measures. `note` says what part was left out, ""
    where nothing was.
    """

    suite: str
    measures: Mapping[str, Measured] = field(default_factory=dict)
    misses: Sequence[Miss] = ()
    unscored: int = 0
    skipped: str = ""
    note: str = ""


def measured(
    cases: Sequence[T], measure: Callable[[Sequence[T]], float], *, lower: bool = False
) -> Measured:
    """A measure over cases with its interval."""
    low, high = bootstrap(cases, measure)
    return Measured(measure(cases), low, high, len(cases), lower)


def share(flags: Sequence[bool | float], *, lower: bool = False) -> Measured:
    """The mean of flags or scores with its interval."""
    return measured(flags, rate, lower=lower)


def count(number: float, cases: int, *, lower: bool = True) -> Measured:
    """A plain count or a mean of counts."""
    return Measured(number, number, number, cases, lower)


def part_of(name: str) -> Part:
    """Development or test, fixed once and for all by a hash of the name."""
    return "dev" if hashlib.sha256(name.encode()).digest()[0] % 2 else "test"


def by_part(cases: Iterable[T], name: Callable[[T], str]) -> dict[str, list[T]]:
    """The cases of each part, by the name that decides it."""
    parts: dict[str, list[T]] = {"dev": [], "test": []}
    for case in cases:
        parts[part_of(name(case))].append(case)
    return parts
