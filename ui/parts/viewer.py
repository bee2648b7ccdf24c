"""Who looks at the page, and the door before all pages."""

import time

import streamlit as st
from streamlit import runtime

from domain.access import LOCAL, User
from domain.errors import AccessError
from review.login import is_this_machine, user_of
from review.settings import Settings, load_settings
from ui.parts.words import plain, sentence


def viewer() -> User:
    """The user of this machine, or whoever is signed in.

    The end of the sign-in is looked at each time. Raises `AccessError` where nobody is signed in.
    """
    settings = _settings()
    if settings.login is None:
        return LOCAL
    if not st.user.is_logged_in:
        raise AccessError("sign in first")
    return user_of(st.user.to_dict(), time.time(), settings.administrator_list)


@st.cache_resource(show_spinner=False)
def _settings() -> Settings:
    """Read once: a page asks many times who looks at it, and each reading takes milliseconds."""
    st.secrets.load_if_toml_exists()
    return load_settings()


def require_viewer() -> None:
    """Let nobody past who is not signed in where that is needed; who is, may sign out."""
    if _exposed():
        st.error(_EXPOSED, icon=":material/lock:")
        st.stop()
    try:
        user = viewer()
    except AccessError as error:
        _door(str(error))
        st.stop()
    if user != LOCAL:
        st.sidebar.caption(plain(user.name))
        st.sidebar.button("Sign out", icon=":material/logout:", on_click=st.logout)


def _exposed() -> bool:
    """Whether others can reach a server that asks nobody to sign in."""
    if _settings().login is not None or not runtime.exists():
        return False
    return not is_this_machine(str(st.get_option("server.address") or ""))


_EXPOSED = (
    "This server can be reached by others, and nobody has to sign in: every dossier would be "
    "open to them. Start it with `citemark app`, or set up a login; docs/login.md says how."
)


def _door(reason: str) -> None:
    """The only page that there is before the sign-in, whatever the address asks for."""
    page = st.Page(lambda: _sign_in(reason), title="Sign in", url_path="sign-in", default=True)
    st.navigation([page], position="hidden").run()


def _sign_in(reason: str) -> None:
    st.title("citemark")
    st.write(plain(sentence(reason)))
    st.button("Sign in", type="primary", icon=":material/login:", on_click=st.login)
