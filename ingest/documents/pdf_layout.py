"""From runs on a page to lines, tables and groups of lines in reading order."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from ingest.documents.pdf_columns import columns
from ingest.documents.pdf_lines import Line, lines_of
from ingest.documents.pdf_page import Run
from ingest.documents.pdf_ruled import RuledTable, ruled_tables
from ingest.documents.pdf_shapes import Rule
from ingest.documents.pdf_tables import Table, aligned, column_of, from_ruled, is_layout

MARKER = re.compile(
    r"(?:[•◦▪■●○‣\u2043∙·\uf0b7\uf0a7*\u2013\u2014-]|o|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,5})[.)])(?=\s|$)"
)
NUMBERED = re.compile(r"(?:(?:Annex|Appendix|Section|Chapter)\s+)?[A-Z]?\d*(?:\.\d+)*\.?(?=\s|$)")
LEADERS = re.compile(r"(?:\.\s?){4,}|…{2,}|_{4,}\s*\d+$")
_LEAST_LINES = 4
_INDENT = 3
_APART = 0.45
_END = (".", "!", "?", ":", ";")


Group = tuple[Line, ...]
Piece = Group | Table


def layout(runs: Sequence[Run], rules: Iterable[Rule]) -> list[Piece]:
    """The groups of lines and the tables of a page, in reading order."""
    tables, free = ruled_tables(runs, rules)
    pieces: list[Piece] = []
    for band in _bands(free, tables):
        pieces.extend(_table_pieces(band) if isinstance(band, RuledTable) else _text_pieces(band))
    return pieces


def _table_pieces(table: RuledTable) -> Iterator[Piece]:
    """The table; or, where lines only frame running text, the text of its cells in turn."""
    if not is_layout(table):
        yield from_ruled(table)
        return
    for row in table.cells:
        for cell in row.values():
            yield from _text_pieces(cell)


def _text_pieces(runs: Sequence[Run]) -> Iterator[Piece]:
    held: Piece | None = None
    for region in columns(runs):
        for piece in _pieces(region):
            if isinstance(held, tuple) and isinstance(piece, tuple) and _goes_on(held, piece):
                held = (*held, *piece)
                continue
            if held is not None:
                yield held
            held = piece
    if held is not None:
        yield held


def goes_over(before: Sequence[Piece], after: Sequence[Piece]) -> bool:
    """Whether the last sentence of a page goes on at the head of the next page."""
    last, first = (before[-1] if before else None), (after[0] if after else None)
    if not isinstance(last, tuple) or not isinstance(first, tuple):
        return False
    return _is_one_sentence(last, first) and not is_item(first)


def _goes_on(group: Group, following: Group) -> bool:
    """Whether a sentence breaks off at the foot of a column and goes on at the head of the next."""
    last, first = group[-1], following[0]
    higher = first.y > last.y and first.x0 > last.x0
    return higher and _is_one_sentence(group, following)


def _is_one_sentence(group: Group, following: Group) -> bool:
    last, first = group[-1], following[0]
    same = last.bold == first.bold and abs(last.height - first.height) < 1
    return same and not last.text.endswith(_END) and first.text[:1].islower()


def _bands(runs: Sequence[Run], tables: Sequence[RuledTable]) -> Iterator[RuledTable | list[Run]]:
    """Cut the page at each drawn table that no text stands beside; else put the table after."""
    rest = sorted(runs, key=lambda run: -run.y)
    for table in sorted(tables, key=lambda table: -table.top):
        above = [run for run in rest if run.y > table.bottom]
        beside = [run for run in above if run.y < table.top]
        if len(beside) >= _LEAST_LINES:
            above = [run for run in above if run.x0 < table.xs[-1]]
        yield above
        yield table
        taken = set(map(id, above))
        rest = [run for run in rest if id(run) not in taken]
    yield rest


def _pieces(runs: Sequence[Run]) -> Iterator[Piece]:
    lines = lines_of(runs)
    at = 0
    while at < len(lines):
        end = _table_end(lines, at)
        table = aligned([line.runs for line in lines[at:end]]) if end > at else None
        if table is not None:
            yield table
            at = end
            continue
        end = max(at + 1, end)
        while end < len(lines) and _table_end(lines, end) == end:
            end += 1
        yield from _groups(lines[at:end])
        at = end


def _table_end(lines: Sequence[Line], start: int) -> int:
    """One past the last line of the table that starts here; `start` where none does."""
    first = lines[start]
    if not _may_be_row(first):
        return start
    end, full = start + 1, 1
    while end < len(lines):
        line, before = lines[end], lines[end - 1]
        if before.y - line.y > 3 * before.height or not _fits(line, first, before):
            break
        full += len(line.runs) > 1
        end += 1
    return end if full > 1 else start


def _may_be_row(line: Line) -> bool:
    first = line.runs[0].text
    marker = MARKER.fullmatch(first) or NUMBERED.fullmatch(first)
    return len(line.runs) > 1 and not marker and not LEADERS.search(line.text)


def _fits(line: Line, first: Line, before: Line) -> bool:
    columns = [column_of(run, first.runs) for run in line.runs]
    if None in columns or len(set(columns)) < len(columns) or LEADERS.search(line.text):
        return False
    return len(line.runs) > 1 or (columns[0] != 0 and before.y - line.y < 1.5 * before.height)


def _groups(lines: Sequence[Line]) -> Iterator[Group]:
    """Paragraphs, headings and list items, each as the lines that belong together."""
    gaps = [a.y - b.y for a, b in pairwise(lines)]
    usual = min(median(gaps), 2 * max(line.height for line in lines)) if gaps else 0.0
    group: list[Line] = []
    for line in lines:
        if group and _starts_group(group, line, usual):
            yield tuple(group)
            group = []
        group.append(line)
    if group:
        yield tuple(group)


def _starts_group(group: Sequence[Line], line: Line, usual: float) -> bool:
    before, gap = group[-1], group[-1].y - line.y
    tall = max(before.height, line.height)
    if gap > max(1.25 * usual, 1.05 * tall) and gap > 1.2 * _inner_gap(group, tall):
        return True
    if abs(before.height - line.height) > 0.15 * tall:
        return True
    if before.bold != line.bold and not line.text[:1].islower():
        return True
    if MARKER.match(line.text) or LEADERS.search(before.text) or LEADERS.search(line.text):
        return True
    if _is_bare_number(line) or _leaves_item(group, line):
        return True
    return line.text[:1].isupper() and (_closes(before) or _had_room(before, line))


def _is_bare_number(line: Line) -> bool:
    """Whether a line begins with a number that stands apart, as in a numbered list."""
    first, second = line.words[0], line.words[1] if len(line.words) > 1 else None
    short = first.text.isdigit() and len(first.text) < 3  # noqa: PLR2004
    return short and second is not None and second.x0 - first.x1 > _APART * line.height


def is_item(group: Group) -> bool:
    """Whether a group begins as an item of a list."""
    return bool(MARKER.match(group[0].text)) or _is_bare_number(group[0])


def _leaves_item(group: Sequence[Line], line: Line) -> bool:
    """Whether a line stands left of a list item whose lines so far hang under its words."""
    if len(group) == 1 or len(group[0].words) == 1 or not is_item(tuple(group)):
        return False
    indent = group[0].words[1].x0 - _INDENT
    return group[1].x0 >= indent > line.x0


def _inner_gap(group: Sequence[Line], tall: float) -> float:
    return group[-2].y - group[-1].y if len(group) > 1 else tall


def _had_room(before: Line, line: Line) -> bool:
    """Whether the first word would have fitted on the line before: the break is meant."""
    word = line.words[0]
    needed = word.x1 - word.x0 + 2 * line.height
    return not before.bold and before.x1 + needed < before.right


def _closes(line: Line) -> bool:
    """Whether a line ends a paragraph: a full stop well before the right margin."""
    return line.text.endswith(_END) and line.right - line.x1 > 4 * line.height
