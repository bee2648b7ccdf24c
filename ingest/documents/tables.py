"""What all formats share about tables: telling a header row, and writing rows with headers."""

import re
from collections.abc import Sequence

from ingest.documents.builder import Builder, one_line

_FIGURE = re.compile(r"[<>≤≥~±]?\s*[-+]?\d[-\d.,/:\s]*(%|[a-zA-Z]{1,3})?")
_ABBREVIATED = re.compile(
    r"\b(?:no|nr|ref|id|ver|rev|sev|prob|req|cl|art|qty|max|min|incl)\.$", re.IGNORECASE
)
_LONGEST_HEADER = 8


def write_table(builder: Builder, rows: Sequence[Sequence[str]], headers: int = 0) -> None:
    """Append a table whose first `headers` rows name its columns."""
    names = column_names(rows[:headers])
    for index, row in enumerate(rows):
        head = index < headers
        builder.row(row, () if head else names[: len(row)], header=head)
    builder.end_table()


def column_names(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """One name a column from one or more header rows, without repeating a spanned name."""
    width = max((len(row) for row in rows), default=0)
    return tuple(_name([row[at] for row in rows if at < len(row)]) for at in range(width))


def _name(parts: Sequence[str]) -> str:
    return " ".join(dict.fromkeys(line for part in parts if (line := one_line(part))))


def looks_like_header(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names the columns: short, distinct labels over different content.

    A table of two columns whose first row looks like all others is taken as labels and values.
    """
    if len(rows) < 2 or len(rows[0]) < 2:  # noqa: PLR2004 - one row or column has no header
        return False
    first = [one_line(cell) for cell in rows[0]]
    filled = sum(map(bool, first))
    named = [cell for at, cell in enumerate(first) if cell and cell != first[at - 1]]
    if filled < max(2, len(first) - 1) or len(set(named)) < len(named):
        return False
    if not all(is_label(cell) for cell in named):
        return False
    return len(first) > 2 or _unlike_the_rest(first, rows[1:])  # noqa: PLR2004 - pairs


def is_label(cell: str) -> bool:
    """Whether a cell may name a column: a few words that are no sentence and no figure."""
    ended = cell.endswith((".", ";", ":")) and not _ABBREVIATED.search(cell)
    return len(cell.split()) <= _LONGEST_HEADER and not ended and not _FIGURE.fullmatch(cell)


def _unlike_the_rest(first: Sequence[str], rest: Sequence[Sequence[str]]) -> bool:
    values = [one_line(row[1]) for row in rest if len(row) > 1]
    longest = max((len(value) for value in values), default=0)
    figures = sum(bool(_FIGURE.fullmatch(value)) for value in values)
    return longest > 3 * len(first[1]) or 2 * figures > len(values)
