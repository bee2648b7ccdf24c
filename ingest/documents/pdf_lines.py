"""Runs on one baseline as lines, with note marks put back where they belong."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.documents.pdf_page import Run, Word

_LONGEST_MARK = 4


@dataclass(frozen=True, slots=True)
class Line:
    """Runs on one baseline, left to right.

    `right` is the right margin of its column, `text` the line's words, `height` that of its
    longest run.
    """

    runs: tuple[Run, ...]
    right: float
    text: str = field(init=False)
    height: float = field(init=False)

    def __post_init__(self) -> None:
        longest = max(self.runs, key=lambda run: len(run.words))
        object.__setattr__(self, "text", " ".join([run.text for run in self.runs]))
        object.__setattr__(self, "height", longest.height)

    @property
    def words(self) -> tuple[Word, ...]:
        """The line's words with their places."""
        return tuple(word for run in self.runs for word in run.words)

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
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(run.bold for run in self.runs)


def lines_of(runs: Sequence[Run]) -> list[Line]:
    """The lines of a region, from the top."""
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
