"""A file replaced by its next revision, whatever the new file is called."""

from collections.abc import Sequence

import streamlit as st

from domain.ports import Progress
from review.dossier_work import DossierId, StoredDocument
from ui.parts.opened import jobs, work
from ui.parts.person import who
from ui.parts.words import plain


def replace_file(dossier: DossierId, kept: Sequence[StoredDocument]) -> None:
    """Draw the way to hand in the next revision of a file, and the revisions it has."""
    with st.expander("Replace a file with its next revision", icon=":material/upgrade:"):
        names = sorted(document.name for document in kept)
        name = st.selectbox("File", names, key=f"replace-{dossier}")
        older = work().bench.store.revisions(dossier, name)
        told = ", ".join(f"{one.revision} ({one.id[:12] or 'no bytes'})" for one in older)
        st.caption(plain(f"Revisions by sha256: {told}. Reviews keep the text they speak of."))
        round_ = st.session_state.get("replace_round", 0)
        file = st.file_uploader("Its next revision", key=f"replace-{dossier}-{name}-{round_}")
        if file is not None:
            st.session_state["replace_round"] = round_ + 1
            _start(dossier, name, file.getvalue())
            st.rerun()


def _start(dossier: DossierId, name: str, data: bytes) -> None:
    at_work, person = work(), who()

    def read(progress: Progress) -> None:
        at_work.add_files(dossier, [(name, data)], progress, who=person)

    jobs().start(dossier, "Reading the next revision", read)
