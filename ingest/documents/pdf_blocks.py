"""What each group of lines on a PDF page is: heading, list item, contents entry, paragraph."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from domain.document import BlockKind
from ingest.documents.builder import Builder, one_line
from ingest.documents.lines import CAPTION
from ingest.documents.pdf_layout import LEADERS, MARKER, Group, Piece, goes_over, is_item
from ingest.documents.pdf_page import Run
from ingest.documents.pdf_tables import Table
from ingest.documents.tables import column_names, looks_like_header, write_table

_NUMBER = re.compile(
    r"(?:(?:section|chapter|annex|appendix)\s+)?(?P<number>(?:\d{1,2}|[A-Z])(?:\.\d{1,3})*)\.?\s+"
    r"(?P<title>[A-Z(\"“].*)",
    re.IGNORECASE,
)
_ENTRY = re.compile(r".+\S\s+\d{1,4}")
_CONTENTS = re.compile(r"(table of )?contents|inhalt(sverzeichnis)?|index", re.IGNORECASE)
_ADDRESS = re.compile(r"@|www\.|://")
_MAY_GO_ON = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
_LONGEST_HEADING = 16
_LONGEST_ENTRY = 30
_MOST_LINES = 3
_BIGGER = 1.1
_FAIR_SHARE = 0.2
_LEAST_WORDS = 5


class PageWriter:
    """Writes pages into a builder, with what it knows of the whole document.

    `body` is the usual height of a line and `sizes` the greater ones, tallest first; `outline`
    maps titles of bookmarks to their levels.
    """

    def __init__(self, builder: Builder, runs: Sequence[Run], outline: Mapping[str, int]) -> None:
        self._builder = builder
        self._outline = {one_line(title).lower(): level for title, level in outline.items()}
        self._body = _body_height(runs)
        heights = {_rounded(run) for run in runs}
        self._sizes = sorted((h for h in heights if h > self._body * _BIGGER), reverse=True)
        self._in_contents = False
        self._open = False
        self._table: tuple[tuple[int, ...], tuple[str, ...]] | None = None

    def write_page(
        self, pieces: Sequence[Piece], following: Sequence[Piece], running: Sequence[str]
    ) -> None:
        """Append one page; `following` are the pieces of the next one.

        Running heads and feet come last, or before a paragraph that goes on overleaf: so its
        halves join to one block, whose sentences can be read whole.
        """
        rest = list(pieces)
        if rest and self._open and self._builder.last_kind in _MAY_GO_ON:
            self._go_on(rest.pop(0))
        self._open = goes_over(pieces, following)
        last = [rest.pop()] if self._open and rest else []
        self._write(rest)
        for text in running:
            self._builder.append(BlockKind.RUNNING, text)
        self._write(last)

    def _go_on(self, piece: Piece) -> None:
        if not isinstance(piece, Table):
            self._builder.go_on(_words(piece))

    def _write(self, pieces: Sequence[Piece]) -> None:
        for piece in pieces:
            if isinstance(piece, Table):
                self._write_table(piece)
            else:
                self._table = None
                self._write_group(piece)

    def _write_table(self, table: Table) -> None:
        if self._in_contents and all(row[-1].isdigit() for row in table.rows):
            for row in table.rows:
                self._builder.append(BlockKind.CONTENTS, " ".join(row))
            return
        edges = tuple(round(edge / 5) for edge in table.edges)
        rows = self._without_titles(table)
        new = self._table is None or self._table[0] != edges or table.bold_head
        if new and (table.bold_head or looks_like_header(rows)):
            self._table = (edges, column_names(rows[:1]))
            write_table(self._builder, rows, headers=1)
        else:
            self._continue_table(rows, edges)

    def _without_titles(self, table: Table) -> Sequence[Sequence[str]]:
        """The rows below those at the top that hold one cell only: these name the table."""
        at = 0
        while at < len(table.rows) and sum(map(bool, table.rows[at])) == 1:
            self._builder.append(BlockKind.PARAGRAPH, max(table.rows[at]))
            at += 1
        return table.rows[at:]

    def _continue_table(self, rows: Sequence[Sequence[str]], edges: tuple[int, ...]) -> None:
        """Rows without a header of their own take the one of the table they continue."""
        known = self._table is not None and self._table[0] == edges
        names = self._table[1] if self._table is not None and known else ()
        self._table = (edges, names)
        for row in rows:
            self._builder.row(row, names)
        self._builder.end_table()

    def _write_group(self, group: Group) -> None:
        text = _words(group)
        flat = one_line(text)
        level = self._heading_level(group, flat)
        if LEADERS.search(text) or (self._in_contents and _is_entry(group, flat, level)):
            self._builder.append(BlockKind.CONTENTS, text)
        elif level is not None:
            self._in_contents = bool(_CONTENTS.fullmatch(flat.rstrip(":")))
            self._builder.heading(text, level)
        elif is_item(group):
            self._builder.append(BlockKind.LIST_ITEM, text)
        else:
            self._in_contents &= len(flat.split()) <= _LONGEST_ENTRY
            self._builder.append(BlockKind.PARAGRAPH, text)

    def _heading_level(self, group: Group, flat: str) -> int | None:
        """The level of a heading, counted from 1; None where the group is none."""
        if flat.lower() in self._outline:
            return self._outline[flat.lower()]
        numbered = _NUMBER.fullmatch(flat)
        tall = min(line.height for line in group)
        bigger = tall > self._body * _BIGGER
        if not _may_be_heading(group, flat, bigger) or (MARKER.match(flat) and not numbered):
            return None
        if numbered:
            return numbered["number"].count(".") + 1
        return self._size_level(tall) if bigger else len(self._sizes) + 2

    def _size_level(self, tall: float) -> int:
        return 1 + sum(size > tall + 0.5 for size in self._sizes[:5])


def _may_be_heading(group: Group, flat: str, bigger: bool) -> bool:
    """Whether a group is short, set apart by its type, and neither sentence nor caption."""
    if len(flat.split()) > _LONGEST_HEADING or len(group) > _MOST_LINES:
        return False
    bold = all(line.bold for line in group)
    if not (bigger or bold) or (flat.endswith((".", ";", ",", ":")) and not bigger):
        return False
    sentence = not bold and _is_sentence(flat)
    named = any(map(str.isalpha, flat)) and not _ADDRESS.search(flat)
    return named and not sentence and not CAPTION.match(flat)


def _body_height(runs: Sequence[Run]) -> float:
    """The height of running text: the tallest in which a fair share of all words is set.

    The commonest height would be that of the tables where these hold more than the text.
    """
    weights: Counter[float] = Counter()
    light: Counter[float] = Counter()
    for run in runs:
        weights[_rounded(run)] += len(run.text)
        if not run.bold and len(run.words) >= _LEAST_WORDS:
            light[_rounded(run)] += len(run.text)
    common = [h for h, weight in light.items() if weight > _FAIR_SHARE * weights.total()]
    usual = weights.most_common(1)[0][0] if weights else 1.0
    return max(common, default=usual)


def _rounded(run: Run) -> float:
    return round(run.height * 2) / 2


def _is_sentence(flat: str) -> bool:
    """Whether a line has the shape of a sentence: some words and a full stop."""
    return flat.endswith((".", "!", "?")) and len(flat.split()) >= _LEAST_WORDS


def _is_entry(group: Group, flat: str, level: int | None) -> bool:
    """Whether a line under "Contents" ends with a page number; for a bold one, set apart."""
    last = group[-1].runs
    apart = len(last) > 1 and last[-1].text.isdigit()
    return apart or (level is None and bool(_ENTRY.fullmatch(flat)))


def _words(group: Group) -> str:
    return "\n".join(line.text for line in group)
