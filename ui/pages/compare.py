"""Compare: revision against revision; what was closed, what is new, which decisions hold."""

from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from domain.audit import AuditHead
from review.comparing import Change, Comparison, RowChange
from review.comparison_files import comparison_workbook, revision_line
from review.comparisons import compare_kept
from review.report.row_layout import Place
from review.report.rows import Places, quoted
from review.shelved import Shelved, shelved
from ui.parts import place
from ui.parts.opened import desk, work
from ui.parts.viewer import viewer
from ui.parts.words import count, plain, sentence

_SIGNS = {
    Change.REOPENED: "↩",
    Change.NEW: "+",
    Change.CHANGED: "~",
    Change.CLOSED: "✓",
    Change.SAME: "=",
}
_MEANINGS = {
    Change.REOPENED: "needs work again, after it had been closed or decided",
    Change.NEW: "needs work, and did not in the older revision",
    Change.CHANGED: "another verdict of the same need, or other words as evidence",
    Change.CLOSED: "needed work, and does no more",
    Change.SAME: "the same verdict on the same words",
}
_HEIGHT = 420
_ALL_SHOWN = 11
"""Rows up to which the table is as long as they are."""
_NONE = (
    "Two reviews are needed. Run the review again after replacing a document, or make the next "
    "revision of a dossier on the Dossiers page."
)


def draw() -> None:
    """The page."""
    st.title("Compare")
    kept = shelved(work().bench.store, viewer())
    if len(kept) < 2:  # noqa: PLR2004 - it takes two to compare
        st.info(_NONE)
        place.link("documents", "Go to the documents", ":material/description:")
        place.link("dossiers", "Go to the dossiers", ":material/folder:")
        return
    old, new = _chosen(kept)
    if old == new:
        st.info("Choose two different reviews.")
        return
    found = _compared(old, new, desk().head())
    _summary(found)
    _around(found)
    _rows(found, new)


def _chosen(kept: Sequence[Shelved]) -> tuple[Shelved, Shelved]:
    """The two revisions; at first the last two of the open dossier."""
    opened = place.opened()
    own = [one for one in kept if opened is not None and one.dossier == opened.id]
    newest = own[-1] if own else kept[-1]
    before = own[-2] if len(own) > 1 else next(one for one in reversed(kept) if one != newest)
    left, right = st.columns(2)
    with left:
        old = _choice("Older", kept, before)
    with right:
        new = _choice("Newer", kept, newest)
    return old, new


def _choice(label: str, kept: Sequence[Shelved], first: Shelved) -> Shelved:
    chosen = st.selectbox(
        label,
        kept,
        index=list(kept).index(first),
        format_func=_told,
        key=f"compare-{label}-{first.dossier}-{first.number}",
    )
    return chosen or first


def _told(one: Shelved) -> str:
    signed = f", signed off by {one.signed_by}" if one.signed_by else ""
    return f"{one.name}, review {one.number} of {one.made:%Y-%m-%d %H:%M} UTC{signed}"


@st.cache_resource(show_spinner="Comparing", max_entries=8)
def _compared(old: Shelved, new: Shelved, head: AuditHead) -> Comparison:
    """The comparison; with each decision the head changes, and it is made anew."""
    del head
    return compare_kept(work().bench, old, new)


def _summary(found: Comparison) -> None:
    columns = st.columns(len(Change))
    for column, (change, number) in zip(columns, found.counts.items(), strict=True):
        column.metric(f"{_SIGNS[change]} {change.value}", number, help=_MEANINGS[change])
    told = [f"{number} {fate.value}" for fate, number in found.fates.items() if number]
    if told:
        st.write(plain(f"Decisions of the older revision: {'; '.join(told)}."))


def _around(found: Comparison) -> None:
    """What else is different: documents, contradictions, device, law."""
    told = [f"{each.name}: {each.told}" for each in found.documents]
    told += found.ground
    told += [f"The documents disagree now on {each.subject}" for each in found.conflicts_new]
    told += [f"They no longer disagree on {each.subject}" for each in found.conflicts_closed]
    with st.expander(f"What lies behind it: {count(len(told), 'difference')}", expanded=False):
        for line in told or ["Same documents, same device, same law."]:
            st.text(line)


def _rows(found: Comparison, new: Shelved) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        wanted = st.pills(
            "Show",
            list(Change),
            selection_mode="multi",
            default=[Change.REOPENED, Change.NEW, Change.CHANGED, Change.CLOSED],
            format_func=lambda change: f"{_SIGNS[change]} {change.value}",
            key="compare-show",
            label_visibility="collapsed",
        )
        st.download_button(
            "Workbook (xlsx)",
            partial(comparison_workbook, found),
            file_name="comparison.xlsx",
            icon=":material/download:",
            on_click="ignore",
        )
    rows = [row for change in Change if change in wanted for row in found.of(change)]
    if not rows:
        st.info("No row changed in this way.")
        return
    chosen = _table(rows)
    if chosen is None:
        st.caption("Click a row to see the words that were gained and lost.")
    else:
        _detail(found, chosen, new)


def _table(rows: Sequence[RowChange]) -> RowChange | None:
    columns = {
        "Change": [f"{_SIGNS[row.change]} {row.change.value}" for row in rows],
        "Requirement": [row.row.pinpoint for row in rows],
        "What it asks": [row.row.title for row in rows],
        "Old": [row.verdicts[0] for row in rows],
        "New": [row.verdicts[1] for row in rows],
        "Gained": [len(row.gained) for row in rows],
        "Lost": [len(row.lost) for row in rows],
        "Decision": [row.fate.value.partition(":")[0] for row in rows],
    }
    event = st.dataframe(
        pd.DataFrame(columns),
        key="compare-rows",
        hide_index=True,
        height=_HEIGHT if len(rows) > _ALL_SHOWN else "content",
        on_select="rerun",
        selection_mode="single-row",
    )
    at = event["selection"]["rows"]
    return rows[int(at[0])] if at and int(at[0]) < len(rows) else None


def _detail(found: Comparison, row: RowChange, new: Shelved) -> None:
    st.subheader(plain(f"{row.row.pinpoint}: {row.row.title}"), anchor=False)
    if row.fate:
        st.text(f"Decision: {row.fate.value}")
    sides = (
        ("Older", found.old, row.old, row.lost, "Words that are no longer there or do not count"),
        ("Newer", found.new, row.new, row.gained, "Words that count now and did not"),
    )
    verdicts = row.verdicts
    for column, (name, report, part, places, told), verdict in zip(
        st.columns(2, border=True), sides, verdicts, strict=True
    ):
        with column:
            st.markdown(f"**{name}: {verdict or 'not there'}**")
            st.caption(plain(revision_line(report)))
            st.text(sentence(part.reason) if part else "The requirement is not in this revision.")
            st.caption(told if places else "No difference in the words that count.")
            _quotes(places, Places(report))
    opened = place.opened()
    if opened is not None and opened.id == new.dossier:
        place.link(
            "finding", "Open the finding", ":material/search_insights:", finding=row.row.obligation
        )


def _quotes(places: Sequence[Place], named: Places) -> None:
    for one in places:
        st.text(quoted(one))
        st.caption(plain(named.words(one)))


draw()
