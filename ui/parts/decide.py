"""What a person says of a finding: agree, change, not applicable, assign, comment; by hand or key.

A decision stands beside the finding; who said it, when and why goes into the audit trail.
"""

from collections.abc import Sequence

import streamlit as st

from domain.decision import Decision, DecisionKind, Effective, Standing
from domain.errors import CitemarkError
from domain.finding import Verdict
from review.deciding import Reviewed, Said
from ui.parts.opened import desk
from ui.parts.person import who
from ui.parts.words import STANDINGS, count, plain, sentence, verdict

_COLOURS = {
    Standing.OPEN: "gray",
    Standing.AGAIN: "orange",
    Standing.AGREED: "green",
    Standing.CHANGED: "violet",
    Standing.NOT_APPLICABLE: "gray",
    Standing.NOT_NEEDED: "gray",
}


def say(of: Reviewed, obligations: Sequence[str], said: Said) -> bool:
    """Keep what was said; an error is told, and False given."""
    try:
        desk().decide(of, obligations, said, who=who())
    except CitemarkError as error:
        st.error(plain(sentence(str(error))), icon=":material/error:")
        return False
    return True


def decide_bar(of: Reviewed, obligation: str, row: Effective) -> bool:
    """Draw what can be decided on one row; True where the person is done with it."""
    if (signed := desk().signed(of)) is not None:
        st.caption(
            plain(f"Signed off by {signed.who} on {signed.at:%Y-%m-%d}: nothing more is decided.")
        )
        return False
    done = False
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if st.button(
            "Agree",
            icon=":material/check:",
            type="primary" if row.is_open else "secondary",
            shortcut="A",
            help="Keeps the verdict and goes on to the next open row.",
        ):
            done = say(of, [obligation], Said(DecisionKind.AGREE))
        if st.button("Change verdict", icon=":material/edit:", shortcut="V"):
            _change(of, obligation, row)
        if st.button("Not applicable", icon=":material/block:", shortcut="X"):
            _not_applicable(of, [obligation])
        if st.button("Comment", icon=":material/chat:", shortcut="M"):
            _comment(of, obligation)
        if st.button("Assign", icon=":material/person_add:", shortcut="S"):
            assign(of, [obligation], row.assignee)
        if row.settled is not None and st.button("Reopen", icon=":material/undo:"):
            done_ = say(of, [obligation], Said(DecisionKind.REOPEN))
            if done_:
                st.rerun()
    return done


@st.dialog("Change the verdict")
def _change(of: Reviewed, obligation: str, row: Effective) -> None:
    others = [kind for kind in Verdict if kind not in {row.verdict, Verdict.NOT_APPLICABLE}]
    with st.form("change", border=False):
        chosen = st.selectbox("Verdict", others, format_func=verdict)
        text = st.text_area("Why", placeholder="What the reviewer sees that citemark does not")
        if st.form_submit_button("Change it", type="primary") and say(
            of, [obligation], Said(DecisionKind.CHANGE, text, chosen)
        ):
            st.rerun()


@st.dialog("Not applicable")
def _not_applicable(of: Reviewed, obligations: Sequence[str]) -> None:
    with st.form("not-applicable", border=False):
        text = st.text_area(
            "Justification",
            placeholder="Why the requirement does not reach this device; it stands in the reports",
        )
        if st.form_submit_button("Mark as not applicable", type="primary") and say(
            of, obligations, Said(DecisionKind.NOT_APPLICABLE, text)
        ):
            st.rerun()


@st.dialog("Comment")
def _comment(of: Reviewed, obligation: str) -> None:
    with st.form("comment", border=False):
        text = st.text_area("Comment")
        if st.form_submit_button("Keep the comment", type="primary") and say(
            of, [obligation], Said(DecisionKind.COMMENT, text)
        ):
            st.rerun()


@st.dialog("Assign")
def assign(of: Reviewed, obligations: Sequence[str], assignee: str) -> None:
    """Ask whom the rows are given to."""
    with st.form("assign", border=False):
        name = st.text_input("To whom", value=assignee, help="Empty: to nobody.", max_chars=100)
        if st.form_submit_button("Assign", type="primary") and say(
            of, obligations, Said(DecisionKind.ASSIGN, assignee=name)
        ):
            st.rerun()


def bulk_bar(of: Reviewed, obligations: Sequence[str]) -> None:
    """Draw what can be decided on many rows at once."""
    if desk().signed(of) is not None:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{count(len(obligations), 'row')} ticked**")
        if st.button("Agree", key="bulk-agree", icon=":material/check:", type="primary") and say(
            of, obligations, Said(DecisionKind.AGREE)
        ):
            st.session_state["table_round"] = st.session_state.get("table_round", 0) + 1
            st.rerun()
        if st.button("Not applicable", key="bulk-not", icon=":material/block:"):
            _not_applicable(of, obligations)
        if st.button("Assign", key="bulk-assign", icon=":material/person_add:"):
            assign(of, obligations, "")


def standing_shown(row: Effective) -> None:
    """Draw where the row stands with people, and why."""
    told = STANDINGS[row.standing]
    if row.standing is Standing.CHANGED:
        told = f"{told} to {row.verdict.value}"
    st.badge(told, color=_COLOURS[row.standing])  # type: ignore[arg-type]
    if row.assignee:
        st.badge(plain(row.assignee), icon=":material/person:", color="blue")


def reasons_shown(row: Effective) -> None:
    """Draw who decided and why, and what of an earlier review no longer holds."""
    if (settled := row.settled) is not None:
        carried = f", taken over from review {settled.carried_from}" if settled.carried_from else ""
        said = f": {settled.text}" if settled.text else ""
        told = f"{settled.kind.value}: {_signature(settled)}{carried}{said}"
        st.caption(plain(sentence(told)))
    for lost in row.lost:
        st.warning(
            plain(
                f"The evidence has changed since {_signature(lost)}: {lost.kind.value}"
                f"{f' ({lost.text})' if lost.text else ''}. Decide again."
            ),
            icon=":material/update:",
        )


def history(row: Effective) -> None:
    """Draw everything that was said of the row, newest first."""
    if not row.history:
        return
    with st.expander(f"What people said ({len(row.history)})"):
        for decision in reversed(row.history):
            new = decision.verdict.value if decision.verdict else decision.assignee
            told = f"{decision.kind.value}{f' to {new}' if new else ''}"
            st.text(f"{told}{f': {decision.text}' if decision.text else ''}")
            st.caption(plain(f"{_signature(decision)}, review {decision.review}"))


def _signature(decision: Decision) -> str:
    return f"{decision.who}, {decision.at:%Y-%m-%d %H:%M} UTC"
