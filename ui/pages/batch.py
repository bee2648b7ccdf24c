"""Batch: many submissions reviewed in one go; the queue, how far each is, and what came out."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import streamlit as st

from domain.batch import Batch, BatchId, BatchState, Submission, SubmissionState
from review.batch.control import Step
from review.batch.opening import begin_dossier, dossier_of, fill_dossier
from review.dossier_work import DossierId
from ui.parts import place
from ui.parts.assisting import asked_times
from ui.parts.new_batch import new_batch
from ui.parts.opened import batches, jobs, work
from ui.parts.person import who
from ui.parts.progress import ended
from ui.parts.submissions import failures, submission_table
from ui.parts.viewer import viewer
from ui.parts.words import count, plain

_STATES = {
    BatchState.GOING: "broken off",
    BatchState.PAUSED: "paused",
    BatchState.CANCELLED: "stopped",
    BatchState.ENDED: "ended",
}
_KEY = "batch"


def draw() -> None:
    """The page."""
    st.title("Batch")
    st.caption(
        "Review many submissions in one go, each apart from the others. A broken file or "
        "submission is named and the rest goes on; what is done is kept, also when the power goes."
    )
    kept = batches().batches(viewer())
    if begun := new_batch(unfolded=not kept):
        st.query_params[_KEY] = begun.token
        st.rerun()
    if not kept:
        return
    batch = _chosen(kept)
    ended(batch.id)
    _batch(batch.id)


def _chosen(kept: Sequence[Batch]) -> Batch:
    """The batch that the address names, else the newest."""
    by_id = {batch.id.token: batch for batch in kept}
    asked = st.query_params.get(_KEY, "")
    first = asked if asked in by_id else kept[0].id.token
    if len(kept) > 1:
        first = st.selectbox(
            "Batch",
            list(by_id),
            index=list(by_id).index(first),
            format_func=lambda key: _name(by_id[key]),
            key=f"batch-chosen-{len(kept)}-{asked}",
        )
    st.query_params[_KEY] = first
    return by_id[first]


def _name(batch: Batch) -> str:
    folder = Path(batch.folder)
    handed_in = folder.name == "submissions" and folder.parent.name == batch.id.token
    where = "handed in here" if handed_in else batch.folder
    return f"{count(sum(batch.counts.values()), 'submission')}, {where}, {_state(batch)}"


def _state(batch: Batch) -> str:
    if batches().running(batch.id) is None:
        return _STATES[batch.state]
    return "pausing" if batches().asked(batch.id) is Step.PAUSE else "under way"


def _batch(key: BatchId) -> None:
    running = batches().running(key) is not None
    st.fragment(_watched, run_every=1.0 if running else None)(key, running=running)
    if not running:
        _reports(batches().batch(key), batches().submissions(key))


def _watched(key: BatchId, *, running: bool) -> None:
    """The controls and the table, drawn anew each second while the batch is under way."""
    job = batches().running(key)
    if running and job is None:
        st.rerun()
    batch = batches().batch(key)
    _controls(batch, running=running)
    if job is not None:
        told = f": {job.step}" if job.step else ""
        st.progress(job.share, text=plain(f"{job.done} of {job.total}{told}"))
    rows = batches().submissions(key)
    if rows:
        submission_table(rows, batches().under_way(key))
        failures(rows)
    elif not running:
        st.info("The folder holds no submission: put a sub-folder or a ZIP file for each into it.")


def _controls(batch: Batch, *, running: bool) -> None:
    left = any(batch.counts.get(s, 0) for s in (SubmissionState.WAITING, SubmissionState.FAILED))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{plain(_name(batch))}**")
        if running:
            if st.button("Pause", icon=":material/pause:", help="After what is under way"):
                batches().pause(batch.id)
            if st.button("Stop now", icon=":material/stop:"):
                batches().stop(batch.id)
            return
        label = "Resume" if left and batch.state is not BatchState.ENDED else "Run again"
        again = st.button(label, icon=":material/play_arrow:", help=_AGAIN)
        if st.button("Erase", icon=":material/delete:"):
            _confirm(batch)
    devices = batches().devices(batch) if work().bench.settings.model else []
    asked = asked_times(f"batch-{batch.id}-{batch.asked}", devices, batch.asked)
    if again:
        batches().start(batch.id, asked)
        st.rerun()


_AGAIN = "Does what is left or has changed; what is done and the same is not done again."


def _reports(batch: Batch, rows: Sequence[Submission]) -> None:
    done = [row for row in rows if row.result is not None]
    if not done:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown("**All submissions**")
        for name in ("summary.xlsx", "summary.html"):
            _download(batch, name, "")
    labels = {row.label: row for row in done}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        label = st.selectbox(
            "One submission",
            list(labels),
            format_func=lambda key: labels[key].name,
            width=320,
            key=f"batch-report-{batch.id}",
        )
        _open(batch, labels[label])
        result = labels[label].result
        for name in result.reports if result else ():
            _download(batch, name, label)


def _open(batch: Batch, row: Submission) -> None:
    """The way to decide on a submission: as a dossier of its own, made once."""
    made = dossier_of(work(), row, viewer())
    label = "Open as a dossier" if made is None else "Open its dossier"
    if not st.button(label, icon=":material/folder_open:", type="primary", help=_OPENS):
        return
    if made is None:
        made = _begun(batch, row)
    place.enter(made)
    place.go("review")


_OPENS = (
    "Reads its files into a dossier and reviews it, so that every finding can be seen in its "
    "place and decided on. The batch stays as it is."
)


def _begun(batch: Batch, row: Submission) -> DossierId:
    at_work, name = work(), who()
    opening = begin_dossier(at_work, batch, row, viewer(), who=name)
    jobs().start(
        opening.dossier,
        f"Reading and reviewing {row.name}",
        lambda progress: fill_dossier(at_work, opening, progress, who=name),
    )
    return opening.dossier


def _download(batch: Batch, name: str, label: str) -> None:
    st.download_button(
        name,
        partial(batches().report, batch, name, label),
        file_name=f"{label}-{name}" if label else name,
        icon=":material/download:",
        on_click="ignore",
        key=f"batch-{label}-{name}",
    )


@st.dialog("Erase this batch?")
def _confirm(batch: Batch) -> None:
    st.write(
        "What was handed in here and its reports are erased. Folders of this machine that it read "
        "or wrote to stay as they are."
    )
    with st.container(horizontal=True):
        if st.button("Erase for good", type="primary", icon=":material/delete_forever:"):
            batches().delete(batch.id)
            st.query_params.pop(_KEY, None)
            st.rerun()
        if st.button("Keep it"):
            st.rerun()


draw()
