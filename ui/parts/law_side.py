"""The law's side: official words where the text has been added, else our paraphrase, so marked."""

import streamlit as st

from review.law import LawQuote
from ui.parts import place
from ui.parts.marked import words
from ui.parts.words import plain, sentence

_LONG = 1600


def law_side(quote: LawQuote) -> None:
    """Draw what the law says at a place, its version, and what has changed since."""
    if quote.words and quote.version:
        st.caption(plain(f"Official words, {quote.version.label}"))
        if quote.opening:
            st.caption(plain(f"… {quote.opening}"))
        with st.container(height=360 if len(quote.words) > _LONG else "content", border=False):
            words(quote.words)
    else:
        st.caption("Our paraphrase, not the law's words. Add the official text on the Law page.")
        words(quote.paraphrase)
    for change in quote.superseded:
        st.warning(plain(sentence(change)), icon=":material/update:")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        place.link("law", "Read around it", ":material/gavel:", pinpoint=str(quote.pinpoint))
        official = f"Official page of the {quote.pinpoint.act.label}"
        st.link_button(official, quote.url, icon=":material/open_in_new:", type="tertiary")
