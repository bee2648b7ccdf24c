"""Law: the acts to walk and search, each provision with all that hangs on it; the texts at hand."""

import streamlit as st

from domain.errors import PinpointError
from domain.pinpoint import Act, Pinpoint
from regulations.amendments import deletion_of
from review.law import LawShelf
from review.law_browser import ProvisionView, provision_view
from review.law_keeping import KeptText, kept_texts
from review.pinpoint_reading import read_pinpoints
from ui.parts.guidance_papers import guidance_papers
from ui.parts.law_links import law_address
from ui.parts.law_texts import law_texts
from ui.parts.law_tree import law_tree
from ui.parts.linked import Link, linked_rows
from ui.parts.opened import shelf, work
from ui.parts.provision import provision
from ui.parts.words import plain, sentence, shortened

_TOP = 12
_GLIMPSE = 260


def draw() -> None:
    """The page."""
    st.title("Law")
    kept = kept_texts(work().bench.store)
    read, texts, guidance = st.tabs(["Read", f"Official texts at hand ({len(kept)})", "Guidance"])
    with read:
        if not kept:
            _no_text()
        _search_box()
        _read(kept)
    with texts:
        law_texts()
    with guidance:
        guidance_papers()


def _no_text() -> None:
    st.info(
        "No official text has been added yet. Add the acts in the tab beside this one to see the "
        "law's own words. Everything works without: meanwhile each place shows our paraphrase of "
        "its obligations, marked as ours.",
        icon=":material/gavel:",
    )


def _search_box() -> None:
    st.text_input(
        "Find a provision",
        value=st.query_params.get("find", ""),
        key="law_find",
        placeholder="human oversight, or a place such as MDR Annex I 17.2",
        max_chars=300,
        on_change=_asked,
    )


def _asked() -> None:
    """A place leads to it, words to the places that speak of them."""
    query = str(st.session_state.get("law_find", "")).strip()
    named = _named(query)
    for name in ("find", "pinpoint", "version"):
        st.query_params.pop(name, None)
    if named is not None and _view(named, shelf()) is not None:
        st.query_params["pinpoint"] = str(named)
    elif query:
        st.query_params["find"] = query


def _named(query: str) -> Pinpoint | None:
    """The place that the query is, where it is nothing but a place."""
    try:
        return Pinpoint.parse(query)
    except PinpointError:
        found = read_pinpoints(query)
        return found[0] if len(found) == 1 else None


def _view(pinpoint: Pinpoint, texts: LawShelf) -> ProvisionView | None:
    return provision_view(pinpoint, texts, work().bench.catalogue)


def _read(kept: list[KeptText]) -> None:
    pinpoint, wrong = _wanted()
    left, right = st.columns([0.32, 0.68], gap="medium")
    with left:
        act = _act(pinpoint)
    with right:
        version, texts = _version(act, kept)
        view = _view(pinpoint, texts) if pinpoint is not None else None
        if wrong or (pinpoint is not None and view is None):
            st.warning(plain(wrong or _missing(pinpoint)), icon=":material/block:")
        elif view is not None:
            provision(view, version)
        elif query := st.query_params.get("find", ""):
            _results(query)
        else:
            _begin(act)
    with left:
        law_tree(act, view, version)


def _wanted() -> tuple[Pinpoint | None, str]:
    """The place that the address names, or why it is none."""
    asked = st.query_params.get("pinpoint", "")
    if not asked:
        return None, ""
    try:
        return Pinpoint.parse(asked), ""
    except PinpointError as error:
        return None, sentence(str(error))


def _missing(pinpoint: Pinpoint | None) -> str:
    if pinpoint is None:
        return ""
    if gone := deletion_of(pinpoint):
        return f"{pinpoint.label} is no longer in the act. {gone.sentence}"
    return (
        f"{pinpoint.label} is neither in the texts at hand nor in the catalogue. Look for it in "
        "the tree, or add the official text."
    )


def _act(pinpoint: Pinpoint | None) -> Act:
    """The act to walk: that of the open place, else the one chosen."""
    if pinpoint is not None:
        st.session_state["law_act"] = pinpoint.act
    chosen = st.segmented_control(
        "Act",
        list(Act),
        default=st.session_state.get("law_act", Act.MDR),
        required=True,
        format_func=lambda act: act.label,
        key=f"act-{st.query_params.get('pinpoint', '')}",
        label_visibility="collapsed",
    )
    if chosen is not None and pinpoint is not None and chosen is not pinpoint.act:
        st.session_state["law_act"] = chosen
        for name in ("pinpoint", "version"):
            st.query_params.pop(name, None)
        st.rerun()
    act = chosen or Act.MDR
    st.session_state["law_act"] = act
    return act


def _version(act: Act, kept: list[KeptText]) -> tuple[str, LawShelf]:
    """The version to read, "" for the one in use, and the texts with it."""
    mine = [text for text in kept if text.version.act is act]
    names = {text.version.sha256[:12]: text for text in mine}
    current = next((name for name, text in names.items() if text.current), "")
    asked = st.query_params.get("version", "")
    chosen = next((n for n, t in names.items() if asked and asked in {n, t.version.celex}), current)
    if len(names) > 1:
        chosen = st.selectbox(
            "Version",
            list(names),
            index=list(names).index(chosen),
            format_func=lambda name: _told(names[name]),
            key=f"version-{act.value}-{asked}",
        )
    if not chosen or chosen == current:
        st.query_params.pop("version", None)
        return "", shelf()
    st.query_params["version"] = chosen
    st.caption("This is not the version in use; quotes and reviews take the one in use.")
    return chosen, work().bench.law.shelf_with(chosen)


def _told(text: KeptText) -> str:
    return f"{text.version.label}{', in use' if text.current else ''}"


def _results(query: str) -> None:
    with st.spinner("Searching; the first search takes some seconds longer"):
        hits = work().search_law(query, _TOP)
    if not hits:
        st.info("Nothing was found. Try other words.")
        return
    st.caption(plain(f"{len(hits)} places for “{query}”, best first, over all acts"))
    views = (_view(Pinpoint.parse(hit.id), shelf()) for hit in hits)
    linked_rows(_result(view) for view in views if view is not None)


def _result(view: ProvisionView) -> Link:
    quote = view.quote
    glimpse = shortened(quote.words or quote.paraphrase, _GLIMPSE)
    source = quote.version.label if quote.version else "our paraphrase"
    changed = " Superseded in part." if quote.superseded else ""
    return Link(
        f"{quote.pinpoint.label} {view.heading}".strip(),
        law_address(quote.pinpoint),
        note=f"{glimpse} · {source}.{changed}",
    )


def _begin(act: Act) -> None:
    text = shelf().texts.get(act)
    st.header(plain(f"{act.label}, {act.number}"), anchor=False)
    if text is not None:
        st.caption(plain(text.version.label))
        st.write(plain(text.title))
    else:
        st.caption("Its official text is not at hand: what follows is our paraphrase.")
    st.write("Walk the tree on the left, or look for words or a place above.")


draw()
