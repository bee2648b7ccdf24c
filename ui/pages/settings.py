"""Settings: where everything is kept, whether the installation is sound, which model judges."""

import streamlit as st

from review.doctor import examine
from ui.parts.opened import work
from ui.parts.stored import stored_shown
from ui.parts.viewer import viewer


def draw() -> None:
    """The page."""
    st.title("Settings")
    if not viewer().administrator:
        st.info("Settings are of the machine: an administrator sees them.")
        return
    settings = work().bench.settings
    st.subheader("Data folder", anchor=False)
    st.code(str(settings.data), language=None)
    st.caption(
        "Everything is kept there: dossiers, files, reviews, official texts. Nothing leaves this "
        "machine. Choose another folder with citemark app --data DIR or CITEMARK_DATA."
    )
    stored_shown(settings.data)
    st.subheader("Chat model", anchor=False)
    st.text(settings.model or "None. citemark's own assessor judges, by rules, and repeatably.")
    if settings.model:
        st.text(f"Server: {settings.model_url or 'the address of the provider'}")
    st.subheader("Checks", anchor=False)
    for check in examine(settings, work().bench.store):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            if check.ok:
                st.badge("fine", icon=":material/check:", color="green")
            else:
                st.badge("fails", icon=":material/error:", color="red")
            st.text(f"{check.name}: {check.detail}")


draw()
