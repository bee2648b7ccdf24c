"""Long work on screen: a bar while it runs, and what became of it when it has ended."""

import streamlit as st

from ui.parts.opened import jobs
from ui.parts.words import plain, sentence


def busy(key: object) -> bool:
    """Draw the progress of the work under that key; True while it runs."""
    if jobs().running(key) is None:
        ended(key)
        return False
    _watch(key)
    return True


@st.fragment(run_every=1.0)
def _watch(key: object) -> None:
    job = jobs().running(key)
    if job is None:
        st.rerun()
    step = f": {job.step}" if job.step else ""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.progress(job.share, text=plain(f"{job.what}{step}"))
        if st.button("Cancel", key=f"cancel-{key}", icon=":material/close:"):
            jobs().cancel(key)
    st.caption(
        "It ends at the next step; what was read until then is kept."
        if job.cancelled
        else "You may go to another page meanwhile; the work goes on."
    )


def ended(key: object) -> None:
    """Tell once why the work under that key ended early, where it did."""
    job = jobs().take_ended(key)
    if job is not None and job.error:
        st.error(plain(sentence(job.error)), icon=":material/error:")
