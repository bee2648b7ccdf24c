"""What narrows the table of a review, and how a count leads to the rows behind it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum

import streamlit as st

from domain.decision import Standing
from domain.finding import Verdict
from domain.law import Tier
from domain.pinpoint import Act
from ui.parts.rows import Filter, Row
from ui.parts.words import STANDINGS, SYMBOLS

_REACHING = [kind for kind in Verdict if kind is not Verdict.NOT_APPLICABLE]
_JUMP = "jump"


class View(StrEnum):
    """The ways to look at a review; the value is what the screen says."""

    ROWS = "Rows"
    PAIRS = "Side by side"
    CHAPTERS = "Chapters"
    DOCUMENTS = "Documents"


HINTS: Mapping[View, str] = {
    View.ROWS: "Click a row to see its evidence and the law; tick rows to decide on many at once.",
    View.PAIRS: "The device law beside the AI Act. Click a side to see its evidence.",
    View.CHAPTERS: "Verdicts by chapter and annex. Click a bar or a number to see its rows.",
    View.DOCUMENTS: "For how many rows a document holds evidence. Click a number to see them.",
}


def jump_to(
    *, verdicts: Sequence[str] = (), division: str = "", topic: str = "", document: str = ""
) -> None:
    """Show the rows behind a count: from the next drawing on, these filters and no others."""
    st.session_state[_JUMP] = {
        "view": View.ROWS,
        "verdict": [Verdict(name) for name in verdicts] or _REACHING,
        "division": division,
        "topic": topic,
        "document": document,
        "standing": [],
    }
    st.rerun()


def apply_jump() -> None:
    """Set the filters that a count asked for; call it before they are drawn."""
    for key, value in st.session_state.pop(_JUMP, {}).items():
        st.session_state[key] = value


def filter_rows(rows: Sequence[Row]) -> Filter:
    """Draw the filters; gives what they let through."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        verdicts = _verdicts(rows)
        acts = _acts(rows)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        standings = _standings(rows)
        words = _search_words()
        with st.popover("More filters", icon=":material/filter_list:"):
            tiers = _tiers()
            topic = _choice("Topic", "topic", "all topics", [row.topic for row in rows])
            divisions = [row.obligation.division for row in rows]
            division = _choice("Chapter or annex", "division", "all", divisions, ordered=False)
            names = [name for row in rows for name in row.documents]
            document = _choice("Evidence in", "document", "any document", names)
    _narrowed(topic, division, document)
    return Filter(
        verdicts=frozenset(verdicts),
        acts=frozenset(act.value for act in acts),
        tiers=frozenset(tier.value for tier in tiers),
        topic=topic,
        division=division,
        document=document,
        words=words,
        standings=frozenset(standings),
    )


def _search_words() -> str:
    """Draw the search; gives the words that a row must hold."""
    words = st.text_input(
        "Search",
        placeholder="Search: words, a place, a document or a person",
        key="words",
        persist_state="session",
        label_visibility="collapsed",
    )
    return words or ""


def _standings(rows: Sequence[Row]) -> Sequence[Standing]:
    counts = Counter(row.standing for row in rows)
    return st.pills(
        "Decision",
        [kind for kind in Standing if counts[kind] or kind is Standing.OPEN],
        selection_mode="multi",
        format_func=lambda kind: f"{STANDINGS[kind]} ({counts[kind]})",
        key="standing",
        persist_state="session",
        label_visibility="collapsed",
    )


def _narrowed(*chosen: str) -> None:
    """Say which of the hidden filters narrow the table, and let them go by a click."""
    told = [name for name in chosen if name]
    if not told:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(f"Only: {' · '.join(told)}")
        st.button("Show all again", icon=":material/close:", on_click=_let_go)


def _let_go() -> None:
    for key in ("topic", "division", "document"):
        st.session_state[key] = ""


def _verdicts(rows: Sequence[Row]) -> Sequence[Verdict]:
    counts = Counter(row.finding.verdict for row in rows)
    return st.pills(
        "Verdict",
        list(Verdict),
        selection_mode="multi",
        default=_REACHING,
        format_func=lambda kind: f"{SYMBOLS[kind]} {kind.value} ({counts[kind]})",
        key="verdict",
        persist_state="session",
        label_visibility="collapsed",
    )


def _acts(rows: Sequence[Row]) -> Sequence[Act]:
    return st.pills(
        "Act",
        [act for act in Act if any(row.obligation.pinpoint.act is act for row in rows)],
        selection_mode="multi",
        format_func=lambda act: act.label,
        key="act",
        persist_state="session",
        label_visibility="collapsed",
    )


def _tiers() -> Sequence[Tier]:
    return st.pills(
        "Tier",
        list(Tier),
        selection_mode="multi",
        format_func=lambda tier: tier.value,
        key="tier",
        persist_state="session",
        help="core: matters to nearly every device; special: to few.",
    )


def _choice(label: str, key: str, every: str, names: Sequence[str], *, ordered: bool = True) -> str:
    """One of the names, or "" for all of them."""
    found = list(dict.fromkeys(sorted(names) if ordered else names))
    chosen = st.selectbox(
        label,
        ["", *found],
        format_func=lambda name: name or every,
        key=key,
        persist_state="session",
    )
    return chosen or ""
