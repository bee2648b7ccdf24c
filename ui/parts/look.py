"""The few rules of style that the theme cannot say: room for the work instead of margins."""

import streamlit as st

_STYLE = """<style>
[data-testid="stMainBlockContainer"] { padding: 2.1rem 2.2rem 3rem 2.2rem; max-width: 1560px; }
[data-testid="stAppHeader"], header.stAppHeader { height: 1.6rem; min-height: 1.6rem; }
[data-testid="stHeading"] h1 { padding: 0 0 0.7rem 0; }
[data-testid="stCaptionContainer"] { opacity: 0.84; }
[data-testid="stCaptionContainer"] p { opacity: 1; }
[data-testid="stMarkdownContainer"] code { color: inherit !important; }
button kbd { opacity: 0.9 !important; color: inherit !important; }
button[kind^="primary"]:enabled, button[kind^="primary"]:enabled :is(p, kbd) {
  color: light-dark(#ffffff, #0e1b2a) !important;
}
[data-testid="stMetric"] { padding: 0.1rem 0; }
</style>"""


def look() -> None:
    """Put the rules into the page."""
    st.html(_STYLE)
