"""Review: run it, see the verdicts, narrow the table, open a row."""

from collections import Counter
from collections.abc import Sequence
from functools import partial

import streamlit as st

from domain.finding import Review, Verdict
from review.dossier_work import DossierId, Export, StoredDossier
from ui.parts import place
from ui.parts.assisting import asked_too, model_summary
from ui.parts.filters import HINTS, View, apply_jump, filter_rows, jump_to
from ui.parts.grouping import Group, documents_by_topic, grouped, pairs, verdicts_by_division
from ui.parts.opened import jobs, latest_review, review_rows, work
from ui.parts.progress import busy
from ui.parts.rows import Row
from ui.parts.tables import Cell, document_counts, pair_table, row_table, verdict_counts
from ui.parts.words import MEANINGS, count, plain, verdict

_MIMES = {
    Export.WORKBOOK: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Export.MARKDOWN: "text/markdown",
    Export.JSON: "application/json",
}


def draw() -> None:
    """The page."""
    head = st.container(horizontal=True, vertical_alignment="center")
    head.title("Review")
    dossier = place.required()
    review = latest_review(dossier.id)
    if not busy(dossier.id):
        with head if review else st.container():
            _start(dossier, review)
    if review is not None:
        _summary(review)
        _matrix(review, review_rows(dossier.id, review))
        _downloads(review)


def _start(dossier: StoredDossier, review: Review | None) -> None:
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
    assisted = asked_too(dossier.id)
    if st.button(label, type="primary" if urgent else "secondary", icon=":material/play_arrow:"):
        _run(dossier.id, assisted=assisted)


def _missing(dossier: StoredDossier) -> list[str]:
    missing = []
    if not any(document.parsed for document in work().documents(dossier.id)):
        missing.append("add documents")
    if dossier.profile is None:
        missing.append("describe the device")
    return missing


def _run(dossier: DossierId, *, assisted: bool) -> None:
    at_work = work()
    jobs().start(
        dossier,
        "Reviewing",
        lambda progress: at_work.review(dossier, progress, assisted=assisted),
    )
    st.rerun()


def _summary(review: Review) -> None:
    counts = Counter(finding.verdict for finding in review.findings)
    columns = st.columns(len(Verdict))
    for column, kind in zip(columns, Verdict, strict=True):
        column.metric(verdict(kind), counts[kind], help=MEANINGS[kind])
    ledger, profile = review.ledger, review.profile
    st.caption(
        plain(
            f"{profile.name} {profile.version}, {profile.framework.act.label} class "
            f"{profile.risk_class}, the law as of {review.manifest.made_for.isoformat()} · "
            f"{count(ledger.documents_read, 'document')}, {count(ledger.pages_read, 'page')} and "
            f"{count(ledger.passages, 'passage')} searched for every row. "
            "A reading aid: a person decides."
        )
    )
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
        st.warning(f"Keep in mind: {'; '.join(part for part in told if part)}.")


def _matrix(review: Review, rows: Sequence[Row]) -> None:
    apply_jump()
    wanted = filter_rows(rows)
    shown = [row for row in rows if wanted.passes(row)]
    view, group = _arrangement(len(shown), len(rows))
    st.session_state["shown_rows"] = [row.obligation.id for _, row in grouped(shown, group)]
    if not shown:
        st.info("No row fits these filters. Remove one of them.")
        return
    if view is View.CHAPTERS:
        _jump(verdict_counts(verdicts_by_division(shown)), "division")
    elif view is View.DOCUMENTS:
        names = [document.name for document in review.documents]
        _jump(document_counts(documents_by_topic(shown, names)), "topic")
    else:
        chosen = pair_table(pairs(rows, shown)) if view is View.PAIRS else row_table(shown, group)
        if chosen:
            place.go("finding", finding=chosen)


def _arrangement(shown: int, total: int) -> tuple[View, Group]:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        view = st.segmented_control(
            "View",
            list(View),
            default=View.ROWS,
            required=True,
            format_func=lambda kind: kind.value,
            key="view",
            persist_state="session",
        )
        group: Group | None = None
        if view is View.ROWS:
            group = st.selectbox(
                "Put together by",
                list(Group),
                format_func=lambda kind: kind.value,
                key="group",
                persist_state="session",
                width=220,
            )
        st.caption(f"{shown} of {total} rows. {HINTS[view or View.ROWS]}")
    return view or View.ROWS, group or Group.NOTHING


def _jump(cell: Cell | None, kind: str) -> None:
    """From a count to the rows behind it."""
    if cell is None:
        return
    if kind == "division":
        jump_to(division=cell.row, verdicts=[cell.column] if cell.column else [])
    else:
        jump_to(topic=cell.row, document=cell.column)


def _downloads(review: Review) -> None:
    at_work = work()
    st.markdown("**Take it with you**")
    with st.container(horizontal=True):
        for kind, mime in _MIMES.items():
            st.download_button(
                kind.value,
                partial(at_work.export, review, kind),
                file_name=kind.value,
                mime=mime,
                icon=":material/download:",
                on_click="ignore",
                key=f"download-{kind.value}",
            )


draw()
