"""Finding: the obligation and the law on the left, the cited place on the right; and decided."""

from collections.abc import Mapping, Sequence

import streamlit as st

from domain.decision import Effective
from domain.finding import (
    Assertion,
    Conflict,
    CriterionResult,
    DocumentCitation,
    Finding,
    Review,
    Verdict,
)
from domain.law import Obligation
from review.deciding import Reviewed
from review.dossier_work import DossierId
from ui.parts import place
from ui.parts.assisting import model_views
from ui.parts.cited import cited_place
from ui.parts.decide import decide_bar, history, reasons_shown, standing_shown
from ui.parts.law_side import law_side
from ui.parts.opened import reviewed, shelf, standings, work
from ui.parts.places import places
from ui.parts.words import MEANINGS, MET, count, plain, sentence, verdict

_COLOURS = {
    Verdict.COVERED: "green",
    Verdict.PARTIAL: "orange",
    Verdict.GAP: "red",
    Verdict.CONFLICT: "violet",
    Verdict.UNDETERMINED: "blue",
    Verdict.NOT_APPLICABLE: "gray",
}


def draw() -> None:
    """The page."""
    kept = place.opened()
    of = reviewed(kept.id) if kept else None
    if of is None:
        st.title("Finding")
    place.required()
    if of is None:
        st.info("There is no review yet. Run it on the Review page, then click a row.")
        place.link("review", "Go to the review", ":material/fact_check:")
        return
    finding = _chosen(of.review)
    decided = standings(of)
    _walk(of.review, finding, decided)
    _head(of.review, work().bench.catalogue.get(finding.obligation), decided[finding.obligation])
    if decide_bar(of, finding.obligation, decided[finding.obligation]):
        _on(of.review, finding, standings(of))
    reasons_shown(decided[finding.obligation])
    _sides(of, decided[finding.obligation])


def _sides(of: Reviewed, row: Effective) -> None:
    """The law on the left, the documents on the right."""
    obligation = work().bench.catalogue.get(row.finding.obligation)
    if row.finding.verdict is Verdict.CONFLICT:
        for conflict in of.review.conflicts:
            if obligation.id in conflict.obligations:
                _conflict(of.dossier, of.review, conflict)
    left, right = st.columns([0.44, 0.56], gap="large")
    with left:
        _criteria(row.finding)
        st.subheader("The law", anchor=False)
        law_side(shelf().quote(obligation))
        history(row)
    with right:
        places(of, row)


def _chosen(review: Review) -> Finding:
    """The finding that the address names, else the first that is not settled."""
    by_id = {finding.obligation: finding for finding in review.findings}
    asked = st.query_params.get("finding") or st.session_state.get("finding", "")
    found = by_id.get(asked)
    if found is None:
        settled = {Verdict.COVERED, Verdict.NOT_APPLICABLE}
        found = next((f for f in review.findings if f.verdict not in settled), review.findings[0])
    st.session_state["finding"] = found.obligation
    if st.query_params.get("finding") != found.obligation:
        st.query_params["finding"] = found.obligation
    return found


def _walk(review: Review, finding: Finding, decided: Mapping[str, Effective]) -> None:
    """To the neighbours in the table as it was last filtered, and back to it."""
    shown = _shown(review)
    at = shown.index(finding.obligation) if finding.obligation in shown else None
    previous = shown[at - 1] if at else None
    following = shown[at + 1] if at is not None and at + 1 < len(shown) else None
    open_next = _next_open(shown, finding, decided)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if st.button("Table", icon=":material/arrow_back:", shortcut="T", help="Back to the table"):
            place.go("review")
        if st.button(
            "Previous", icon=":material/chevron_left:", disabled=previous is None, shortcut="P"
        ):
            _go(str(previous))
        if st.button(
            "Next", icon=":material/chevron_right:", disabled=following is None, shortcut="N"
        ):
            _go(str(following))
        if st.button(
            "Next open",
            icon=":material/skip_next:",
            disabled=open_next is None,
            shortcut="O",
            help="The next row that nobody has decided",
        ):
            _go(str(open_next))
        waiting = sum(decided[name].is_open for name in shown if name in decided)
        here = f"Row {at + 1} of {len(shown)}" if at is not None else f"{len(shown)} rows"
        st.caption(f"{here} in the table, {waiting} open")


def _shown(review: Review) -> list[str]:
    every = [f.obligation for f in review.findings if f.verdict is not Verdict.NOT_APPLICABLE]
    shown: list[str] = st.session_state.get("shown_rows") or every
    return shown


def _next_open(
    shown: Sequence[str], finding: Finding, decided: Mapping[str, Effective]
) -> str | None:
    """The next row that waits for a person, after the last from the first on."""
    at = shown.index(finding.obligation) + 1 if finding.obligation in shown else 0
    order = [*shown[at:], *shown[:at]]
    waiting = (n for n in order if n != finding.obligation and n in decided and decided[n].is_open)
    return next(waiting, None)


def _on(review: Review, finding: Finding, decided: Mapping[str, Effective]) -> None:
    """After a decision: to the next open row, or say that all is decided."""
    following = _next_open(_shown(review), finding, decided)
    if following is None:
        st.toast("Every row of the table is decided.", icon=":material/done_all:")
        st.rerun()
    st.toast("Kept. Here is the next open row.", icon=":material/check:")
    _go(following)


def _go(obligation: str) -> None:
    st.session_state["finding"] = obligation
    place.go("finding", finding=obligation)


def _head(review: Review, row: Obligation, decided: Effective) -> None:
    finding, answer = decided.finding, review.applicability[row.id]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.header(plain(row.pinpoint.label), anchor=False, width="content")
        st.badge(
            verdict(finding.verdict),
            color=_COLOURS[finding.verdict],  # type: ignore[arg-type]
            help=MEANINGS[finding.verdict],
        )
        standing_shown(decided)
    st.markdown(f"**{plain(row.title)}**")
    st.text(sentence(finding.reason))
    since = ""
    if answer.applies_from is not None:
        state = "" if answer.in_force else ", not yet in force"
        since = f" From {answer.applies_from.isoformat()}{state}."
    st.caption(plain(f"{sentence(answer.reason)}{since} Tier: {row.tier.value}."))


def _criteria(finding: Finding) -> None:
    st.subheader("What a reviewer looks for", anchor=False)
    if not finding.criteria:
        st.caption("Nothing was judged here: the row does not reach the device.")
    numbers = {citation: n for n, citation in enumerate(finding.citations, start=1)}
    for result in finding.criteria:
        with st.container(border=True, gap="small"):
            st.text(f"{MET[result.met]} - {result.criterion}")
            if told := _told(result, numbers):
                st.caption(plain(told))
    model_views(finding)
    searched = ""
    if finding.searched is not None:
        documents = count(len(finding.searched.documents), "document")
        searched = f" Searched: {count(finding.searched.passages, 'passage')} of {documents}."
    judge = finding.assessor.partition(" (")[0]
    st.caption(plain(f"Judged by {judge}.{searched}"))


def _told(result: CriterionResult, numbers: dict[DocumentCitation, int]) -> str:
    counting = [
        f"[{numbers[e.citation]}]"
        for e in result.evidence
        if e.assertion is Assertion.ASSERTED and e.citation in numbers
    ]
    reason = sentence(result.reason)
    return f"Places {' '.join(counting)} {reason}" if counting else reason


def _conflict(dossier: DossierId, review: Review, conflict: Conflict) -> None:
    with st.container(border=True):
        st.markdown(f"**The documents disagree: {plain(conflict.subject)}**")
        sides = list(dict(reversed(conflict.values)).items())
        for column, (value, citation) in zip(
            st.columns(min(2, len(sides))), sides[::-1][:2], strict=True
        ):
            with column:
                st.text(value)
                cited_place(dossier, review.documents, citation)


draw()
