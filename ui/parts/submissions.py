"""The submissions of a batch side by side: where each stands, what came out, what failed."""

from collections.abc import Mapping, Sequence

import streamlit as st

from domain.batch import Submission, SubmissionState
from domain.finding import Verdict
from review.batch.crew import Told
from ui.parts.words import SYMBOLS, plain, sentence

_SIGNS = {
    SubmissionState.WAITING: "○ waiting",
    SubmissionState.RUNNING: "▶ under way",
    SubmissionState.DONE: "✓ done",
    SubmissionState.FAILED: "✗ failed",
}


def submission_table(rows: Sequence[Submission], under_way: Mapping[str, Told]) -> None:
    """Draw results side by side; while it runs, how far each submission is comes first."""
    names = {"Submission": [row.name for row in rows], "State": [_SIGNS[row.state] for row in rows]}
    far = {
        "Progress": [_share(row, under_way.get(row.label)) for row in rows],
        "Note": [_note(row, under_way.get(row.label)) for row in rows],
    }
    results = _results(rows)
    columns = {**names, **far, **results} if under_way else {**names, **results, **far}
    st.dataframe(
        columns,
        hide_index=True,
        alt="The submissions side by side",
        placeholder="",
        column_config={
            "Submission": st.column_config.TextColumn(width=180),
            "State": st.column_config.TextColumn(width=100),
            "Note": st.column_config.TextColumn(width=260),
            "Progress": st.column_config.ProgressColumn(width=90, min_value=0, max_value=1),
            "Device": st.column_config.TextColumn(width=190),
            **{name: st.column_config.NumberColumn(width=width) for name, width in _NUMBERS},
        },
    )


_NUMBERS = (
    *zip(
        (f"{SYMBOLS[kind]} {kind.value}" for kind in Verdict),
        (80, 68, 56, 76, 108, 112),
        strict=True,
    ),
    *(("Not read", 66), ("Questions", 72), ("Conflicts", 70)),
)
"""The columns of numbers with their widths in pixels."""


def _results(rows: Sequence[Submission]) -> dict[str, Sequence[object]]:
    results = [row.result for row in rows]
    columns: dict[str, Sequence[object]] = {}
    for kind in Verdict:
        name = f"{SYMBOLS[kind]} {kind.value}"
        columns[name] = [r.verdicts.get(kind.value, 0) if r else None for r in results]
    columns["Not read"] = [len(r.unread) if r else None for r in results]
    columns["Questions"] = [r.questions if r else None for r in results]
    columns["Conflicts"] = [len(r.conflicts) if r else None for r in results]
    columns["Device"] = [r.device if r else "" for r in results]
    return columns


def failures(rows: Sequence[Submission]) -> None:
    """Draw each submission that failed, with the reason."""
    failed = [row for row in rows if row.state is SubmissionState.FAILED]
    for row in failed[:_SHOWN]:
        st.error(plain(f"{row.name}: {sentence(row.reason)}"), icon=":material/error:")
    if len(failed) > _SHOWN:
        st.caption(f"And {len(failed) - _SHOWN} more failed: the summary names them all.")


_SHOWN = 5


def _share(row: Submission, told: Told | None) -> float:
    if row.state is SubmissionState.DONE:
        return 1.0
    return min(1.0, told.done / told.total) if told and told.total else 0.0


def _note(row: Submission, told: Told | None) -> str:
    if told is not None:
        return told.step
    if row.result is not None:
        return "; ".join(row.result.unread[:1])
    return sentence(row.reason)
