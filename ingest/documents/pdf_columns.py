"""The columns of running text on a page, in the order in which they are read."""

from collections.abc import Iterator, Sequence
from statistics import median

from ingest.documents.pdf_lines import lines_of
from ingest.documents.pdf_page import Run

_LEAST_LINES = 4
_DEEPEST = 3
_SHORT_CELL = 2
_SHORT_SHARE = 0.25


def columns(runs: Sequence[Run], depth: int = _DEEPEST) -> Iterator[list[Run]]:
    """The regions of running text, left column before right column."""
    band = _gutter(runs) if depth and len(runs) >= 2 * _LEAST_LINES else None
    if band is None:
        yield list(runs)
        return
    x, top, bottom = band
    yield from columns([run for run in runs if run.y > top], depth - 1)
    inside = [run for run in runs if bottom <= run.y <= top]
    yield from columns([run for run in inside if run.x0 < x], depth - 1)
    yield from columns([run for run in inside if run.x0 >= x], depth - 1)
    yield from columns([run for run in runs if run.y < bottom], depth - 1)


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
    if _has_short_cells(left) or _has_short_cells(right):
        return False
    return _fills(left, x - min(run.x0 for run in left)) and _fills(
        right, max(run.x1 for run in right) - x
    )


def _has_short_cells(runs: Sequence[Run]) -> bool:
    """Whether many lines of a side hold several pieces, some of a word or two: cells, not text."""
    lines = lines_of(runs)
    cells = [line for line in lines if len(line.runs) > 1]
    short = [line for line in cells if min(len(run.words) for run in line.runs) <= _SHORT_CELL]
    return len(short) > _SHORT_SHARE * len(lines)


def _fills(runs: Sequence[Run], width: float) -> bool:
    return median(run.x1 - run.x0 for run in runs) >= width * 0.55 and (
        median(len(run.words) for run in runs) >= 3  # noqa: PLR2004 - a cell has fewer words
    )
