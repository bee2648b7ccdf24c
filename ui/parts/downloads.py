"""The ways to take a review along: one button a format."""

from functools import partial

import streamlit as st

from domain.finding import Review
from review.deciding import Reviewed
from review.handover import KINDS, Format, export, file_name, has_word_documents
from ui.parts.opened import work
from ui.parts.person import who


def downloads(of: Reviewed) -> None:
    """Draw the buttons; a file is made when its button is pressed, and that is recorded."""
    with st.popover("Take it with you", icon=":material/download:"):
        for wanted in Format:
            if wanted is not Format.COMMENTED or has_word_documents(of):
                _button(of, wanted)
        st.caption("Decisions stand beside the findings, with the head of the audit trail.")


def _button(of: Reviewed, wanted: Format) -> None:
    st.download_button(
        f"{KINDS[wanted].told} ({KINDS[wanted].ending.rpartition('.')[2]})",
        partial(_made, of, wanted, who()),
        file_name=_name(of.review, of.number, wanted),
        mime=KINDS[wanted].mime,
        icon=":material/download:",
        on_click="ignore",
        key=f"download-{wanted.value}",
        width="stretch",
    )


def _made(of: Reviewed, wanted: Format, person: str) -> bytes:
    """The file; it runs outside of the page, so the person is known before."""
    return export(work().bench, of, wanted, who=person).data


def _name(review: Review, number: int, wanted: Format) -> str:
    return file_name(review.profile.name, review.profile.version, number, wanted)
