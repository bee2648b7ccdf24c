"""From runs on a page to lines, tables and groups of lines in reading order."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.documents.pdf_page import Rule, Run
from ingest.documents.pdf_ruled import RuledTable, ruled_tables
from ingest.documents.pdf_tables import Table, aligned, column_of, from_ruled, is_layout

MARKER = re.compile(
    r"(?:[•◦▪■●○‣\u2043∙·\uf0b7\uf0a7*\u2013\u2014-]|o|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,5})[.)])(?=\s|$)"
)
NUMBERED = re.compile(r"(?:(?:Annex|Appendix|Section|Chapter)\s+)?[A-Z]?\d*(?:\.\d+)*\.?(?=\s|$)")
LEADERS = re.compile(r"(?:\.\s?){4,}|…{2,}|_{4,}\s*\d+$")
_LEAST_LINES = 4
_DEEPEST = 3
_LONGEST_MARK = 4
_END = (".", "!", "?", ":", ";")


@dataclass(frozen=True, slots=True)
class Line:
    """Runs on one baseline, left to right. `right` is the right margin of its column."""

    runs: tuple[Run, ...]
    right: float

    @property
    def text(self) -> str:
        """The line's words."""
        return " ".join(run.text for run in self.runs)

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.runs[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.runs[-1].x1

    @property
    def y(self) -> float:
        """Baseline, from the bottom."""
        return self.runs[0].y

    @property
    def height(self) -> float:
        """Height of the longest run."""
        return max(self.runs, key=lambda run: len(run.words)).height

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(run.bold for run in self.runs)


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
    for region in _columns(runs, _DEEPEST):
        yield from _pieces(region)


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


def _columns(runs: Sequence[Run], depth: int) -> Iterator[list[Run]]:
    """The regions of running text, left column before right column."""
    band = _gutter(runs) if depth and len(runs) >= 2 * _LEAST_LINES else None
    if band is None:
        yield list(runs)
        return
    x, top, bottom = band
    yield from _columns([run for run in runs if run.y > top], depth - 1)
    inside = [run for run in runs if bottom <= run.y <= top]
    yield from _columns([run for run in inside if run.x0 < x], depth - 1)
    yield from _columns([run for run in inside if run.x0 >= x], depth - 1)
    yield from _columns([run for run in runs if run.y < bottom], depth - 1)


def _gutter(runs: Sequence[Run]) -> tuple[float, float, float] | None:
    """The place and the upper and lower end of the widest gap between two columns of text."""
    best: tuple[int, tuple[float, float, float]] | None = None
    ordered = sorted(runs, key=lambda run: -run.y)
    for x in _candidates(runs):
        for stretch in _stretches(ordered, x):
            if (best is None or len(stretch) > best[0]) and _is_two_columns(stretch, x):
                best = (len(stretch), (x, stretch[0].y, stretch[-1].y))
    return best[1] if best else None


def _candidates(runs: Sequence[Run]) -> list[float]:
    left, right = min(run.x0 for run in runs), max(run.x1 for run in runs)
    counts: dict[int, int] = {}
    for run in runs:
        counts[int(run.x0 // 3)] = counts.get(int(run.x0 // 3), 0) + 1
    likely = sorted(counts, key=lambda at: -counts[at])[:12]
    low, high = left + (right - left) / 5, right - (right - left) / 5
    return [at * 3 - 1 for at in likely if low < at * 3 < high and counts[at] >= _LEAST_LINES]


def _stretches(ordered: Sequence[Run], x: float) -> Iterator[list[Run]]:
    """Runs from top to bottom, cut wherever one of them crosses `x`."""
    stretch: list[Run] = []
    for run in ordered:
        if run.x0 < x < run.x1 + 3:
            if stretch:
                yield stretch
            stretch = []
        else:
            stretch.append(run)
    if stretch:
        yield stretch


def _is_two_columns(stretch: Sequence[Run], x: float) -> bool:
    """Whether both sides hold lines that fill their side, as running text does."""
    left = [run for run in stretch if run.x0 < x]
    right = [run for run in stretch if run.x0 >= x]
    if min(len(left), len(right)) < _LEAST_LINES:
        return False
    return _fills(left, x - min(run.x0 for run in left)) and _fills(
        right, max(run.x1 for run in right) - x
    )


def _fills(runs: Sequence[Run], width: float) -> bool:
    return median(run.x1 - run.x0 for run in runs) >= width * 0.55 and (
        median(len(run.words) for run in runs) >= 3  # noqa: PLR2004 - a cell has fewer words
    )


def _pieces(runs: Sequence[Run]) -> Iterator[Piece]:
    lines = _lines(runs)
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


def _lines(runs: Sequence[Run]) -> list[Line]:
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: -run.y):
        if rows and abs(rows[-1][0].y - run.y) <= min(rows[-1][0].height, run.height) * 0.4:
            rows[-1].append(run)
        else:
            rows.append([run])
    rows = _with_raised(rows)
    right = max((run.x1 for run in runs), default=0.0)
    return [Line(tuple(sorted(row, key=lambda run: run.x0)), right) for row in rows]


def _with_raised(rows: Sequence[list[Run]]) -> list[list[Run]]:
    """Put small raised or lowered runs, such as note marks, back into the line they stand at."""
    kept: list[list[Run]] = []
    raised: list[Run] = []
    for row in rows:
        tall = max(run.height for run in row)
        if raised and _is_beside(raised, row[0].y, tall):
            row.extend(raised)
        elif raised:
            kept.append(raised)
        raised = []
        if kept and _is_beside(row, kept[-1][0].y, max(run.height for run in kept[-1])):
            kept[-1].extend(row)
        elif max(len(run.text) for run in row) <= _LONGEST_MARK:
            raised = row
        else:
            kept.append(row)
    return [*kept, raised] if raised else kept


def _is_beside(small: Sequence[Run], y: float, tall: float) -> bool:
    offset = abs(small[0].y - y)
    return max(run.height for run in small) < 0.85 * tall and offset < 0.65 * tall


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
    usual = median(gaps) if gaps else 0.0
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
    return _closes(before) and line.text[:1].isupper()


def _inner_gap(group: Sequence[Line], tall: float) -> float:
    return group[-2].y - group[-1].y if len(group) > 1 else tall


def _closes(line: Line) -> bool:
    """Whether a line ends a paragraph: a full stop well before the right margin."""
    return line.text.endswith(_END) and line.right - line.x1 > 4 * line.height
