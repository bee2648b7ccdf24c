"""The tables of the Review page: rows, pairs, chapters, documents. A click leads on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import pandas as pd
import streamlit as st

from domain.decision import Standing
from domain.finding import Verdict
from ui.parts.grouping import Group, Pair, Table, grouped
from ui.parts.names import short_names
from ui.parts.rows import Row
from ui.parts.words import STANDINGS, verdict

if TYPE_CHECKING:
    from pandas.io.formats.style import Styler

SelectionMode = Literal["single-row", "multi-row", "single-cell"]
_ROWS: list[SelectionMode] = ["multi-row", "single-cell"]
_PAIRS: list[SelectionMode] = ["single-row", "single-cell"]
_CELLS: list[SelectionMode] = ["single-cell"]
_HEIGHT = 600
_LINES = 62
"""Pixels: a line of the table holds three lines of words."""
_FIRST, _COUNT = 262, 80
_WIDTHS: Mapping[str, int] = {
    "Group": 150,
    "Verdict": 112,
    "Decision": 86,
    "Requirement": 102,
    "What it asks": 216,
    "Evidence": 120,
    "Reason": 306,
    "Assigned to": 100,
    "Said": 160,
    "Topic": 170,
    "Tier": 70,
}
_PAIR_WIDTHS: Mapping[str, int] = {
    "Topic": 114,
    "Device law": 102,
    "What it asks": 190,
    "Verdict": 112,
    "AI Act": 102,
    "What it asks ": 190,
    "Verdict ": 112,
}
"""The columns of the AI Act's side end in a space: two of a frame cannot have the same name."""
_TINTS = {
    Verdict.COVERED: "46, 125, 50",
    Verdict.PARTIAL: "191, 130, 0",
    Verdict.GAP: "198, 40, 40",
    Verdict.CONFLICT: "123, 31, 162",
    Verdict.UNDETERMINED: "21, 101, 192",
    Verdict.NOT_APPLICABLE: "110, 118, 128",
}
_NEUTRAL = "31, 78, 121"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table of counts, by the names of its row and column."""

    row: str
    column: str


@dataclass(frozen=True, slots=True)
class Picked:
    """What a person did with the table of rows: the row clicked, else "", and the rows ticked."""

    clicked: str
    ticked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Look:
    """Pixels of each column, what more is said of one, and pixels of a line that wraps words."""

    widths: Mapping[str, int]
    told: Mapping[str, str] = field(default_factory=dict)
    row_height: int | None = None


def row_table(rows: Sequence[Row], group: Group) -> Picked:
    """Draw one line a row."""
    lines = grouped(rows, group)
    columns = {
        "Group": [name for name, _ in lines],
        "Verdict": [verdict(row.finding.verdict) for _, row in lines],
        "Decision": [_decision(row) for _, row in lines],
        "Requirement": [row.obligation.pinpoint.label for _, row in lines],
        "What it asks": [row.obligation.title for _, row in lines],
        "Evidence": [row.evidence for _, row in lines],
        "Reason": [row.finding.reason for _, row in lines],
        "Assigned to": [row.decided.assignee if row.decided else "" for _, row in lines],
        "Said": [_said(row) for _, row in lines],
        "Topic": [row.topic for _, row in lines],
        "Tier": [row.obligation.tier.value for _, row in lines],
    }
    if group is Group.NOTHING:
        columns.pop("Group")
    styled = _tinted(pd.DataFrame(columns), ["Verdict"])
    round_ = st.session_state.get("table_round", 0)
    look = _Look(_WIDTHS, row_height=_LINES)
    at, _, ticked = _clicked(styled, f"rows-{group.value}-{round_}", look, _ROWS)
    names = [row.obligation.id for _, row in lines]
    return Picked(
        names[at] if at is not None and at < len(names) else "",
        tuple(dict.fromkeys(names[number] for number in ticked if number < len(names))),
    )


def _tinted(frame: pd.DataFrame, columns: list[str]) -> "Styler":
    """The frame with the colour of each verdict behind its word."""
    shades = {verdict(kind): f"background-color: rgba({_TINTS[kind]}, 0.16)" for kind in Verdict}
    return frame.style.map(lambda told: shades.get(told, ""), subset=columns)


def _decision(row: Row) -> str:
    if row.decided is not None and row.standing is Standing.CHANGED:
        return f"{STANDINGS[row.standing]}: {row.decided.verdict.value}"
    return STANDINGS[row.standing]


def _said(row: Row) -> str:
    """The newest words of a person on the row."""
    history = row.decided.history if row.decided else ()
    return next((said.text for said in reversed(history) if said.text), "")


def pair_table(found: Sequence[Pair]) -> str | None:
    """Draw the two laws side by side; gives the obligation of the side that was clicked."""
    columns = {
        "Topic": [pair.topic for pair in found],
        "Device law": [_label(pair.device) for pair in found],
        "What it asks": [_title(pair.device) for pair in found],
        "Verdict": [_verdict(pair.device) for pair in found],
        "AI Act": [_label(pair.ai) for pair in found],
        "What it asks ": [_title(pair.ai) for pair in found],
        "Verdict ": [_verdict(pair.ai) for pair in found],
    }
    styled = _tinted(pd.DataFrame(columns), ["Verdict", "Verdict "])
    at, column, ticked = _clicked(styled, "pairs", _Look(_PAIR_WIDTHS, row_height=_LINES), _PAIRS)
    at = at if at is not None else next(iter(ticked), None)
    if at is None or at >= len(found):
        return None
    pair = found[at]
    first = pair.ai if column in {"AI Act", "What it asks ", "Verdict "} else pair.device
    chosen = first or pair.device or pair.ai
    return chosen.obligation.id if chosen else None


def verdict_counts(table: Table) -> Cell | None:
    """Draw a line a chapter, a column a verdict; gives the cell that was clicked."""
    shades = {kind.value: _TINTS[kind] for kind in Verdict}
    return _counts(table, "Chapter or annex", "chapters", shades)


def document_counts(table: Table) -> Cell | None:
    """Draw a line a topic, a column a document; gives the cell that was clicked."""
    names = list(next(iter(table.values()), {}))
    called = short_names(names)
    short = {topic: {called[name]: line[name] for name in names} for topic, line in table.items()}
    cell = _counts(short, "Topic", "documents", {}, {called[name]: name for name in names})
    if cell is None:
        return None
    full = {told: name for name, told in called.items()}
    return Cell(cell.row, full.get(cell.column, ""))


def _counts(
    table: Table,
    name: str,
    key: str,
    shades: Mapping[str, str],
    told: Mapping[str, str] | None = None,
) -> Cell | None:
    """Draw counts, the deeper the more; `told` says more of a column where the pointer rests."""
    columns = list(next(iter(table.values()), {}))
    frame = pd.DataFrame(
        {name: list(table)} | {c: [line[c] for line in table.values()] for c in columns}
    )
    most = {c: max((line[c] for line in table.values()), default=0) for c in columns}
    top = max(most.values(), default=0)
    styled = frame.style
    for column in columns:
        shade = shades.get(column, _NEUTRAL)
        largest = most[column] if shades else top
        styled = styled.map(lambda n, s=shade, m=largest: _tint(n, m, s), subset=[column])
    widths = {name: _FIRST} | dict.fromkeys(columns, _COUNT)
    numbers = styled.format(_number, subset=columns)
    at, clicked, _ = _clicked(numbers, key, _Look(widths, told or {}), _CELLS)
    if at is None or at >= len(table):
        return None
    return Cell(list(table)[at], clicked if clicked in columns else "")


def _tint(number: int, most: int, shade: str) -> str:
    """The deeper the more; text stays readable over the lightest and the deepest."""
    return f"background-color: rgba({shade}, {0.08 + 0.42 * number / most:.2f})" if number else ""


def _number(value: int) -> str:
    return str(value) if value else "·"


def _clicked(
    frame: "Styler",
    key: str,
    look: _Look,
    modes: list[SelectionMode],
) -> tuple[int | None, str, Sequence[int]]:
    """Draw the frame; the line and column of the cell that was clicked, and the ticked lines."""
    event = st.dataframe(
        frame,
        key=key,
        hide_index=True,
        height=_HEIGHT,
        row_height=look.row_height,
        on_select="rerun",
        selection_mode=modes,
        column_config={
            name: st.column_config.Column(
                width=width, pinned=width == _FIRST, help=look.told.get(name)
            )
            for name, width in look.widths.items()
        },
        alt=f"Table: {', '.join(look.widths)}",
    )
    selection = event["selection"]
    ticked = [int(number) for number in selection["rows"]]
    if cells := selection["cells"]:
        return int(cells[0][0]), str(cells[0][1]), ticked
    return None, "", ticked


def _label(row: Row | None) -> str:
    return row.obligation.pinpoint.label if row else ""


def _title(row: Row | None) -> str:
    return row.obligation.title if row else ""


def _verdict(row: Row | None) -> str:
    return verdict(row.finding.verdict) if row else ""
