"""Members and retention: who may do what with the open dossier, and how long it is kept."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from domain.access import LOCAL, Role
from domain.errors import CitemarkError
from review.members import Keeper, Kept
from ui.parts import place
from ui.parts.opened import work
from ui.parts.person import who
from ui.parts.viewer import viewer
from ui.parts.words import plain, sentence

_MAY = {
    Role.READER: "sees everything in it",
    Role.REVIEWER: "changes documents, device, reviews and decisions",
    Role.OWNER: "also says who else may and how long it is kept, and deletes it",
}
_LATEST = date(2200, 1, 1)


def draw() -> None:
    """The page."""
    st.title("Members and retention")
    dossier = place.required()
    keeper = Keeper(work().bench.store, who(), viewer())
    kept = keeper.one(dossier.id.token)
    owns = work().bench.store.require(dossier.id) is Role.OWNER
    if not owns:
        st.info("Only an owner changes what stands here.")
    _retention(keeper, kept, owns=owns)
    _members(keeper, kept, owns=owns)


def _retention(keeper: Keeper, kept: Kept, *, owns: bool) -> None:
    st.subheader("Retention")
    until, cause = kept.retention.until, kept.retention.hold
    st.text(f"Kept until the end of {until.isoformat()}." if until else "No last day is set.")
    if cause:
        st.warning(plain(f"Under a legal hold: {cause}"), icon=":material/lock:")
    st.caption(
        "Until the day is over, and while it is held, neither the dossier nor a file of it can be "
        "deleted. After it, `citemark retention erase-due` on the machine deletes it."
    )
    if owns:
        _set_day(keeper, kept)
        _set_hold(keeper, kept)


def _set_day(keeper: Keeper, kept: Kept) -> None:
    token = kept.dossier.id.token
    with st.form("until", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        day = st.date_input(
            "Last day", value=kept.retention.until, max_value=_LATEST, min_value=date(2000, 1, 1)
        )
        reason = st.text_input("Reason for this day", max_chars=300)
        if st.form_submit_button("Keep until this day", icon=":material/event:"):
            _change(lambda: keeper.keep_until(token, day, reason))


def _set_hold(keeper: Keeper, kept: Kept) -> None:
    token, held = kept.dossier.id.token, kept.retention.hold
    with st.form("hold", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        cause = "" if held else st.text_input("Legal hold for", max_chars=200)
        reason = st.text_input("Reason", max_chars=300)
        label = "Release the legal hold" if held else "Put under a legal hold"
        if st.form_submit_button(label, icon=":material/lock_open:" if held else ":material/lock:"):
            if held:
                _change(lambda: keeper.release(token, reason))
            else:
                _change(lambda: keeper.hold(token, cause, reason))


def _members(keeper: Keeper, kept: Kept, *, owns: bool) -> None:
    st.subheader("Members")
    if viewer() == LOCAL:
        st.caption("Nobody signs in here: whoever is at this machine owns every dossier.")
        return
    for member in kept.members:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(f"{member.user}: {member.role}, {_MAY[member.role]}")
            if owns and st.button("Remove", key=f"remove-{member.user}", icon=":material/close:"):
                _change(_role(keeper, kept, member.user, None))
    if owns:
        _add(keeper, kept)


def _add(keeper: Keeper, kept: Kept) -> None:
    with (
        st.form("member", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        person = st.text_input("E-mail address that the sign-in gives", max_chars=254)
        role = st.selectbox("Role", list(Role), format_func=lambda one: f"{one}: {_MAY[one]}")
        if st.form_submit_button("Give the role", icon=":material/person_add:"):
            _change(_role(keeper, kept, person, role))


def _role(keeper: Keeper, kept: Kept, person: str, role: Role | None) -> Callable[[], Kept]:
    return lambda: keeper.give_role(kept.dossier.id.token, person, role)


def _change(step: Callable[[], Kept]) -> None:
    try:
        step()
    except CitemarkError as error:
        st.error(plain(sentence(str(error))), icon=":material/error:")
    else:
        st.rerun()


draw()
