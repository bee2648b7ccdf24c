"""The summary of a batch as tables, before it is a workbook or a page."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """A number or words; `link` is a relative address, "" for none."""

    value: str | int
    link: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Columns with their widths in characters, and rows."""

    title: str
    columns: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class SummaryTables:
    """All tables, with a sentence above them."""

    told: str
    tables: tuple[Table, ...]
