"""Which obligations are put to a model together: those of one article or one annex section."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from domain.law import Criterion, Obligation, Tier
from domain.pinpoint import Pinpoint

_MOST = 6
"""Criteria in one call, but for a row that has more."""
_TIERS = tuple(Tier)


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that share evidence; `unit` is the article or annex section that holds them."""

    unit: Pinpoint
    rows: tuple[Obligation, ...]

    @property
    def criteria(self) -> tuple[tuple[Obligation, Criterion], ...]:
        """Each criterion with its row, in order."""
        return tuple((row, criterion) for row in self.rows for criterion in row.criteria)


def groups_of(rows: Sequence[Obligation]) -> tuple[Group, ...]:
    """The rows in groups, those that matter to most devices first, else in the order given."""
    found = [Group(unit, tuple(part)) for unit, part in _parts(rows)]
    return tuple(sorted(found, key=lambda group: min(_TIERS.index(r.tier) for r in group.rows)))


def _parts(rows: Sequence[Obligation]) -> Iterator[tuple[Pinpoint, list[Obligation]]]:
    for unit, same in groupby(rows, key=lambda row: _unit(row.pinpoint)):
        part: list[Obligation] = []
        for row in same:
            if part and sum(len(r.criteria) for r in (*part, row)) > _MOST:
                yield unit, part
                part = []
            part.append(row)
        yield unit, part


def _unit(place: Pinpoint) -> Pinpoint:
    depth = 2 if place.path[0].startswith("annex") else 1
    return Pinpoint(place.act, place.path[:depth])
