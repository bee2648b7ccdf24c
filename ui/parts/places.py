"""The places of a finding: what was cited, what a person marked, what comes near; one at a time."""

from collections.abc import Sequence

import streamlit as st

from domain.decision import DecisionKind, Effective
from domain.finding import Assertion, DocumentCitation, Finding
from review.deciding import Reviewed, Said
from review.hand_marks import places_of
from review.verify import Sources
from ui.parts.cited import cited_place, place_words
from ui.parts.decide import say
from ui.parts.marked import marked
from ui.parts.names import short_names
from ui.parts.opened import desk
from ui.parts.words import count, plain, sentence


def places(of: Reviewed, row: Effective) -> None:
    """Draw the places of a finding."""
    finding = row.finding
    cited = list(row.citations)
    nearest = [p for p in (finding.searched.nearest if finding.searched else ()) if p not in cited]
    if cited:
        st.subheader("The cited places", anchor=False)
        _declined(finding)
        _viewer(of, row, cited)
    elif nearest:
        st.subheader("No evidence was found", anchor=False)
        st.caption("These places come nearest. They are not evidence.")
        _viewer(of, row, nearest)
    else:
        st.subheader("No place is cited", anchor=False)
        st.caption(plain(sentence(finding.reason)))
    if cited and nearest:
        with st.expander(f"Other passages that come near ({len(nearest)})"):
            for number, near in enumerate(nearest):
                _candidate(of, row, near, f"near-{number}")
    _by_hand(of, row)


def _declined(finding: Finding) -> None:
    """How many places name the matter and were not taken as evidence, with why."""
    declined = {
        e.citation: e.assertion
        for result in finding.criteria
        for e in result.evidence
        if e.assertion is not Assertion.ASSERTED
    }
    if declined:
        kinds = ", ".join(dict.fromkeys(a.value for a in declined.values()))
        st.caption(plain(f"{count(len(declined), 'place')} not taken as evidence ({kinds})."))


@st.fragment
def _viewer(of: Reviewed, row: Effective, shown: Sequence[DocumentCitation]) -> None:
    sources = Sources.of(of.review)
    called = short_names([document.name for document in of.review.documents])
    standing = {e.citation: e.assertion for r in row.finding.criteria for e in r.evidence}

    def label(number: int) -> str:
        citation = shown[number - 1]
        mark = "☞" if citation in row.marked else _MARKS[_counts(standing.get(citation))]
        quote = sources.quote(citation)
        return plain(f"{mark} {number} · {place_words(quote, called[quote.name])}".strip())

    numbers = list(range(1, len(shown) + 1))
    asked = st.query_params.get("place", "1")
    first = int(asked) if asked.isdecimal() and int(asked) in numbers else 1
    chosen = st.pills(
        "Places",
        numbers,
        default=first,
        required=True,
        format_func=label,
        key=f"place-{of.dossier}-{of.number}-{row.finding.obligation}",
        label_visibility="collapsed",
        wrap=True,
    )
    chosen = chosen or first
    st.query_params["place"] = str(chosen)
    citation = shown[chosen - 1]
    said = standing.get(citation)
    if citation in row.marked:
        st.info("Marked as evidence by a person.", icon=":material/touch_app:")
    elif said is not None and said is not Assertion.ASSERTED:
        st.warning(f"Not taken as evidence: {said.value}.", icon=":material/block:")
    cited_place(of.dossier, of.review.documents, citation)
    _mark(of, row, citation, f"mark-{chosen}")


_MARKS = {True: "✓", False: "✗", None: ""}


def _counts(assertion: Assertion | None) -> bool | None:
    return None if assertion is None else assertion is Assertion.ASSERTED


def _candidate(of: Reviewed, row: Effective, near: DocumentCitation, key: str) -> None:
    quote = Sources.of(of.review).quote(near)
    document = next(d for d in of.review.documents if d.id == near.document)
    st.caption(plain(quote.name + (f" · page {quote.page}" if quote.page else "")))
    marked(document, near.span)
    _mark(of, row, near, key)


def _mark(of: Reviewed, row: Effective, citation: DocumentCitation, key: str) -> None:
    """Let a person take a place for evidence that the rules did not, or take that back."""
    if desk().signed(of) is not None:
        return
    evidence = {e.citation for r in row.finding.criteria for e in r.evidence if r.met}
    if citation in row.marked:
        label, kind = "Take the mark back", DecisionKind.UNMARK
    elif citation in evidence:
        return
    else:
        label, kind = "Mark as evidence", DecisionKind.MARK
    name = f"{key}-{row.finding.obligation}-{citation.document[:8]}-{citation.span.start}"
    if st.button(label, key=name, icon=":material/touch_app:") and say(
        of, [row.finding.obligation], Said(kind, place=citation)
    ):
        st.rerun()


def _by_hand(of: Reviewed, row: Effective) -> None:
    if desk().signed(of) is not None:
        return
    with st.expander("Mark another place as evidence"):
        words = st.text_input(
            "Words that stand in a document",
            key=f"hand-{row.finding.obligation}",
            placeholder="a few words, as they are written there",
        )
        if not words.strip():
            return
        found = places_of(of.review, words)
        if not found:
            st.caption("These words stand in no document of this review.")
        for number, hit in enumerate(found):
            _candidate(of, row, hit, f"hand-{number}")
