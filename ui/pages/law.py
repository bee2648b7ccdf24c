"""Law: the official texts at hand, added, searched and shown."""

from collections.abc import Sequence

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from domain.errors import LawTextError, PinpointError
from domain.pinpoint import Act, Pinpoint
from review.law import place_quote
from review.pinpoint_reading import read_pinpoints
from ui.parts.law_side import law_side
from ui.parts.opened import shelf, work
from ui.parts.words import plain, sentence

_TOP = 8


def draw() -> None:
    """The page."""
    st.title("Law")
    _search()
    _texts()
    _add()


def _search() -> None:
    query = st.text_input(
        "Find a provision",
        value=st.query_params.get("find", ""),
        placeholder="human oversight, or a place such as MDR Annex I 17.2",
        max_chars=300,
    )
    if not query.strip():
        return
    st.query_params["find"] = query
    named = _named(query)
    if named is not None and _provision(named, titled=True):
        return
    with st.spinner("Searching; the first search takes some seconds longer"):
        hits = work().search_law(query, _TOP)
    if not hits:
        st.info("Nothing was found. Try other words.")
    for number, hit in enumerate(hits):
        found = Pinpoint.parse(hit.id)
        with st.expander(plain(_title(found)), expanded=number == 0):
            _provision(found)


def _named(query: str) -> Pinpoint | None:
    """The place that the query is, where it is nothing but a place."""
    try:
        return Pinpoint.parse(query)
    except PinpointError:
        found = read_pinpoints(query)
        return found[0] if len(found) == 1 else None


def _title(found: Pinpoint) -> str:
    row = work().bench.catalogue.obligations.get(str(found))
    text = shelf().texts.get(found.act)
    heading = text.provisions[found].heading if text and found in text.provisions else ""
    return f"{found.label}: {row.title if row else heading}".rstrip(": ")


def _provision(found: Pinpoint, *, titled: bool = False) -> bool:
    """Draw a provision; False where neither a text nor the catalogue holds it."""
    quote = place_quote(found, shelf(), work().bench.catalogue)
    if quote is None:
        return False
    if titled:
        st.markdown(f"**{plain(_title(found))}**")
    law_side(quote)
    return True


def _texts() -> None:
    st.subheader("Official texts at hand")
    kept = work().bench.store.law_versions()
    if not kept:
        st.info(
            "No official text has been added. Everything works without: obligations are then "
            "shown in our paraphrase, marked as ours. Add the texts to see the law's own words."
        )
        return
    st.dataframe(
        {
            "Act": [row.version.act.label for row in kept],
            "Version": [row.version.label for row in kept],
            "State": ["✓ in use" if row.current else "kept" for row in kept],
            "Added": [row.added.isoformat() for row in kept],
            "Title": [row.title for row in kept],
        },
        hide_index=True,
    )


def _add() -> None:
    st.subheader("Add an official text")
    acts = ", ".join(f"{act.label} ({act.number})" for act in Act)
    st.caption(
        f"Download the act from EUR-Lex as XHTML, Formex package or PDF and drop it here: {acts}. "
        "A text that lacks an article, annex or paragraph is refused."
    )
    round_ = st.session_state.get("law_round", 0)
    for good, message in st.session_state.pop("law_told", []):
        (st.success if good else st.error)(plain(message))
    files = st.file_uploader("Official files", accept_multiple_files=True, key=f"law-{round_}")
    if files:
        st.session_state["law_round"] = round_ + 1
        with st.spinner("Reading and checking"):
            st.session_state["law_told"] = _added(files)
        st.rerun()


def _refusal(name: str, error: LawTextError) -> str:
    """The error with the file's name once."""
    told = str(error)
    return sentence(told if told.startswith(name) else f"{name}: {told}")


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


draw()
