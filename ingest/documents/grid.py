"""Tables in a sheet: filled cells that touch, as rectangles that do not overlap."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Grid = Mapping[int, Mapping[int, str]]


@dataclass(frozen=True, slots=True, order=True)
class Area:
    """A rectangle of a sheet; rows and columns count from 1, ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def overlaps(self, other: "Area") -> bool:
        """Whether the two share a cell."""
        return (
            self.left <= other.right
            and other.left <= self.right
            and self.top <= other.bottom
            and other.top <= self.bottom
        )

    def join(self, other: "Area") -> "Area":
        """The smallest rectangle that holds both."""
        return Area(
            min(self.top, other.top),
            min(self.left, other.left),
            max(self.bottom, other.bottom),
            max(self.right, other.right),
        )


def areas(grid: Grid, known: Iterable[Area] = ()) -> list[Area]:
    """The rectangles of touching cells, from the top and then from the left.

    `known` are rectangles that the sheet itself names as tables: what lies in one is one table.
    """
    done: list[Area] = []
    open_: list[Area] = []
    for row in sorted(grid):
        still: list[Area] = []
        for area in open_:
            (still if area.bottom >= row - 1 else done).append(area)
        open_ = still
        for left, right in _stretches(sorted(grid[row])):
            open_ = _join(open_, Area(row, left, row, right))
    return sorted(_settle([*done, *open_, *_filled(known, [*done, *open_])]))


def _filled(known: Iterable[Area], found: list[Area]) -> list[Area]:
    """Those of the known rectangles that hold cells, without the empty rows and columns."""
    kept: list[Area] = []
    for area in known:
        inside = [other for other in found if other.overlaps(area)]
        if inside:
            bottom, right = max(a.bottom for a in inside), max(a.right for a in inside)
            top, left = max(area.top, min(a.top for a in inside)), min(a.left for a in inside)
            kept.append(
                Area(top, max(area.left, left), min(area.bottom, bottom), min(area.right, right))
            )
    return kept


def _stretches(columns: Iterable[int]) -> list[tuple[int, int]]:
    """Neighbouring columns as first and last."""
    found: list[tuple[int, int]] = []
    for column in columns:
        if found and column == found[-1][1] + 1:
            found[-1] = (found[-1][0], column)
        else:
            found.append((column, column))
    return found


def _join(known: list[Area], new: Area) -> list[Area]:
    """Add a stretch of one row to the areas that it stands under or beside."""
    apart: list[Area] = []
    for area in known:
        under = area.left <= new.right and new.left <= area.right
        if under:
            new = new.join(area)
        else:
            apart.append(area)
    return [*apart, new]


def _settle(found: list[Area]) -> list[Area]:
    """Join areas until none overlap."""
    settled: list[Area] = []
    for area in sorted(found):
        current = area
        while hits := [other for other in settled if other.overlaps(current)]:
            for other in hits:
                current = current.join(other)
            settled = [other for other in settled if other not in hits]
        settled.append(current)
    return settled
