"""A chat model's part on the screen: whether it reads too, and what it says of a finding."""

import streamlit as st

from domain.finding import Finding, ModelOpinion, Review
from review.dossier_work import DossierId
from review.report.model_part import differences, model_rows
from ui.parts.opened import work
from ui.parts.words import plain


def asked_too(dossier: DossierId) -> bool:
    """Whether the user lets the configured model read too, with what it will take at most."""
    estimate = work().estimate(dossier)
    if estimate is None:
        return False
    model = work().bench.settings.model
    chosen = st.checkbox(plain(f"Let {model} read too"), value=True, key=f"assisted-{dossier}")
    if chosen:
        st.caption(plain(f"At most {estimate.sentence}. Passages of the documents are sent to it."))
    return chosen


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
