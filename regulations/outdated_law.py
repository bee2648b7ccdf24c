"""What documents may cite that is no longer the law, from data, with what stands now."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import cast

from domain.errors import CatalogueError, PinpointError
from domain.pinpoint import Act, Pinpoint
from regulations.data_files import DATA, read_mapping
from regulations.known_facts import CONFIDENCES, load_facts
from regulations.routes import load_routes

_FILE = "outdated_law.yaml"
_ROMAN = {"I": 1, "V": 5, "X": 10}


_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a row is known from.

    `named` is a place in an act, the CELEX number of an act or a publication, `version` the text
    of the act that was read or the month of reading, `confidence` one of `CONFIDENCES`.
    """

    named: str
    version: str
    confidence: str

    @property
    def place(self) -> Pinpoint | None:
        """The place in an act, None where the source is none."""
        try:
            return Pinpoint.parse(self.named)
        except PinpointError:
            return None

    @property
    def label(self) -> str:
        """The source as a reader is shown it: "MDR Art. 122 (32017R0745)"."""
        named = self.place.label if self.place else self.named
        return named if named == self.version else f"{named} ({self.version})"


@dataclass(frozen=True, slots=True)
class Outdated:
    """One thing of the past: how it is cited, what it is, what stands now and by which source.

    A sentence that `aside` matches speaks of something else.
    """

    cited: re.Pattern[str]
    name: str
    now: str
    source: Source
    aside: re.Pattern[str] = _NOTHING


@dataclass(frozen=True, slots=True)
class OldDate:
    """A date that has moved: the day as it was, in which context, and what stands now.

    A sentence that `aside` matches speaks of something else that is due on that day.
    """

    was: date
    of: str
    about: re.Pattern[str]
    now: str
    source: Source
    aside: re.Pattern[str] = _NOTHING


@dataclass(frozen=True, slots=True)
class OldEdition:
    """An edition of a standard that a later one has replaced."""

    standard: str
    edition: int
    by: str
    source: Source


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the articles and annexes of an act go, as published."""

    articles: int
    annexes: int
    source: Source


@dataclass(frozen=True, slots=True)
class OutdatedLaw:
    """All that is known; `names` are the patterns by which a text names each act."""

    acts: tuple[Outdated, ...]
    names: Mapping[Act, re.Pattern[str]]
    wrong_numbers: tuple[Outdated, ...]
    reach: Mapping[Act, Reach]
    dates: tuple[OldDate, ...]
    standards: tuple[OldEdition, ...]

    @property
    def sources(self) -> tuple[Source, ...]:
        """The source of every row."""
        known = (row.source for row in (*self.acts, *self.wrong_numbers))
        reached = (row.source for row in self.reach.values())
        dated = (row.source for row in self.dates)
        return (*known, *reached, *dated, *(row.source for row in self.standards))


@lru_cache(maxsize=1)
def load_outdated_law() -> OutdatedLaw:
    """The data as a whole; raises `CatalogueError` where they are wrong."""
    data = read_mapping(DATA / _FILE)
    try:
        return OutdatedLaw(
            acts=tuple(_act(row) for row in _rows(data, "acts")),
            names={Act(name): re.compile(words) for name, words in _mapping(data, "names").items()},
            wrong_numbers=tuple(_number(row) for row in _rows(data, "wrong_numbers")),
            reach={Act(name): _reach(row) for name, row in _mapping(data, "reach").items()},
            dates=tuple(_date(row) for row in _rows(data, "dates")),
            standards=tuple(_edition(row) for row in _rows(data, "standards")),
        )
    except (KeyError, TypeError, ValueError, re.error) as error:
        raise CatalogueError(f"{_FILE}: {error}; mend the data file") from error


def roman(numeral: str) -> int:
    """The value of a Roman numeral of the letters I, V and X."""
    values = [_ROMAN[letter] for letter in numeral.upper()]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-one if one < after else one for one, after in pairs)


def _rows(data: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    return cast("list[Mapping[str, object]]", data[name])


def _mapping(data: Mapping[str, object], name: str) -> Mapping[str, str]:
    return cast("Mapping[str, str]", data[name])


def _act(row: Mapping[str, object]) -> Outdated:
    act = Act(str(row["now"]))
    now = f"the {act.label} ({act.number}) has taken its place"
    return Outdated(re.compile(str(row["cited"])), str(row["name"]), now, _source(row))


def _number(row: Mapping[str, object]) -> Outdated:
    act, number = Act(str(row["now"])), str(row["number"])
    cited = re.compile(rf"(?<![\d/]){re.escape(number)}(?!\d)")
    now = f"the {act.label} is {act.number}"
    return Outdated(cited, f"number {number}", now, _source(row), _aside(row))


def _reach(row: object) -> Reach:
    fields = cast("Mapping[str, object]", row)
    return Reach(int(str(fields["articles"])), roman(str(fields["annexes"])), _source(fields))


def _date(row: Mapping[str, object]) -> OldDate:
    was = cast("date", row["was"])
    about = re.compile(str(row["about"]), re.IGNORECASE | re.DOTALL)
    now = _stands_now(str(row["now"]))
    return OldDate(was, str(row["of"]), about, now, _source(row), _aside(row))


def _aside(row: Mapping[str, object]) -> re.Pattern[str]:
    return re.compile(str(row["aside"]), re.IGNORECASE) if "aside" in row else _NOTHING


def _source(row: Mapping[str, object]) -> Source:
    source = Source(str(row["source"]), str(row["version"]), str(row["confidence"]))
    if source.confidence not in CONFIDENCES:
        raise ValueError(f"{source.named}: no confidence {source.confidence}")
    return source


def _stands_now(key: str) -> str:
    if key in load_facts():
        return load_facts()[key].says
    day = {"annex_i_route": load_routes().annex_i, "annex_iii_route": load_routes().annex_iii}[key]
    return f"they apply from {day.isoformat()}"


def _edition(row: Mapping[str, object]) -> OldEdition:
    year = int(str(row["edition"]))
    return OldEdition(str(row["standard"]), year, str(row["by"]), _source(row))
