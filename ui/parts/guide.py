"""The first look: what to do with a review that nobody has decided on yet."""

import streamlit as st

from domain.finding import Assertion, Finding, Verdict
from review.deciding import Reviewed
from ui.parts import place
from ui.parts.opened import standings

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
    """The gap that shows most: with a sentence that denies, promises or leaves blank."""
    gaps = [f for f in of.review.findings if f.verdict is Verdict.GAP]
    return min(gaps, key=_rank, default=None)


def _rank(finding: Finding) -> int:
    found = {e.assertion for result in finding.criteria for e in result.evidence}
    return next((at for at, kind in enumerate(_ORDER) if kind in found), len(_ORDER))
