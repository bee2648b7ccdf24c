"""Where the user is, in the address: a link or a refresh leads back to the same place."""

from pathlib import Path
from typing import NoReturn
from urllib.parse import urlencode

import streamlit as st

from domain.errors import UnknownRecordError
from review.dossier_work import DossierId, StoredDossier
from ui.parts.opened import work
from ui.parts.viewer import viewer

_PAGES = Path(__file__).parents[1] / "pages"
_DOSSIER = "dossier"


def page_file(name: str) -> Path:
    """The file of a page, as `st.switch_page` and `st.page_link` take it."""
    return _PAGES / f"{name}.py"


def keep() -> None:
    """Carry the open dossier over from the last page, and put it into the address."""
    asked = st.query_params.get(_DOSSIER)
    chosen = asked or st.session_state.get(_DOSSIER)
    if chosen and not _exists(DossierId(chosen, viewer())):
        leave()
    elif chosen:
        st.session_state[_DOSSIER] = chosen
        if asked != chosen:
            st.query_params[_DOSSIER] = chosen


def enter(dossier: DossierId) -> None:
    """Open a dossier."""
    st.session_state[_DOSSIER] = dossier.token
    st.query_params[_DOSSIER] = dossier.token


def leave() -> None:
    """Have no dossier open."""
    st.session_state.pop(_DOSSIER, None)
    st.query_params.pop(_DOSSIER, None)


def opened() -> StoredDossier | None:
    """The open dossier, None where none is."""
    chosen = st.session_state.get(_DOSSIER)
    return work().bench.store.dossier(DossierId(chosen, viewer())) if chosen else None


def required() -> StoredDossier:
    """The open dossier; a page that needs one ends here where none is open."""
    dossier = opened()
    if dossier is None:
        st.info("No dossier is open. Make one or open one on the Dossiers page.")
        st.page_link(page_file("dossiers"), label="Go to Dossiers", icon=":material/folder:")
        st.stop()
    return dossier


def go(page: str, **params: str) -> NoReturn:
    """Go to a page of the open dossier."""
    st.switch_page(page_file(page), query_params=_carried() | params)


def link(page: str, label: str, icon: str | None = None, **params: str) -> None:
    """A link to a page of the open dossier; the label is markup, so pass words of others plain."""
    st.page_link(page_file(page), label=label, icon=icon, query_params=_carried() | params)


def address(page: str, **params: str) -> str:
    """The address of a page of the open dossier, from any other page."""
    return f"{page}?{urlencode(params | _carried())}"


def _carried() -> dict[str, str]:
    chosen = st.session_state.get(_DOSSIER)
    return {_DOSSIER: chosen} if chosen else {}


def _exists(dossier: DossierId) -> bool:
    try:
        work().bench.store.dossier(dossier)
    except UnknownRecordError:
        return False
    return True
