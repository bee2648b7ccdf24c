"""The browser application: pages, the open dossier, and errors in plain words."""

import logging
from pathlib import Path

import streamlit as st

from domain.errors import CitemarkError
from review.failures import log_failure
from ui.parts import place
from ui.parts.look import look
from ui.parts.opened import work
from ui.parts.person import person_shown
from ui.parts.sample import sample_dossier, sample_wanted
from ui.parts.viewer import require_viewer, viewer
from ui.parts.words import plain, sentence

_LOG = logging.getLogger(__name__)
_ICON = Path(__file__).parent / "icon.svg"
_LOGO = Path(__file__).parent / "logo.svg"
_SIDEBAR = 232
"""Width in pixels."""
_UNEXPECTED = (
    "Something went wrong that citemark does not know. What was saved is safe. "
    "Load the page again; the log of `citemark app` says more."
)


def main() -> None:
    """Draw the page that the address asks for."""
    st.set_page_config(
        page_title="citemark", page_icon=str(_ICON), layout="wide", initial_sidebar_state=_SIDEBAR
    )
    look()
    st.logo(str(_LOGO), icon_image=str(_ICON), size="large")
    require_viewer()
    page = st.navigation(_pages(), expanded=True)
    try:
        _open_sample_once()
        place.keep()
        _choose_dossier()
        person_shown()
        page.run()
    except CitemarkError as error:
        st.error(plain(sentence(str(error))), icon=":material/error:")
    except Exception as error:  # noqa: BLE001 - a traceback helps no reader
        log_failure(_LOG, "drawing a page", error)
        st.error(_UNEXPECTED, icon=":material/error:")


def _pages() -> dict[str, list["st.Page"]]:
    return {
        "": [
            _page("dossiers", "Dossiers", "folder", default=True),
            _page("batch", "Batch", "stacks"),
        ],
        "Dossier": [
            _page("documents", "Documents", "description"),
            _page("device", "Device", "settings_suggest"),
            _page("crosswalk", "Both laws", "balance"),
            _page("review", "Review", "fact_check"),
            _page("finding", "Finding", "search_insights"),
            _page("compare", "Compare", "compare_arrows"),
            _page("activity", "Activity", "history"),
            _page("keeping", "Members and retention", "lock_person"),
        ],
        "Questions and law": [
            _page("ask", "Ask", "help"),
            _page("law", "Law", "gavel"),
        ],
        "citemark": [_page("settings", "Settings", "settings")],
    }


def _page(name: str, title: str, icon: str, *, default: bool = False) -> "st.Page":
    return st.Page(place.page_file(name), title=title, icon=f":material/{icon}:", default=default)


def _choose_dossier() -> None:
    """The open dossier beside every page, and another one a click away."""
    kept = {dossier.id: dossier.name for dossier in work().bench.store.dossiers(viewer())}
    current = place.opened()
    if current is None:
        return
    ids = list(kept)
    chosen = st.sidebar.selectbox(
        "Open dossier", ids, index=ids.index(current.id), format_func=kept.__getitem__
    )
    if chosen != current.id:
        place.enter(chosen)
        st.rerun()


def _open_sample_once() -> None:
    """With `citemark app --sample`: make the sample dossier on the first start, and open it."""
    if not sample_wanted() or "sample_seen" in st.session_state:
        return
    st.session_state["sample_seen"] = True
    if "dossier" not in st.query_params:
        place.enter(sample_dossier())
