"""Review: run it, see the verdicts, narrow the table, open a row."""

from collections import Counter
from collections.abc import Sequence
from functools import partial

import streamlit as st

from domain.finding import Review, Verdict
from domain.law import Tier
from domain.pinpoint import Act
from review.dossier_work import DossierId, Export, StoredDossier
from ui.parts import place
from ui.parts.opened import jobs, latest_review, review_rows, work
from ui.parts.progress import busy
from ui.parts.rows import Filter, Row, columns_of
from ui.parts.words import MEANINGS, SYMBOLS, count, plain, verdict

_REACHING = [kind for kind in Verdict if kind is not Verdict.NOT_APPLICABLE]
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
        _matrix(review_rows(dossier.id, review))
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
    if st.button(label, type="primary" if urgent else "secondary", icon=":material/play_arrow:"):
        _run(dossier.id)


def _missing(dossier: StoredDossier) -> list[str]:
    missing = []
    if not any(document.parsed for document in work().documents(dossier.id)):
        missing.append("add documents")
    if dossier.profile is None:
        missing.append("describe the device")
    return missing


def _run(dossier: DossierId) -> None:
    at_work = work()
    jobs().start(dossier, "Reviewing", lambda progress: at_work.review(dossier, progress))
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


def _matrix(rows: Sequence[Row]) -> None:
    wanted = _filter(rows)
    shown = [row for row in rows if wanted.passes(row)]
    st.caption(f"{len(shown)} of {len(rows)} rows. Click a row to see its evidence and the law.")
    st.session_state["shown_rows"] = [row.obligation.id for row in shown]
    if not shown:
        st.info("No row fits these filters. Remove one of them.")
        return
    chosen = st.dataframe(
        columns_of(shown),
        key="matrix",
        hide_index=True,
        height=520,
        on_select="rerun",
        selection_mode=["single-row", "single-cell"],
        column_config={
            "Verdict": st.column_config.TextColumn(width=120),
            "Requirement": st.column_config.TextColumn(width=170),
            "What it asks": st.column_config.TextColumn(width=300),
            "Reason": st.column_config.TextColumn(width=260),
            "Evidence": st.column_config.TextColumn(width=240),
            "Tier": st.column_config.TextColumn(width=70),
        },
    )
    selected = chosen["selection"]
    at = [*selected["rows"], *(row for row, _ in selected["cells"])]
    if at and at[0] < len(shown):
        place.go("finding", finding=shown[at[0]].obligation.id)


def _filter(rows: Sequence[Row]) -> Filter:
    verdicts = _verdicts(rows)
    left, middle, right, last = st.columns([0.22, 0.24, 0.24, 0.3])
    with left:
        acts = _acts(rows)
    with middle:
        tiers = _tiers()
    with right:
        topic = _topic(rows)
    words = last.text_input(
        "Search",
        placeholder="words, a place or a document",
        key="words",
        persist_state="session",
    )
    return Filter(
        frozenset(verdicts),
        frozenset(act.value for act in acts),
        frozenset(tier.value for tier in tiers),
        topic or "",
        words or "",
    )


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
    )


def _acts(rows: Sequence[Row]) -> Sequence[Act]:
    return st.pills(
        "Act",
        [act for act in Act if any(row.obligation.pinpoint.act is act for row in rows)],
        selection_mode="multi",
        format_func=lambda act: act.label,
        key="act",
        persist_state="session",
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


def _topic(rows: Sequence[Row]) -> str | None:
    return st.selectbox(
        "Topic",
        ["", *dict.fromkeys(sorted(row.topic for row in rows))],
        format_func=lambda name: name or "all topics",
        key="topic",
        persist_state="session",
    )


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
