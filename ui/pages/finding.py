"""Finding: the obligation and the law on the left, the cited place on the right."""

from collections.abc import Sequence

import streamlit as st

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
from review.dossier_work import DossierId
from review.verify import Sources
from ui.parts import place
from ui.parts.assisting import model_views
from ui.parts.cited import cited_place, short_place
from ui.parts.law_side import law_side
from ui.parts.opened import latest_review, shelf, work
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
    review = latest_review(kept.id) if kept else None
    if review is None:
        st.title("Finding")
    dossier = place.required()
    if review is None:
        st.info("There is no review yet. Run it on the Review page, then click a row.")
        place.link("review", "Go to the review", ":material/fact_check:")
        return
    finding = _chosen(review)
    row = work().bench.catalogue.get(finding.obligation)
    _walk(review, finding)
    _head(review, row, finding)
    conflicts = [c for c in review.conflicts if row.id in c.obligations]
    if finding.verdict is Verdict.CONFLICT:
        for conflict in conflicts:
            _conflict(dossier.id, review, conflict)
    left, right = st.columns([0.46, 0.54], gap="large")
    with left:
        _criteria(review, finding)
        st.subheader("The law")
        law_side(shelf().quote(row))
    with right:
        _places(dossier.id, review, finding)


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


def _walk(review: Review, finding: Finding) -> None:
    """To the neighbours in the table as it was last filtered, and back to it."""
    every = [f.obligation for f in review.findings if f.verdict is not Verdict.NOT_APPLICABLE]
    shown = st.session_state.get("shown_rows") or every
    at = shown.index(finding.obligation) if finding.obligation in shown else None
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("Back to the table", icon=":material/arrow_back:"):
            place.go("review")
        previous = shown[at - 1] if at else None
        following = shown[at + 1] if at is not None and at + 1 < len(shown) else None
        if st.button(
            "Previous", icon=":material/chevron_left:", disabled=previous is None, shortcut="P"
        ):
            _go(str(previous))
        if st.button(
            "Next", icon=":material/chevron_right:", disabled=following is None, shortcut="N"
        ):
            _go(str(following))
        if at is not None:
            st.caption(f"Row {at + 1} of {len(shown)} in the table")


def _go(obligation: str) -> None:
    st.session_state["finding"] = obligation
    place.go("finding", finding=obligation)


def _head(review: Review, row: Obligation, finding: Finding) -> None:
    answer = review.applicability[row.id]
    st.header(plain(row.pinpoint.label))
    st.markdown(f"**{plain(row.title)}**")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.badge(
            verdict(finding.verdict),
            color=_COLOURS[finding.verdict],  # type: ignore[arg-type]
            help=MEANINGS[finding.verdict],
        )
        st.text(sentence(finding.reason))
    since = ""
    if answer.applies_from is not None:
        state = "" if answer.in_force else ", not yet in force"
        since = f" From {answer.applies_from.isoformat()}{state}."
    st.caption(plain(f"{sentence(answer.reason)}{since} Tier: {row.tier.value}."))


def _criteria(review: Review, finding: Finding) -> None:
    st.subheader("What a reviewer looks for")
    if not finding.criteria:
        st.caption("Nothing was judged here: the row does not reach the device.")
    numbers = {citation: n for n, citation in enumerate(finding.citations, start=1)}
    for result in finding.criteria:
        with st.container(border=True, gap="small"):
            st.text(f"{MET[result.met]} - {result.criterion}")
            if told := _told(result, numbers):
                st.caption(plain(told))
    model_views(finding)
    st.caption(plain(f"Judged by {finding.assessor}."))
    if finding.searched is not None:
        documents = count(len(finding.searched.documents), "document")
        st.caption(f"Searched: {count(finding.searched.passages, 'passage')} of {documents}.")
    _declined(review, finding)


def _told(result: CriterionResult, numbers: dict[DocumentCitation, int]) -> str:
    counting = [
        f"[{numbers[e.citation]}]"
        for e in result.evidence
        if e.assertion is Assertion.ASSERTED and e.citation in numbers
    ]
    reason = sentence(result.reason)
    return f"Places {' '.join(counting)} {reason}" if counting else reason


def _declined(review: Review, finding: Finding) -> None:
    """The places that name the matter and were not taken as evidence, with why."""
    declined = {
        e.citation: e.assertion
        for result in finding.criteria
        for e in result.evidence
        if e.assertion is not Assertion.ASSERTED
    }
    if declined:
        kinds = ", ".join(dict.fromkeys(a.value for a in declined.values()))
        st.caption(plain(f"{count(len(declined), 'place')} not taken as evidence ({kinds})."))
    del review


def _places(dossier: DossierId, review: Review, finding: Finding) -> None:
    cited = list(finding.citations)
    nearest = list(finding.searched.nearest) if finding.searched else []
    if cited:
        st.subheader("The cited places")
        _viewer(dossier, review, finding, cited)
    elif nearest:
        st.subheader("No evidence was found")
        st.caption("These places come nearest. They are not evidence.")
        _viewer(dossier, review, finding, nearest)
    else:
        st.subheader("No place is cited")
        st.caption(plain(sentence(finding.reason)))


def _viewer(
    dossier: DossierId, review: Review, finding: Finding, places: Sequence[DocumentCitation]
) -> None:
    sources = Sources.of(review)
    standing = {e.citation: e.assertion for r in finding.criteria for e in r.evidence}

    def label(number: int) -> str:
        place_ = places[number - 1]
        mark = {True: "✓", False: "✗", None: ""}[_counts(standing.get(place_))]
        return plain(f"{mark} {number} · {short_place(sources.quote(place_))}")

    numbers = list(range(1, len(places) + 1))
    asked = st.query_params.get("place", "1")
    first = int(asked) if asked.isdecimal() and int(asked) in numbers else 1
    key = f"place-{dossier}-{finding.obligation}"
    chosen = st.pills(
        "Places",
        numbers,
        default=first,
        required=True,
        format_func=label,
        key=key,
        label_visibility="collapsed",
        wrap=True,
    )
    chosen = chosen or first
    st.query_params["place"] = str(chosen)
    citation = places[chosen - 1]
    if (said := standing.get(citation)) is not None and said is not Assertion.ASSERTED:
        st.warning(f"Not taken as evidence: {said.value}.", icon=":material/block:")
    cited_place(dossier, review, citation)


def _counts(assertion: Assertion | None) -> bool | None:
    return None if assertion is None else assertion is Assertion.ASSERTED


def _conflict(dossier: DossierId, review: Review, conflict: Conflict) -> None:
    with st.container(border=True):
        st.markdown(f"**The documents disagree: {plain(conflict.subject)}**")
        sides = list(dict(reversed(conflict.values)).items())
        for column, (value, citation) in zip(
            st.columns(min(2, len(sides))), sides[::-1][:2], strict=True
        ):
            with column:
                st.text(value)
                cited_place(dossier, review, citation)


draw()
