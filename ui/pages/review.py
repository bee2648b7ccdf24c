"""Review: run it, see the verdicts, narrow the table, open a row."""

from collections.abc import Sequence

import streamlit as st

from domain.finding import Review
from review.deciding import Reviewed
from review.dossier_work import DossierId, StoredDossier
from ui.parts import place
from ui.parts.assisting import asked_times, model_summary
from ui.parts.bars import verdict_bars
from ui.parts.decide import bulk_bar
from ui.parts.downloads import downloads
from ui.parts.filters import HINTS, View, apply_jump, filter_rows, jump_to
from ui.parts.grouping import (
    GROUPS,
    Group,
    division_titles,
    documents_by_topic,
    grouped,
    pairs,
    verdicts_by_division,
)
from ui.parts.guide import guide
from ui.parts.opened import jobs, review_rows, reviewed, work
from ui.parts.person import who
from ui.parts.progress import busy
from ui.parts.rows import Row
from ui.parts.signing import sign_off_button, signed_shown
from ui.parts.tables import Cell, document_counts, pair_table, row_table, verdict_counts
from ui.parts.words import count, plain


def draw() -> None:
    """The page."""
    head = st.container(horizontal=True, vertical_alignment="center")
    head.title("Review")
    dossier = place.required()
    of = reviewed(dossier.id)
    if not busy(dossier.id):
        with head if of else st.container():
            _start(dossier, of)
    if of is None:
        return
    with head:
        sign_off_button(of)
        downloads(of)
    _summary(of)
    guide(of)
    _matrix(of)


def _start(dossier: StoredDossier, of: Reviewed | None) -> None:
    review = of.review if of else None
    if missing := _missing(dossier):
        st.info(f"Before the review: {' and '.join(missing)}.")
        place.link("documents", "Documents", ":material/description:")
        place.link("device", "Device", ":material/settings_suggest:")
        return
    changes = work().changed_since(dossier.id, review) if review else ()
    if review is None:
        st.write(
            "Every sentence of every document is read against every obligation that reaches the "
            "device. The first review of a dossier takes a minute or two, later ones seconds."
        )
    elif changes:
        st.badge(f"Changed since: {', '.join(changes)}", icon=":material/update:", color="orange")
    label = "Run the review" if review is None else "Run it again"
    urgent = review is None or bool(changes)
    devices = [dossier.profile] if dossier.profile else []
    asked = asked_times(f"{dossier.id}-{of.number if of else 0}", devices)
    if st.button(label, type="primary" if urgent else "secondary", icon=":material/play_arrow:"):
        _run(dossier.id, asked)


def _missing(dossier: StoredDossier) -> list[str]:
    missing = []
    if not any(document.parsed for document in work().documents(dossier.id)):
        missing.append("add documents")
    if dossier.profile is None:
        missing.append("describe the device")
    return missing


def _run(dossier: DossierId, asked: int) -> None:
    at_work, name = work(), who()
    jobs().start(
        dossier,
        "Reviewing",
        lambda progress: at_work.review(dossier, progress, asked=asked, who=name),
    )
    st.rerun()


def _summary(of: Reviewed) -> None:
    review = of.review
    ledger, profile = review.ledger, review.profile
    st.caption(
        plain(
            f"Review {of.number}: {profile.name} {profile.version}, {profile.framework.act.label} "
            f"class {profile.risk_class}, the law as of {review.manifest.made_for.isoformat()} · "
            f"{count(ledger.documents_read, 'document')}, {count(ledger.pages_read, 'page')} and "
            f"{count(ledger.passages, 'passage')} searched for every row. "
            "A reading aid: a person decides."
        )
    )
    signed_shown(of)
    _unsettled(review)
    model_summary(review)


def _unsettled(review: Review) -> None:
    """What no verdict can hide: unread pages, contradictions, open questions."""
    ledger = review.ledger
    told = [
        f"{count(ledger.pages_unreadable, 'page')} could not be read"
        if ledger.pages_unreadable
        else "",
        f"{count(ledger.documents_failed, 'file')} could not be read"
        if ledger.documents_failed
        else "",
        f"the documents disagree on {count(len(review.conflicts), 'fact')}"
        if review.conflicts
        else "",
        f"{count(len(ledger.questions), 'question')} about the device still open"
        if ledger.questions
        else "",
    ]
    if any(told):
        parts = "; ".join(part for part in told if part)
        st.markdown(f":orange-badge[:material/info: Keep in mind] {parts}.")


def _matrix(of: Reviewed) -> None:
    apply_jump()
    rows = review_rows(of)
    wanted = filter_rows(rows)
    bar = st.container(horizontal=True, vertical_alignment="center", gap="small")
    with bar:
        view, group = _arrangement()
    shown = [row for row in rows if wanted.passes(row)]
    st.session_state["shown_rows"] = [row.obligation.id for _, row in grouped(shown, group)]
    with bar:
        _next_open(shown)
    st.caption(f"{len(shown)} of {count(len(rows), 'row')}. {HINTS[view]}")
    if shown:
        _drawn(of, rows, shown, view, group)
    else:
        st.info("No row fits these filters. Remove one of them.")


def _drawn(
    of: Reviewed, rows: Sequence[Row], shown: Sequence[Row], view: View, group: Group
) -> None:
    """The shown rows as the view has them; a click leads on."""
    if view is View.CHAPTERS:
        _jump(_chapters(shown), "division")
    elif view is View.DOCUMENTS:
        names = [document.name for document in of.review.documents]
        _jump(document_counts(documents_by_topic(shown, names)), "topic")
    elif view is View.PAIRS:
        if chosen := pair_table(pairs(rows, shown)):
            place.go("finding", finding=chosen)
    else:
        _rows(of, shown, group)


def _chapters(shown: Sequence[Row]) -> Cell | None:
    """Bars, and the same as numbers for whoever cannot use them."""
    table = verdicts_by_division(shown)
    clicked = verdict_bars(table, division_titles(shown))
    with st.expander("The same as a table of numbers"):
        return clicked or verdict_counts(table)


def _rows(of: Reviewed, shown: Sequence[Row], group: Group) -> None:
    above = st.container()
    picked = row_table(shown, group)
    if picked.ticked:
        with above:
            bulk_bar(of, picked.ticked)
    if picked.clicked:
        place.go("finding", finding=picked.clicked)


def _next_open(shown: Sequence[Row]) -> None:
    """The way to the next row that nobody has decided."""
    following = next((row for row in shown if row.decided and row.decided.is_open), None)
    if st.button(
        "Next open row",
        icon=":material/skip_next:",
        shortcut="O",
        disabled=following is None,
        help="There: A agree, V change the verdict, X not applicable, M comment, S assign, "
        "N and P to the neighbours, T back to the table",
    ):
        place.go("finding", finding=following.obligation.id if following else "")


def _arrangement() -> tuple[View, Group]:
    chosen = st.segmented_control(
        "View",
        list(View),
        default=View.ROWS,
        required=True,
        format_func=lambda kind: kind.value,
        key="view",
        persist_state="session",
        label_visibility="collapsed",
    )
    view = chosen or View.ROWS
    if view is not View.ROWS:
        return view, Group.NOTHING
    group = st.selectbox(
        "Put together by",
        list(Group),
        format_func=GROUPS.__getitem__,
        key="group",
        persist_state="session",
        label_visibility="collapsed",
        width=230,
    )
    return view, group or Group.NOTHING


def _jump(cell: Cell | None, kind: str) -> None:
    """From a count to the rows behind it."""
    if cell is None:
        return
    if kind == "division":
        jump_to(division=cell.row, verdicts=[cell.column] if cell.column else [])
    else:
        jump_to(topic=cell.row, document=cell.column)


draw()
