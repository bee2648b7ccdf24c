"""Dossiers: listed, made, opened, deleted; and where to begin."""

import streamlit as st

from review.dossier_work import DossierId, StoredDossier
from ui.parts import place
from ui.parts.opened import forget, jobs, work
from ui.parts.person import who
from ui.parts.progress import busy
from ui.parts.sample import SAMPLE, sample_dossier
from ui.parts.viewer import viewer
from ui.parts.words import count, plain

_STEPS = (
    ("1 · Documents", "Drag in the files of your technical documentation, or one ZIP of them."),
    ("2 · Device", "Answer what the device is. The answers decide which obligations reach it."),
    ("3 · Review", "See for every obligation where the documents answer it, and where not."),
)


def draw() -> None:
    """The page."""
    st.title("Dossiers")
    kept = work().bench.store.dossiers(viewer())
    if not kept:
        _welcome()
    for dossier in reversed(kept):
        _row(dossier)
    _make(sample=bool(kept) and all(dossier.name != SAMPLE for dossier in kept))


def _welcome() -> None:
    st.write(
        "citemark reads the technical documentation of an AI medical device as a notified-body "
        "reviewer does: for every obligation of the MDR or IVDR and of the AI Act it shows the "
        "words that answer it, and says where there are none. A person decides."
    )
    for column, (title, text) in zip(st.columns(3, border=True), _STEPS, strict=True):
        column.subheader(title, anchor=False)
        column.write(text)
    st.write(
        "To look around first, load the dossier of a fictitious device. It is read and reviewed "
        "while you wait, some two minutes on a laptop:"
    )
    if st.button("Load the sample dossier", type="primary", icon=":material/science:"):
        _open(sample_dossier(), "review")


def _row(dossier: StoredDossier) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container(gap=None):
            st.markdown(f"**{plain(dossier.name)}**")
            st.caption(plain(_about(dossier)))
        is_open = dossier.id.token == st.session_state.get("dossier")
        if st.button(
            "Open" if not is_open else "Continue",
            key=f"open-{dossier.id}",
            type="primary" if is_open else "secondary",
            icon=":material/folder_open:",
        ):
            _open(dossier.id, _next_page(dossier))
        if st.button(
            "Next revision",
            key=f"copy-{dossier.id}",
            icon=":material/content_copy:",
            help="A copy to go on with: files, device, newest review and its decisions",
        ):
            _next_revision(dossier)
        if st.button("Delete", key=f"delete-{dossier.id}", icon=":material/delete:"):
            _confirm(dossier)
    busy(dossier.id)


def _about(dossier: StoredDossier) -> str:
    profile = dossier.profile
    device = "device not described yet"
    if profile is not None:
        framework = profile.framework.act.label
        device = f"{profile.name} {profile.version}, {framework} class {profile.risk_class}"
    reviews = count(len(work().bench.store.reviews(dossier.id)), "review")
    return f"{device} · {reviews} · made on {dossier.created:%Y-%m-%d}"


def _next_page(dossier: StoredDossier) -> str:
    """The page on which the work on a dossier goes on."""
    if work().bench.store.reviews(dossier.id):
        return "review"
    if dossier.profile is None and work().documents(dossier.id):
        return "device"
    return "documents"


def _make(*, sample: bool) -> None:
    with st.form("make", clear_on_submit=True):
        st.markdown("**Begin a new dossier**")
        name = st.text_input(
            "Name", placeholder="ThoraFlag 2.1, submission of March", max_chars=120
        )
        made = st.form_submit_button("Make the dossier", icon=":material/add:")
    if made and not name.strip():
        st.warning("Give the dossier a name first.")
    elif made:
        made_now = work().bench.store.create_dossier(name.strip(), who=who(), user=viewer())
        _open(made_now, "documents")
    if sample and st.button("Load the sample dossier", icon=":material/science:"):
        _open(sample_dossier(), "review")


@st.dialog("Begin the next revision")
def _next_revision(dossier: StoredDossier) -> None:
    st.write(
        "The copy begins with the files, the device, the newest review and its decisions. The "
        "dossier that you copy stays as it is."
    )
    with st.form("copy", border=False):
        name = st.text_input("Name", value=f"{dossier.name}, next revision", max_chars=120)
        if st.form_submit_button("Make the copy", type="primary") and name.strip():
            _open(work().next_revision(dossier.id, name.strip(), who=who()), "documents")


@st.dialog("Delete this dossier?")
def _confirm(dossier: StoredDossier) -> None:
    st.text(dossier.name)
    if jobs().running(dossier.id) is not None:
        st.warning("It is being worked on. Wait until that has ended.")
        return
    if reason := work().bench.store.kept_because(dossier.id):
        st.warning(plain(f"It cannot be deleted: {reason}."), icon=":material/lock:")
        return
    st.write(
        "Its files, texts, device and reviews are erased from the data folder. This cannot be "
        "undone."
    )
    with st.container(horizontal=True):
        if st.button("Delete for good", type="primary", icon=":material/delete_forever:"):
            _delete(dossier.id)
        if st.button("Keep it"):
            st.rerun()


def _delete(dossier: DossierId) -> None:
    work().delete(dossier, who=who())
    forget()
    if st.session_state.get("dossier") == dossier.token:
        place.leave()
    st.rerun()


def _open(dossier: DossierId, page: str) -> None:
    st.session_state["dossier"] = dossier.token
    place.go(page)


draw()
