"""Device: what it is, and what that makes of the obligations."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from domain.device import Applies, DeviceProfile, Fact, Framework
from domain.errors import ProfileError
from domain.finding import Verdict
from domain.pinpoint import Act
from regulations.ai_status import Check, ai_status
from regulations.applicability import applicability
from regulations.classification import classify, qualify
from regulations.profile import digest, dump_profile, parse_profile
from review.device_questions import Question, questions_of, reach
from review.dossier_work import DossierId
from ui.parts import place
from ui.parts.law_links import cited_sources
from ui.parts.opened import work
from ui.parts.person import who
from ui.parts.words import APPLIES, FACTS, SYMBOLS, count, plain, sentence


def draw() -> None:
    """The page."""
    st.title("Device")
    dossier = place.required()
    profile = dossier.profile
    _identity(dossier.id, profile)
    if profile is not None:
        form, side = st.columns([0.66, 0.34], gap="medium")
        with side:
            _reach(profile)
            _ai_status(profile)
            _class(profile)
        with form:
            _questions(dossier.id, profile)
        place.link("review", "Next: the review", ":material/arrow_forward:")


def _identity(dossier: DossierId, profile: DeviceProfile | None) -> None:
    left, middle, right, last = st.columns([0.4, 0.2, 0.15, 0.25], vertical_alignment="bottom")
    name = left.text_input("Name", profile.name if profile else "", key=f"name-{dossier}")
    version = middle.text_input(
        "Version", profile.version if profile else "", key=f"version-{dossier}"
    )
    frameworks = list(Framework)
    framework = right.selectbox(
        "Device law",
        frameworks,
        index=frameworks.index(profile.framework) if profile else 0,
        format_func=lambda one: one.act.label,
        key=f"framework-{dossier}",
    )
    classes = list(framework.classes)
    known = profile.risk_class if profile and profile.risk_class in classes else None
    risk_class = last.selectbox(
        "Class",
        classes,
        index=classes.index(known) if known else None,
        placeholder="choose",
        key=f"class-{dossier}-{framework.value}",
    )
    if not name.strip() or risk_class is None:
        st.info("Give the device a name and a class; the questions that decide then follow.")
        _from_file(dossier)
        return
    facts = profile.facts if profile else {}
    given = DeviceProfile(name.strip(), version.strip(), framework, risk_class, facts)
    if given != profile:
        _save(dossier, given)


def _save(dossier: DossierId, profile: DeviceProfile) -> None:
    work().bench.store.set_profile(dossier, profile, who=who())
    st.rerun()


def _from_file(dossier: DossierId) -> None:
    with st.expander("Take it from a device.yaml instead"):
        file = st.file_uploader("device.yaml", type=["yaml", "yml"])
        if file is None:
            return
        try:
            profile = parse_profile(file.getvalue().decode("utf-8-sig", "replace"))
        except ProfileError as error:
            st.error(plain(sentence(str(error))), icon=":material/error:")
            return
        _save(dossier, profile)


@st.cache_resource(show_spinner=False, max_entries=64)
def _computed(
    key: str, day: date, _profile: DeviceProfile
) -> tuple[Mapping[Act, Counter[Applies]], list[Question]]:
    """How many obligations a device meets and what is asked of it, once for each profile."""
    del key
    catalogue = work().bench.catalogue
    answers = applicability(catalogue, _profile, day)
    return reach(answers, catalogue), questions_of(_profile, answers, day)


def _reach(profile: DeviceProfile) -> None:
    st.subheader("Obligations", anchor=False)
    counts, _ = _computed(digest(profile), date.today(), profile)  # noqa: DTZ011 - the user's day
    for act in (profile.framework.act, Act.AIA):
        of_act = counts[act]
        columns = st.columns([0.22, 0.26, 0.26, 0.26], vertical_alignment="center")
        columns[0].markdown(f"**{act.label}**")
        columns[1].metric("✓ apply", of_act[Applies.YES])
        columns[2].metric("? open", of_act[Applies.UNKNOWN])
        columns[3].metric(f"{SYMBOLS[Verdict.NOT_APPLICABLE]} do not", of_act[Applies.NO])
    with st.container(horizontal=True, gap="small"):
        if st.button("Which and why", icon=":material/list:"):
            _which(profile)
        st.download_button(
            "device.yaml",
            dump_profile(profile).encode(),
            "device.yaml",
            "application/yaml",
            icon=":material/download:",
            on_click="ignore",
        )
    st.caption("Saved as you answer. An unknown fact keeps rows open; it is never taken as a no.")


@st.dialog("Which obligations reach the device, and why", width="large")
def _which(profile: DeviceProfile) -> None:
    catalogue = work().bench.catalogue
    answers = applicability(catalogue, profile, date.today())  # noqa: DTZ011 - the user's day
    acts = {profile.framework.act, Act.AIA}
    rows = [row for row in catalogue.obligations.values() if row.pinpoint.act in acts]
    shown = st.pills("Show", list(Applies), default=Applies.YES, format_func=APPLIES.__getitem__)
    mine = [row for row in rows if shown is None or answers[row.id].applies is shown]
    st.caption(count(len(mine), "obligation"))
    st.dataframe(
        {
            "Requirement": [row.pinpoint.label for row in mine],
            "What it asks": [row.title for row in mine],
            "Why": [sentence(answers[row.id].reason) for row in mine],
            "From": [str(answers[row.id].applies_from or "") for row in mine],
        },
        hide_index=True,
        height=460,
        alt="Obligations with the reason why they reach the device or not",
    )


def _class(profile: DeviceProfile) -> None:
    """The classification helper: what the rules for software propose beside the stated class."""
    found, qualified = classify(profile), qualify(profile)
    st.subheader("Classification", anchor=False)
    st.text(sentence(found.conclusion))
    if found.differs:
        st.warning(
            f"The rules propose class {found.proposed}, you state {found.stated}. The "
            "manufacturer's class stands; settle the difference.",
            icon=":material/balance:",
        )
    if asked := tuple(dict.fromkeys((*qualified.questions, *found.questions))):
        st.caption(f"{count(len(asked), 'question')} on the left would decide it.")
    with st.expander("Rule by rule"):
        for step in (*qualified.steps, *found.steps):
            gives = f", class {step.gives}" if step.gives else ""
            st.text(f"{FACTS[step.value]} - {step.rule}{gives}")
            reason = sentence(step.reason).replace("?; ", "? ")
            st.caption(f"{plain(reason)} {cited_sources([step.source])}")


def _ai_status(profile: DeviceProfile) -> None:
    status = ai_status(profile, date.today())  # noqa: DTZ011 - the user's day
    st.subheader("Under the AI Act", anchor=False)
    headline = {
        Fact.YES: "High-risk AI system",
        Fact.NO: "Not a high-risk AI system",
        Fact.UNKNOWN: "High-risk or not: still open",
    }[status.high_risk]
    st.markdown(f"**{headline}**")
    if status.applies_from is not None:
        state = "in force" if status.in_force else "not yet in force"
        st.caption(f"Its requirements apply from {status.applies_from.isoformat()} ({state}).")
    with st.expander("Why", expanded=status.high_risk is not Fact.YES):
        for check in (*status.conditions, status.conclusion, status.annex_iii):
            _check(check)
    with st.expander("Route and dates"):
        for remark in (*status.route, *status.dates):
            st.text(remark.text)
            st.caption(cited_sources(remark.sources))
    with st.expander("Prohibited practices and transparency"):
        st.caption("Yes: it must be screened, or the duty met. It does not mean a breach.")
        for check in (*status.prohibitions, *status.transparency):
            _check(check)


def _check(check: Check) -> None:
    st.text(f"{FACTS[check.value]} - {check.name}")
    st.caption(plain(sentence(check.reason)))


def _questions(dossier: DossierId, profile: DeviceProfile) -> None:
    _, questions = _computed(digest(profile), date.today(), profile)  # noqa: DTZ011 - the user's day
    st.subheader("Questions that decide", anchor=False)
    st.caption(f"{count(len(questions), 'question')} for such a device; {_waiting(questions)}.")
    groups = dict.fromkeys(question.group for question in questions)
    for group in groups:
        mine = [question for question in questions if question.group == group]
        todo = sum(question.open_rows > 0 for question in mine)
        label = f"{group} · {_waiting(mine)}"
        folded = st.expander(
            label, expanded=todo > 0, key=f"group-{dossier}-{group}", on_change="rerun"
        )
        if folded.open:
            with folded:
                for question in mine:
                    _question(dossier, profile, question)


def _waiting(questions: Sequence[Question]) -> str:
    """How many questions wait: of those that decide rows, and of those for the class alone."""
    rows = sum(question.open_rows > 0 for question in questions)
    alone = sum(question.for_class and not question.open_rows for question in questions)
    told = [f"{rows} to answer"] if rows else []
    if alone:
        told.append(f"{alone} for the class alone")
    return ", ".join(told) or "all answered"


def _question(dossier: DossierId, profile: DeviceProfile, question: Question) -> None:
    key = f"fact-{dossier}-{question.name}"
    words, answer = st.columns([0.58, 0.42], vertical_alignment="center")
    words.text(question.words)
    if question.open_rows:
        words.caption(f"Open: decides {count(question.open_rows, 'obligation')}.")
    elif question.for_class:
        words.caption("Open: the class of the software depends on it.")
    elif question.assumed:
        words.caption(plain(f"Taken for now: {question.assumed}."))
    answer.segmented_control(
        question.words,
        list(FACTS),
        default=profile.facts.get(question.name),
        format_func=FACTS.__getitem__,
        key=key,
        label_visibility="collapsed",
        on_change=_answered,
        args=(dossier, question.name, key),
    )


def _answered(dossier: DossierId, name: str, key: str) -> None:
    profile = work().bench.store.dossier(dossier).profile
    if profile is None:
        return
    facts = {known: fact for known, fact in profile.facts.items() if known != name}
    if (answer := st.session_state.get(key)) is not None:
        facts[name] = answer
    changed = DeviceProfile(
        profile.name, profile.version, profile.framework, profile.risk_class, facts
    )
    work().bench.store.set_profile(dossier, changed, who=who())


draw()
