"""CSV to rows with headers, whatever separates the columns."""

import csv
import io
from itertools import islice

from domain.document import BlockKind
from domain.errors import FailureReason, UnreadableFileError
from ingest.documents.builder import Builder
from ingest.documents.decode import decode
from ingest.documents.tables import looks_like_header, write_table
from ingest.limits import Limits

_SEPARATORS = ",;\t|"
_SAMPLE = 20
_LONGEST_CELL = 1_000_000


def read_csv(name: str, data: bytes, limits: Limits) -> Builder:
    """Read a table; raises `UnreadableFileError` where it cannot be cut into rows."""
    decoded = decode(data)
    text, encoding = decoded or (data.decode("latin-1"), "latin-1")
    builder = Builder()
    if encoding == "cp1252":
        builder.warnings.append("the text is not UTF-8; it was read as Windows-1252")
    csv.field_size_limit(min(_LONGEST_CELL, limits.max_characters))
    try:
        rows = [row for row in csv.reader(io.StringIO(text), _dialect(text)) if any(row)]
    except csv.Error as error:
        raise UnreadableFileError(
            name, FailureReason.DAMAGED, "a quotation mark is never closed; export the table anew"
        ) from error
    _write(rows, builder)
    return builder


def _write(rows: list[list[str]], builder: Builder) -> None:
    widest = max(map(len, rows), default=0)
    if widest < 2:  # noqa: PLR2004 - one column is no table
        for row in rows:
            builder.append(BlockKind.PARAGRAPH, row[0])
        return
    padded = [[*row, *[""] * (widest - len(row))] for row in rows]
    write_table(builder, padded, int(_has_header(padded)))


def _has_header(rows: list[list[str]]) -> bool:
    """A CSV names its columns in its first row unless that row holds figures or gaps."""
    first = [cell.strip() for cell in rows[0]]
    named = len(rows) > 1 and all(first) and not any(map(_is_figure, first))
    return named or looks_like_header(rows)


def _is_figure(cell: str) -> bool:
    return cell.replace(".", "", 1).replace(",", "", 1).lstrip("-+").isdigit()


class _Plain(csv.excel):
    """The usual form, with a separator that is set for one file."""

    skipinitialspace = True


def _dialect(text: str) -> type[csv.Dialect]:
    """The separator that cuts the first rows most evenly."""

    class Found(_Plain):
        delimiter = max(_SEPARATORS, key=lambda mark: _evenness(text, mark))

    return Found


def _evenness(text: str, mark: str) -> tuple[float, int]:
    """How alike the first rows are when cut at `mark`, and how many columns that gives."""
    try:
        rows = list(islice(csv.reader(io.StringIO(text), delimiter=mark), _SAMPLE))
    except csv.Error:
        return 0.0, 0
    widths = [len(row) for row in rows if row]
    usual = max(set(widths), key=widths.count, default=1)
    return (widths.count(usual) / len(widths), usual) if usual > 1 else (0.0, 0)
