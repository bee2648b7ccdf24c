"""The sign-off of a review: closed by a person, with its manifest."""

import streamlit as st

from domain.decision import SignOff
from domain.errors import CitemarkError
from review.deciding import Reviewed
from ui.parts.opened import desk, standings
from ui.parts.person import who
from ui.parts.words import count, plain, sentence


def sign_off_button(of: Reviewed) -> None:
    """Draw the way to close the review, where it is open."""
    if desk().signed(of) is None and st.button("Sign off", icon=":material/lock:"):
        _ask(of)


def signed_shown(of: Reviewed) -> None:
    """Say that and by whom the review was closed."""
    if (signed := desk().signed(of)) is not None:
        st.success(plain(_told(signed)), icon=":material/lock:")


def _told(signed: SignOff) -> str:
    over = f" {count(signed.open_rows, 'row')} not decided." if signed.open_rows else ""
    said = f" {sentence(signed.statement)}" if signed.statement else ""
    return (
        f"Signed off by {signed.who} on {signed.at:%Y-%m-%d %H:%M} UTC.{over}{said} Manifest "
        f"{signed.manifest[:16]}, head of the audit trail {signed.head[:16]}. Run the review "
        "again to decide anew."
    )


@st.dialog("Sign off this review?")
def _ask(of: Reviewed) -> None:
    waiting = sum(row.is_open for row in standings(of).values())
    st.write(
        "Nothing more can be decided on it afterwards. Its findings, decisions and manifest stay "
        "as they are."
    )
    if waiting:
        st.warning(f"{count(waiting, 'row')} not decided yet.", icon=":material/pending:")
    with st.form("sign-off", border=False):
        label = "Statement: why it is closed all the same" if waiting else "Statement, if any"
        statement = st.text_area(label)
        st.caption(plain(f"Recorded as {who()}."))
        if st.form_submit_button("Sign off", type="primary", icon=":material/lock:"):
            try:
                desk().sign_off(of, who=who(), statement=statement)
            except CitemarkError as error:
                st.error(plain(sentence(str(error))), icon=":material/error:")
            else:
                st.rerun()
