"""Whose name goes into the record: the one given on screen, else the setting, else the login."""

import getpass

import streamlit as st

from domain.access import LOCAL
from ui.parts.opened import work
from ui.parts.viewer import viewer
from ui.parts.words import plain

_NAME = "person"


def who() -> str:
    """The name that what this session does is recorded under."""
    if viewer() != LOCAL:
        return viewer().name
    given = str(st.session_state.get(_NAME, "")).strip()
    return given or work().bench.settings.user or _login()


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unnamed person"


def person_shown() -> None:
    """Say whose name is recorded, and let it be changed for this session; not where signed in."""
    if viewer() != LOCAL:
        return
    with st.sidebar.popover(plain(who()), icon=":material/person:", width="stretch"):
        st.text_input(
            "Your name in the record",
            value=who(),
            key=_NAME,
            max_chars=100,
            persist_state="session",
            help="For this session. CITEMARK_USER sets it for good.",
        )
        st.caption("Every decision and change is recorded with this name and the time.")
