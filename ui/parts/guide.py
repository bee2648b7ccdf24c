"""The first look: what to do with a review that nobody has decided on yet."""

import streamlit as st

from domain.finding import Assertion, Finding, Verdict
from domain.law import Tier
from review.deciding import Reviewed
from review.verify import Sources
from ui.parts import place
from ui.parts.opened import standings, work

_CELLS = " | "
"""Between the cells of a row of a table."""
_GONE = "guide_gone"
_ORDER = (Assertion.DENIED, Assertion.PLANNED, Assertion.PLACEHOLDER, Assertion.MENTION)


def guide(of: Reviewed) -> None:
    """Draw three steps until a person has decided something or puts them away."""
    rows = standings(of)
    telling = _telling(of)
    decided = any(row.history or row.settled for row in rows.values())
    if telling is None or decided or st.session_state.get(_GONE):
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(
            "**First look.** 1 · Read the verdicts below. 2 · Open a gap and see the words that "
            "were *not* taken as evidence. 3 · Decide: agree, or change it with a reason."
        )
        if st.button("Show me a gap", type="primary", icon=":material/visibility:"):
            place.go("finding", finding=telling.obligation)
        if st.button("Put away", icon=":material/close:"):
            st.session_state[_GONE] = True
            st.rerun()


def _telling(of: Reviewed) -> Finding | None:
    """The gap that shows most: with a sentence that denies, promises or leaves blank.

    Of those alike one whose sentence stands on a page that can be drawn, no row of a table, and
    whose row matters to nearly every device.
    """
    gaps = [f for f in of.review.findings if f.verdict is Verdict.GAP]
    sources = Sources.of(of.review)
    return min(gaps, key=lambda gap: _rank(gap, sources), default=None)


def _rank(finding: Finding, sources: Sources) -> tuple[int, bool, bool, int]:
    found = [e for result in finding.criteria for e in result.evidence if e.assertion in _ORDER]
    if not found:
        return len(_ORDER), True, True, 0
    shown = min(found, key=lambda evidence: _ORDER.index(evidence.assertion))
    quote = sources.quote(shown.citation)
    tier = list(Tier).index(work().bench.catalogue.get(finding.obligation).tier)
    return _ORDER.index(shown.assertion), quote.page is None, _CELLS in quote.words, tier
