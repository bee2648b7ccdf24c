"""Both laws: by topic what the device law and the AI Act ask, shared or one alone."""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from domain.device import Applies, DeviceProfile
from domain.pinpoint import Act, Pinpoint
from regulations.profile import digest
from review.device_law import SHARED, CrosswalkRow, CrosswalkTopic, crosswalk, crosswalk_payload
from ui.parts import place
from ui.parts.law_links import law_address
from ui.parts.linked import Link, linked_rows
from ui.parts.opened import work
from ui.parts.words import plain, sentence

_UNFOLDED = 1


def draw() -> None:
    """The page."""
    st.title("Both laws")
    profile = place.required().profile
    if profile is None:
        st.info("The device is not described yet; what reaches it follows from its profile.")
        place.link("device", "Describe the device", ":material/settings_suggest:")
        return
    day = _day()
    topics = _topics(digest(profile), day, profile)
    _begin(profile, topics)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        shown = _chosen(profile.framework.act)
        _download(topics)
    for number, topic in enumerate(topics):
        _topic(topic, profile.framework.act, shown, unfolded=number < _UNFOLDED)


@st.cache_resource(show_spinner=False, max_entries=32)
def _topics(key: str, day: date, _profile: DeviceProfile) -> Sequence[CrosswalkTopic]:
    """What both laws ask of a device, once for each profile and day."""
    del key
    return crosswalk(work().bench.catalogue, _profile, day)


def _day() -> date:
    today = date.today()  # noqa: DTZ011 - the user's day
    chosen = st.date_input(
        "As the law stands on", today, format="YYYY-MM-DD", key="crosswalk_day", width=200
    )
    return chosen if isinstance(chosen, date) else today


def _begin(profile: DeviceProfile, topics: Sequence[CrosswalkTopic]) -> None:
    law = profile.framework.act.label
    st.write(
        f"What the {law} and the AI Act ask of this device, topic by topic. Evidence for a "
        "shared row is written once and serves both."
    )
    if not any(topic.ai for topic in topics):
        st.info(f"No row of the AI Act reaches this device: the {law} alone speaks.")


_AI_ONLY = f"{Act.AIA.label} only"


def _download(topics: Sequence[CrosswalkTopic]) -> None:
    st.download_button(
        "crosswalk.json",
        partial(_as_json, topics),
        "crosswalk.json",
        "application/json",
        icon=":material/download:",
        on_click="ignore",
    )


def _as_json(topics: Sequence[CrosswalkTopic]) -> bytes:
    return json.dumps(crosswalk_payload(topics), ensure_ascii=False, indent=2).encode()


def _chosen(act: Act) -> str | None:
    marks = [SHARED, f"{act.label} only", _AI_ONLY]
    return st.pills("Show", marks, key="crosswalk_marks", help="All rows where none is chosen.")


def _topic(topic: CrosswalkTopic, act: Act, shown: str | None, *, unfolded: bool) -> None:
    device, ai = (_of(rows, shown) for rows in (topic.device, topic.ai))
    if not (device or ai):
        return
    label = f"{topic.name}: {_counted([*device, *ai], act)}"
    with st.expander(plain(label), expanded=unfolded):
        left, right = st.columns(2, gap="medium")
        with left:
            _side(act.label, device)
        with right:
            _side(Act.AIA.label, ai)


def _counted(rows: Sequence[CrosswalkRow], act: Act) -> str:
    """How many rows are shared, and how many are of one law alone."""
    counts = Counter(row.mark for row in rows)
    marks = (SHARED, f"{act.label} only", _AI_ONLY)
    return ", ".join(f"{counts[mark]} {mark}" for mark in marks if counts[mark])


def _of(rows: Sequence[CrosswalkRow], shown: str | None) -> list[CrosswalkRow]:
    return [row for row in rows if shown in {None, row.mark}]


def _side(name: str, rows: Sequence[CrosswalkRow]) -> None:
    st.markdown(f"**{name}**")
    if not rows:
        st.caption("Nothing to show here.")
        return
    linked_rows(map(_link, rows))


def _link(row: CrosswalkRow) -> Link:
    return Link(
        row.pinpoint,
        law_address(Pinpoint.parse(row.id)),
        rest=f" {row.title}",
        note=" · ".join(_notes(row)),
    )


def _notes(row: CrosswalkRow) -> list[str]:
    told = [row.mark]
    if row.linked:
        told.append(f"goes with {', '.join(Pinpoint.parse(name).label for name in row.linked)}")
    if row.answer.applies is Applies.UNKNOWN:
        told.append(sentence(row.answer.reason))
    if not row.answer.in_force:
        told.append(f"not yet in force, from {row.answer.applies_from}")
    return told


draw()
