"""A chat model's part on the screen: whether it reads too, and what it says of a finding."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from domain.device import DeviceProfile
from domain.finding import Finding, ModelOpinion, Review
from regulations.profile import digest
from review.assisted.order import Estimate, told_of_all
from review.report.model_part import differences, model_rows
from review.second_reading import estimate_of
from ui.parts.opened import work
from ui.parts.words import plain

_MOST = 10
_WIDTH = 220
"""Pixels."""
_SHORT = (
    "That is more than the budget: rows that it does not reach are judged by citemark's own rules "
    "alone, and say so. CITEMARK_MODEL_BUDGET sets it."
)


def asked_times(key: str, devices: Sequence[DeviceProfile], usual: int = 1) -> int:
    """How often each question is put to the configured model, 0 where it does not read too.

    What it will take at most for a review of each of the `devices` stands below, before it
    starts. `usual` is what stands there first. Under another `key` it is asked anew: what a
    widget showed before it went out of sight is not what it shows after.
    """
    if not _estimates(devices, 1):
        return 0
    model = work().bench.settings.model
    if not st.checkbox(plain(f"Let {model} read too"), value=usual > 0, key=f"assisted-{key}"):
        return 0
    times = st.number_input(
        "Times each question is put",
        min_value=1,
        max_value=max(_MOST, usual),
        value=max(1, usual),
        key=f"repeat-{key}",
        width=_WIDTH,
        help="More than once shows which rows the model is not sure of; each time is paid.",
    )
    _told(_estimates(devices, int(times)))
    return int(times)


def _estimates(devices: Sequence[DeviceProfile], times: int) -> list[Estimate]:
    """At most what a model takes for each review, nothing where none is set."""
    told = (_estimate(digest(one), times, work().bench.today(), one) for one in devices)
    return [one for one in told if one is not None]


@st.cache_resource(show_spinner="Reckoning what the model will take", max_entries=1000)
def _estimate(device: str, times: int, day: date, _profile: DeviceProfile) -> Estimate | None:
    del device, day
    return estimate_of(work().bench, _profile, times)


def _told(estimates: Sequence[Estimate]) -> None:
    most = f"At most {told_of_all(estimates)}. Passages of the documents are sent to it."
    beyond = any(one.input_tokens + one.output_tokens > one.budget for one in estimates)
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
