"""The rows and cells of a DOCX table, with merged cells told from their own."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from ingest.documents.docx_styles import W, is_on, value
from ingest.documents.docx_text import shown_children
from ingest.documents.tables import looks_like_header

_WRAPPERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml")}
_WIDEST = 200
_LONG_CELL = 60


@dataclass(frozen=True, slots=True)
class Cell:
    """A slot of the grid and the cell that covers it.

    `first` is False where the cell began further left or above; `shown` says whether its words
    are repeated here: down the rows they are, so that each row can be read alone.
    """

    element: etree._Element
    first: bool
    shown: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A row; `header` where the file says that it is repeated on each page."""

    cells: tuple[Cell, ...]
    header: bool


def read_rows(table: etree._Element) -> list[Row]:
    """The rows of a table as a grid."""
    rows: list[Row] = []
    above: dict[int, etree._Element] = {}
    for element in _children(table, f"{W}tr"):
        cells = tuple(_cells(element, above))
        header = is_on(element.find(f"{W}trPr/{W}tblHeader"))
        rows.append(Row(cells, header))
    return rows


def is_frame(rows: Sequence[Row]) -> bool:
    """Whether the table only frames running text: one cell a row, or most words in long cells."""
    counts = [_words(cell) for row in rows for cell in row.cells if cell.first]
    if 2 * sum(count for count in counts if count > _LONG_CELL) > sum(counts):
        return True
    return all(sum(cell.first for cell in row.cells) <= 1 for row in rows) and all(
        len(row.cells) == 1 for row in rows
    )


def header_rows(
    rows: Sequence[Row], texts: Sequence[Sequence[str]], is_bold: Callable[[Cell], bool]
) -> int:
    """How many rows at the top name the columns."""
    said = 0
    while said < len(rows) and rows[said].header:
        said += 1
    if said:
        return min(said, len(rows) - 1)
    if looks_like_header(texts):
        return 1
    return int(
        len(rows) > 1 and _is_bold_row(rows[0], is_bold) and not _is_bold_row(rows[1], is_bold)
    )


def _words(cell: Cell) -> int:
    return sum(len((text.text or "").split()) for text in cell.element.iter(f"{W}t"))


def _is_bold_row(row: Row, is_bold: Callable[[Cell], bool]) -> bool:
    return all(is_bold(cell) for cell in row.cells)


def _cells(row: etree._Element, above: dict[int, etree._Element]) -> Iterator[Cell]:
    column = 0
    skipped = value(row.find(f"{W}trPr/{W}gridBefore"))
    column += int(skipped) if skipped.isdigit() else 0
    for element in _children(row, f"{W}tc"):
        merge = element.find(f"{W}tcPr/{W}vMerge")
        continues = merge is not None and value(merge) in {"", "continue"}
        source = above.get(column, element) if continues else element
        span = value(element.find(f"{W}tcPr/{W}gridSpan"))
        width = min(int(span), _WIDEST) if span.isdigit() and int(span) else 1
        for offset in range(width):
            above[column + offset] = source
            yield Cell(source, first=not offset and not continues, shown=not offset)
        column += width


def _children(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    for child in shown_children(element):
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)
