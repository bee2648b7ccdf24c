"""A chat model's part on the screen: whether it reads too, and what it says of a finding."""

import streamlit as st

from domain.finding import Finding, ModelOpinion, Review
from review.assisted.order import Estimate
from review.dossier_work import DossierId
from review.report.model_part import differences, model_rows
from ui.parts.opened import work
from ui.parts.words import plain

_MOST = 10
_WIDTH = 220
"""Pixels."""
_SHORT = (
    "That is more than the budget: rows that it does not reach are judged by citemark's own rules "
    "alone, and say so. CITEMARK_MODEL_BUDGET sets it."
)


def asked_times(dossier: DossierId, reviews: int) -> int:
    """How often each question is put to the configured model, 0 where it does not read too.

    What it will take at most stands below, before it starts. After each of the `reviews` it is
    asked anew: what a widget showed before it went out of sight is not what it shows after.
    """
    if work().estimate(dossier) is None:
        return 0
    model = work().bench.settings.model
    which = f"{dossier}-{reviews}"
    if not st.checkbox(plain(f"Let {model} read too"), value=True, key=f"assisted-{which}"):
        return 0
    times = st.number_input(
        "Times each question is put",
        min_value=1,
        max_value=_MOST,
        key=f"repeat-{which}",
        width=_WIDTH,
        help="More than once shows which rows the model is not sure of; each time is paid.",
    )
    _told(work().estimate(dossier, int(times)))
    return int(times)


def _told(estimate: Estimate | None) -> None:
    if estimate is None:
        return
    most = f"At most {estimate.sentence}. Passages of the documents are sent to it."
    beyond = estimate.input_tokens + estimate.output_tokens > estimate.budget
    st.caption(plain(f"{most} {_SHORT}" if beyond else most))


def model_summary(review: Review) -> None:
    """What the model was asked and what came of it, folded."""
    rows = list(model_rows(review))
    if rows:
        with st.expander("What the model did"):
            for what, told in rows:
                st.text(f"{what}: {told}")


def model_views(finding: Finding) -> None:
    """Where the model and citemark's own rules differ on a finding, and what the model said."""
    for told in differences(finding):
        st.warning(plain(told), icon=":material/smart_toy:")
    if finding.opinions:
        with st.expander("What the model says"):
            for opinion in finding.opinions:
                st.text(f"{opinion.status.value} - {opinion.criterion}")
                st.caption(plain(_view(opinion)))


def _view(opinion: ModelOpinion) -> str:
    share = opinion.agreement
    parts = (
        opinion.reason,
        f"Missing: {opinion.missing}" if opinion.missing else "",
        "" if share is None else f"Agreement of the runs: {share:.0%}",
    )
    return " ".join(part for part in parts if part)
