"""Tables as rows of cell texts: from a drawn grid, or from lines that stand in columns."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.documents.pdf_page import Run
from ingest.documents.pdf_ruled import RuledTable

_SAME = 4.0
_LONG_CELL = 60


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cell texts. `edges` are the columns' places, in points from the left."""

    rows: tuple[tuple[str, ...], ...]
    edges: tuple[float, ...]
    bold_head: bool


def is_layout(table: RuledTable) -> bool:
    """Whether the lines only frame running text: most words stand in cells of many words."""
    counts = [sum(len(run.words) for run in cell) for row in table.cells for cell in row.values()]
    return 2 * sum(count for count in counts if count > _LONG_CELL) > sum(counts)


def from_ruled(table: RuledTable) -> Table:
    """The rows of a drawn table; the only cell of a row goes to the first column."""
    rows = tuple(_row(row, table.columns) for row in table.cells)
    bold = [all(run.bold for cell in row.values() for run in cell) for row in table.cells]
    return Table(rows, table.xs, bold[0] and not all(bold))


def _row(row: dict[int, tuple[Run, ...]], columns: Sequence[int]) -> tuple[str, ...]:
    if len(row) == 1:
        return (*(_text(cell) for cell in row.values()), *("" for _ in columns[1:]))
    return tuple(_text(row.get(column, ())) for column in columns)


def _text(runs: Sequence[Run]) -> str:
    """The words of a cell, line by line."""
    return " ".join(run.text for run in sorted(runs, key=lambda run: (-round(run.y), run.x0)))


def aligned(rows: Sequence[Sequence[Run]]) -> Table | None:
    """A table from lines whose runs stand under each other, or None where they do not.

    A line without the first column continues the cells above it.
    """
    edges = tuple(run.x0 for run in rows[0])
    cells: list[list[list[str]]] = []
    for row in rows:
        if not cells or len(row) == len(edges) or column_of(row[0], rows[0]) == 0:
            cells.append([[] for _ in edges])
        for run in row:
            cells[-1][column_of(run, rows[0]) or 0].append(run.text)
    texts = tuple(tuple(" ".join(cell) for cell in row) for row in cells)
    if len(texts) < 2:  # noqa: PLR2004 - one line is no table
        return None
    head_is_bold = all(run.bold for run in rows[0])
    return Table(texts, edges, head_is_bold and not all(run.bold for row in rows for run in row))


def column_of(run: Run, first: Sequence[Run]) -> int | None:
    """The column of the first line that a run stands under: same left, right or middle."""
    for at, head in enumerate(first):
        sides = (run.x0 - head.x0, run.x1 - head.x1, (run.x0 + run.x1 - head.x0 - head.x1) / 2)
        if min(map(abs, sides)) <= _SAME:
            return at
    return None
