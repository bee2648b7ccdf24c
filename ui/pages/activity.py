"""Activity: the audit trail of the open dossier or of all, and whether it is whole."""

from collections.abc import Sequence

import streamlit as st

from domain.access import LOCAL
from domain.audit import Event
from ui.parts import place
from ui.parts.opened import desk
from ui.parts.viewer import viewer
from ui.parts.words import count, plain

_LINES = 62
"""Pixels: words wrap in lines of the table that are higher than four times the letters."""
_HEIGHT = 560
_ALL_SHOWN = 9
"""Events up to which the table is as long as they are."""


def draw() -> None:
    """The page."""
    st.title("Activity")
    dossier = place.opened()
    here = dossier is not None
    with st.container(horizontal=True, vertical_alignment="center"):
        alone = st.segmented_control(
            "Of",
            ["the open dossier", "everything"],
            default="the open dossier" if here else "everything",
            disabled=not here or viewer() != LOCAL,
            required=True,
            key=f"activity-of-{here}",
            label_visibility="collapsed",
        )
        if st.button("Check the trail", icon=":material/verified:"):
            st.session_state["trail_checked"] = desk().check()
    _checked()
    only = dossier.id if dossier is not None and alone == "the open dossier" else viewer()
    if only == viewer() and viewer() != LOCAL:
        st.info("Open a dossier to see what was done in it.")
        return
    events = desk().events(only)
    if not events:
        st.info("Nothing has been done yet. What you change or decide is recorded here.")
        return
    _table(events)


def _checked() -> None:
    """What the last check of this session found."""
    found = st.session_state.get("trail_checked")
    if found is None:
        return
    head = found.head
    if not found.sound:
        for fault in found.faults:
            st.error(plain(fault), icon=":material/error:")
        return
    gone = f", {count(found.erased, 'event')} erased with their dossiers" if found.erased else ""
    st.success(
        f"The trail is whole: {count(head.number, 'event')}{gone}. Head {head.hash[:16]}",
        icon=":material/verified:",
    )


def _table(events: Sequence[Event]) -> None:
    newest = list(reversed(events))
    names = ("What", "Of", "Before", "After", "Reason")
    words = {
        name: [(getattr(e.deed, key) if e.deed else "") for e in newest]
        for name, key in zip(names, ("what", "subject", "old", "new", "reason"), strict=True)
    }
    words["What"] = [e.deed.what.value if e.deed else "erased with its dossier" for e in newest]
    st.dataframe(
        {
            "No.": [event.number for event in newest],
            "When (UTC)": [f"{e.at:%Y-%m-%d %H:%M:%S}" if e.at else "" for e in newest],
            "Who": [event.who for event in newest],
            **words,
            "Hash": [event.hash[:16] for event in newest],
        },
        hide_index=True,
        row_height=_LINES,
        height=_HEIGHT if len(newest) > _ALL_SHOWN else "content",
        alt="The events of the audit trail, newest first",
        column_config={
            "No.": st.column_config.NumberColumn(width=46),
            "When (UTC)": st.column_config.TextColumn(width=98),
            "Who": st.column_config.TextColumn(width=84),
            "What": st.column_config.TextColumn(width=132),
            "Of": st.column_config.TextColumn(width=200),
            "Before": st.column_config.TextColumn(width=170),
            "After": st.column_config.TextColumn(width=250),
            "Reason": st.column_config.TextColumn(width=260),
            "Hash": st.column_config.TextColumn(width=140),
        },
    )
    st.caption(
        "Each event is chained to the one before it: a change, a loss or another order is found. "
        "What was cut off at the end is found against a head that was printed earlier."
    )


draw()
