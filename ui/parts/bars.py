"""Verdicts by chapter as bars; a click leads to the rows behind a piece of a bar."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from domain.finding import Verdict
from ui.parts.grouping import Table
from ui.parts.tables import Cell
from ui.parts.words import verdict

_COLOURS = {
    Verdict.COVERED: "#2e7d32",
    Verdict.PARTIAL: "#c98a00",
    Verdict.GAP: "#c62828",
    Verdict.CONFLICT: "#7b1fa2",
    Verdict.UNDETERMINED: "#1565c0",
    Verdict.NOT_APPLICABLE: "#8a97a8",
}
_WORDS = {"light": "#3d4654", "dark": "#c3cbd6"}
"""Of what is written in the chart: WCAG AA, which the grey of Streamlit's theme does not reach."""
_RULES = "rgba(138, 151, 168, 0.35)"
_LINE, _EDGE, _BESIDE = 24, 70, 330
"""Pixels: the height of a bar, what stands above and below, the width of the words beside."""


def verdict_bars(table: Table, titles: Mapping[str, str]) -> Cell | None:
    """Draw a bar a chapter, pieced by verdict; gives the piece that was clicked.

    `titles` says for each chapter what is written beside its bar.
    """
    event = st.echarts_chart(
        _spec(table, titles),
        theme=None,
        key="verdict-bars",
        on_select="rerun",
        height=_EDGE + _LINE * len(table),
        alt="Verdicts by chapter and annex; the same numbers stand in the table below it",
    )
    chosen: list[dict[str, Any]] = event["selection"]["selected"]
    if not chosen:
        return None
    at = chosen[0]["data_indices"][0]
    return Cell(list(table)[at], str(chosen[0]["series_id"]))


def _spec(table: Table, titles: Mapping[str, str]) -> dict[str, object]:
    words = _WORDS.get(st.context.theme.type or "light", _WORDS["light"])
    return {
        "grid": {"left": 8, "right": 16, "top": 34, "bottom": 6, "containLabel": True},
        "legend": {"top": 0, "left": 0, "textStyle": {"color": words}},
        "textStyle": {"fontFamily": '"Source Sans", sans-serif'},
        "tooltip": {"trigger": "item"},
        "xAxis": {
            "type": "value",
            "minInterval": 1,
            "axisLabel": {"color": words},
            "splitLine": {"lineStyle": {"color": _RULES}},
        },
        "yAxis": {
            "type": "category",
            "inverse": True,
            "data": [titles[name] for name in table],
            "axisLabel": {"width": _BESIDE, "overflow": "truncate", "color": words},
        },
        "series": [_series(table, kind) for kind in Verdict],
    }


def _series(table: Table, kind: Verdict) -> dict[str, object]:
    return {
        "type": "bar",
        "id": kind.value,
        "name": verdict(kind),
        "stack": "verdicts",
        "selectedMode": "single",
        "barMaxWidth": 16,
        "itemStyle": {"color": _COLOURS[kind]},
        "data": [line[kind.value] or None for line in table.values()],
    }
