"""What questions take for granted wrongly, as data: rules, classes, other acts, foreign terms."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from domain.pinpoint import Act, Pinpoint
from regulations.data_files import DATA, read_mapping, texts


@dataclass(frozen=True, slots=True)
class ForeignTerm:
    """Words of another legal order; `told` says whose they are, `instead` what to read here.

    Where `needs` is given, one of its words must stand in the question too.
    """

    words: re.Pattern[str]
    needs: re.Pattern[str] | None
    told: str
    instead: tuple[Pinpoint, ...]


@dataclass(frozen=True, slots=True)
class Premises:
    """What is held against a question.

    `rules` counts the classification rules of an act; `other_acts` are numbers such as 2016/679.
    """

    rules: Mapping[Act, int]
    classes: Mapping[Act, tuple[str, ...]]
    other_acts: frozenset[str]
    terms: tuple[ForeignTerm, ...]


@lru_cache(maxsize=1)
def load_premises() -> Premises:
    """Read `premises.yaml`."""
    data = read_mapping(DATA / "premises.yaml")
    rules = cast("Mapping[str, int]", data["rules"])
    classes = cast("Mapping[str, Sequence[str]]", data["classes"])
    terms = cast("Sequence[Mapping[str, object]]", data["terms"])
    return Premises(
        {Act(act): number for act, number in rules.items()},
        {Act(act): tuple(names) for act, names in classes.items()},
        frozenset(texts(data["other_acts"])),
        tuple(map(_term, terms)),
    )


def _term(row: Mapping[str, object]) -> ForeignTerm:
    needs = texts(row["needs"]) if "needs" in row else ()
    return ForeignTerm(
        _any(texts(row["words"])),
        _any(needs) if needs else None,
        str(row["told"]),
        tuple(Pinpoint.parse(place) for place in texts(row["instead"])),
    )


def _any(words: Sequence[str]) -> re.Pattern[str]:
    parts = "|".join(rf"{re.escape(word)}s?" for word in words)
    return re.compile(rf"(?<![\w-])(?:{parts})(?![\w-])", re.IGNORECASE)
