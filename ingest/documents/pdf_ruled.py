"""Tables drawn with lines: a grid of the lines, in which a cell ends only where a line stands."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ingest.documents.pdf_page import Run
from ingest.documents.pdf_shapes import Rule

_TOUCH = 3.0
_SAME = 4.0
_MOST_CELLS = 20_000
_COVERED = 0.8

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class RuledTable:
    """Runs by cell; `cells[row]` maps a column to the runs in it, merged cells at their first.

    `xs` are the places of the upright lines.
    """

    cells: tuple[dict[int, tuple[Run, ...]], ...]
    xs: tuple[float, ...]
    top: float
    bottom: float

    @property
    def columns(self) -> tuple[int, ...]:
        """The columns that hold words in rows of more than one cell, left to right."""
        return tuple(sorted({column for row in self.cells if len(row) > 1 for column in row}))


@dataclass(slots=True)
class _Cluster:
    x0: float
    y0: float
    x1: float
    y1: float
    rules: list[Rule] = field(default_factory=list)

    def touches(self, rule: Rule) -> bool:
        return (
            rule.x0 <= self.x1 + _TOUCH
            and rule.x1 >= self.x0 - _TOUCH
            and rule.y0 <= self.y1 + _TOUCH
            and rule.y1 >= self.y0 - _TOUCH
        )


def ruled_tables(runs: Sequence[Run], rules: Iterable[Rule]) -> tuple[list[RuledTable], list[Run]]:
    """The tables drawn with lines, and the runs that are in none of them."""
    tables: list[RuledTable] = []
    left = list(runs)
    for cluster in _clusters(rules):
        xs, ys = _edges(cluster, flat=False), _edges(cluster, flat=True)
        if len(xs) <= 2 or len(ys) <= 2 or len(xs) * len(ys) > _MOST_CELLS:  # noqa: PLR2004
            continue
        inside = [run for run in left if _is_inside(run, cluster)]
        table = _fill(inside, xs, ys, cluster.rules)
        if len(table.cells) > 1 and len(table.columns) > 1:
            tables.append(table)
            taken = set(map(id, inside))
            left = [run for run in left if id(run) not in taken]
    return tables, left


def _clusters(rules: Iterable[Rule]) -> list[_Cluster]:
    clusters: list[_Cluster] = []
    for rule in sorted(rules, key=lambda rule: -rule.y1):
        merged = _Cluster(rule.x0, rule.y0, rule.x1, rule.y1, [rule])
        apart = []
        for cluster in clusters:
            if cluster.touches(rule):
                _absorb(merged, cluster)
            else:
                apart.append(cluster)
        clusters = [*apart, merged]
    return clusters


def _absorb(one: _Cluster, other: _Cluster) -> None:
    one.x0, one.y0 = min(one.x0, other.x0), min(one.y0, other.y0)
    one.x1, one.y1 = max(one.x1, other.x1), max(one.y1, other.y1)
    small, large = sorted((one.rules, other.rules), key=len)
    large.extend(small)
    one.rules = large


def _edges(cluster: _Cluster, *, flat: bool) -> list[float]:
    """The places of the lines of one direction, with the outer sides of the table."""
    if flat:
        found = [(r.y0 + r.y1) / 2 for r in cluster.rules if r.flat]
        return _distinct([*found, cluster.y0, cluster.y1])
    found = [(r.x0 + r.x1) / 2 for r in cluster.rules if not r.flat]
    return _distinct([*found, cluster.x0, cluster.x1])


def _distinct(values: Iterable[float]) -> list[float]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > _SAME:
            kept.append(value)
    return kept


def _is_inside(run: Run, cluster: _Cluster) -> bool:
    middle = (run.x0 + run.x1) / 2
    height = run.y + run.height / 4
    return cluster.x0 <= middle <= cluster.x1 and cluster.y0 <= height <= cluster.y1


def _fill(
    runs: Sequence[Run], xs: Sequence[float], ys: Sequence[float], rules: Sequence[Rule]
) -> RuledTable:
    """Put the words into the cells they stand in; rows from the top, without empty ones."""
    first = _first_places(xs, ys, rules)
    rows: list[dict[int, list[Run]]] = [{} for _ in ys[1:]]
    for run in runs:
        for place, part in _parts(run, xs, ys, first):
            rows[place[0]].setdefault(place[1], []).append(part)
    for (row, column), (first_row, first_column) in first.items():
        if row > first_row and column == first_column and rows[row] and rows[first_row]:
            _repeat(rows[first_row], rows[row], column)
    kept = [{at: tuple(cell) for at, cell in sorted(row.items())} for row in rows if row]
    return RuledTable(tuple(kept), tuple(xs), ys[-1], ys[0])


def _repeat(above: dict[int, list[Run]], row: dict[int, list[Run]], column: int) -> None:
    """Give a cell that began further up to each of its rows, so that they can be read alone."""
    if column in above and len(row.keys() - {column}) > 0:
        row.setdefault(column, above[column])


def _parts(
    run: Run, xs: Sequence[float], ys: Sequence[float], first: dict[Place, Place]
) -> Iterator[tuple[Place, Run]]:
    """The run cut at the upright lines that stand between its words."""
    rows, columns = len(ys) - 1, len(xs) - 1
    row = rows - 1 - _slot(ys, run.y + run.height / 4, rows)
    begin, here = 0, None
    for index, word in enumerate(run.words):
        place = first[row, _slot(xs, (word.x0 + word.x1) / 2, columns)]
        if here is not None and place != here:
            yield here, Run(run.words[begin:index], run.y, run.height, run.bold)
            begin = index
        here = place
    if here is not None:
        yield here, Run(run.words[begin:], run.y, run.height, run.bold)


def _slot(edges: Sequence[float], value: float, count: int) -> int:
    return min(count - 1, max(0, bisect_right(edges, value) - 1))


def _first_places(
    xs: Sequence[float], ys: Sequence[float], rules: Sequence[Rule]
) -> dict[Place, Place]:
    """For each slot of the grid the first slot of the cell it belongs to."""
    rows, columns = len(ys) - 1, len(xs) - 1
    upright = _cover(xs, ys, [(r.x0, r.y0, r.y1) for r in rules if not r.flat])
    level = _cover(ys, xs, [(r.y0, r.x0, r.x1) for r in rules if r.flat])
    first: dict[Place, Place] = {}
    for row in range(rows):
        band = rows - 1 - row
        for column in range(columns):
            place = (row, column)
            if row and (band + 1, column) not in level:
                place = first[row - 1, column]
            elif column and (column, band) not in upright:
                place = first[row, column - 1]
            first[row, column] = place
    return first


def _cover(
    edges: Sequence[float], slots: Sequence[float], lines: Iterable[tuple[float, float, float]]
) -> set[tuple[int, int]]:
    """The (edge, slot) pairs of which lines cover most: there a cell ends."""
    covered: dict[tuple[int, int], float] = {}
    for at, start, end in lines:
        edge = min(range(len(edges)), key=lambda i: abs(edges[i] - at))
        for slot in range(_slot(slots, start, len(slots) - 1), len(slots) - 1):
            low, high = slots[slot], slots[slot + 1]
            if low > end:
                break
            length = max(0.0, min(end, high) - max(start, low))
            covered[edge, slot] = covered.get((edge, slot), 0.0) + length / (high - low)
    return {key for key, share in covered.items() if share >= _COVERED}
