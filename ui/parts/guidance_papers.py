"""Papers of guidance on the law page: which there are, searching, adding and removing them."""

from collections.abc import Sequence

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from domain.errors import LawTextError, UnreadableFileError
from domain.finding import GuidanceNote
from review.guidance import Paper
from ui.parts.marked import words
from ui.parts.opened import work
from ui.parts.viewer import viewer
from ui.parts.words import plain, sentence

_TOP = 6


def guidance_papers() -> None:
    """Draw the papers at hand with a search over them, and the way to add one."""
    st.caption("Guidance explains the law and is no law: it is shown beside, never cited as law.")
    for good, message in st.session_state.pop("guidance_told", []):
        (st.success if good else st.error)(plain(message))
    kept = work().guidance.papers()
    if kept:
        _search()
    else:
        st.info("No paper has been added yet, such as those of the MDCG.")
    for paper in kept:
        _paper(paper)
    if viewer().administrator:
        _add()
    else:
        st.caption("An administrator adds and removes papers.")


def _search() -> None:
    query = st.text_input(
        "Find in the guidance",
        key="guidance_find",
        placeholder="when is software a medical device",
        max_chars=300,
    )
    if not query.strip():
        return
    with st.spinner("Searching; the first search after adding a paper takes longer"):
        notes = work().guidance.search(query, _TOP)
    for note in notes:
        _note(note)


def _note(note: GuidanceNote) -> None:
    cited = note.citation
    page = f", page {cited.page}" if cited.page else ""
    section = f" · {' > '.join(cited.section)}" if cited.section else ""
    with st.container(border=True):
        st.caption(plain(f"Guidance: {cited.title}{page}{section}"))
        words(note.words)
        if note.caution:
            st.warning(plain(sentence(note.caution)), icon=":material/update:")


def _paper(paper: Paper) -> None:
    key = paper.document.id[:12]
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container(gap=None):
            st.markdown(f"**{plain(paper.title)}**")
            told = (paper.about, paper.document.name, f"added {paper.added.isoformat()}")
            st.caption(plain(" · ".join(one for one in told if one)))
            if paper.caution:
                st.caption(plain(sentence(paper.caution)))
        if not viewer().administrator:
            return
        if st.button("Remove", key=f"remove-guidance-{key}", icon=":material/delete:"):
            work().guidance.remove(paper.document.id)
            _tell([(True, f"{paper.title} was removed.")])


def _add() -> None:
    st.subheader("Add a paper", anchor=False)
    round_ = st.session_state.get("guidance_round", 0)
    files = st.file_uploader(
        "Papers of guidance", accept_multiple_files=True, key=f"guidance-{round_}"
    )
    if files:
        st.session_state["guidance_round"] = round_ + 1
        with st.spinner("Reading"):
            told = _added(files)
        _tell(told)


def _added(files: Sequence[UploadedFile]) -> list[tuple[bool, str]]:
    told = []
    for file in files:
        try:
            (paper,) = work().guidance.add(file.name, file.getvalue())
        except (LawTextError, UnreadableFileError) as error:
            told.append((False, sentence(str(error))))
        else:
            told.append((True, f"{paper.title}: kept as guidance."))
    return told


def _tell(told: list[tuple[bool, str]]) -> None:
    st.session_state["guidance_told"] = told
    st.rerun()
