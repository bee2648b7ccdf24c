"""The official texts at hand: which there are, which speaks, adding and removing them."""

from collections.abc import Callable, Sequence

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from domain.errors import LawTextError
from domain.pinpoint import Act
from review.law_keeping import KeptText, kept_texts
from ui.parts.opened import work
from ui.parts.viewer import viewer
from ui.parts.words import plain, sentence, shortened

_TITLE = 140


def law_texts() -> None:
    """Draw the texts that are kept, and the way to add one."""
    _told()
    kept = kept_texts(work().bench.store)
    for text in kept:
        _text(text)
    lacking = [act for act in Act if all(text.version.act is not act for text in kept)]
    if lacking:
        st.info(
            f"Not at hand: {', '.join(act.label for act in lacking)}. Its obligations are shown in "
            "our paraphrase, marked as ours."
        )
    if viewer().administrator:
        _add()
    else:
        st.caption("An administrator adds texts and says which one speaks.")


def _text(text: KeptText) -> None:
    name = text.version.sha256[:12]
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container(gap=None):
            act, version = text.version.act, text.version
            st.markdown(f"**{plain(f'{act.label}: {version.label}')}**")
            told = f"{shortened(text.title, _TITLE)} · added {text.added.isoformat()}"
            st.caption(plain(told))
            if text.behind:
                st.caption(plain(f"A newer text is known: {text.behind}. Add it when you have it."))
        st.badge("in use", icon=":material/check:", color="green") if text.current else None
        if not viewer().administrator:
            return
        if not text.current and st.button("Use it", key=f"use-{name}", help=_USE):
            _do(lambda: work().use_law(name), f"{version.label} is in use now.")
        if st.button("Remove", key=f"remove-{name}", icon=":material/delete:"):
            _confirm(text)


_USE = "Quotes, searches and reviews then take the words of this text."


def _do(change: Callable[[], object], message: str) -> None:
    change()
    st.session_state["law_told"] = [(True, message)]
    st.rerun()


@st.dialog("Remove this text?")
def _confirm(text: KeptText) -> None:
    st.text(text.version.label)
    st.write(
        "The law's words at its places are no longer shown; reviews that were made keep their "
        "findings. You can add the file again."
    )
    with st.container(horizontal=True):
        if st.button("Remove it", type="primary", icon=":material/delete_forever:"):
            name = text.version.sha256[:12]
            _do(lambda: work().remove_law(name), f"{text.version.label} was removed.")
        if st.button("Keep it"):
            st.rerun()


def _told() -> None:
    for good, message in st.session_state.pop("law_told", []):
        (st.success if good else st.error)(plain(message))


def _add() -> None:
    st.subheader("Add an official text", anchor=False)
    acts = ", ".join(f"[{act.label}]({act.page})" for act in Act)
    st.caption(
        "Download the act from its official page as XHTML, Formex package or PDF and drop it "
        f"here: {acts}. A text that lacks an article, annex or paragraph is refused, and the "
        "texts at hand stay as they are."
    )
    round_ = st.session_state.get("law_round", 0)
    files = st.file_uploader("Official files", accept_multiple_files=True, key=f"law-{round_}")
    if files:
        st.session_state["law_round"] = round_ + 1
        with st.spinner("Reading and checking"):
            st.session_state["law_told"] = _added(files)
        st.rerun()


def _added(files: Sequence[UploadedFile]) -> list[tuple[bool, str]]:
    told = []
    for file in files:
        try:
            text = work().add_law(file.name, file.getvalue())
        except LawTextError as error:
            told.append((False, _refusal(file.name, error)))
        else:
            told.append((True, f"{text.version.label}: {len(text.provisions)} provisions."))
    return told


def _refusal(name: str, error: LawTextError) -> str:
    """The error with the file's name once, as the file is written."""
    said = str(error).removeprefix(name).lstrip(": ")
    return f"{name}: {sentence(said)}"
