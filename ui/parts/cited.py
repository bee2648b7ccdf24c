"""A cited place: its words in their surroundings, and its page as a picture."""

from collections.abc import Iterable

import streamlit as st

from domain.document import Document
from domain.finding import DocumentCitation
from review.dossier_work import DossierId
from review.verify import Quote, Sources
from ui.parts.marked import marked
from ui.parts.opened import picture
from ui.parts.words import plain

_NO_PICTURE = "The page cannot be drawn: the file is no longer in the dossier, or drawing failed."
_NOT_FOUND = "The words could not be located exactly on the picture; it is shown without a mark."


def cited_place(
    dossier: DossierId, documents: Iterable[Document], citation: DocumentCitation
) -> None:
    """Draw the place: document, page and section, the words, and for a PDF the page.

    `documents` are those that were cited from, as they were read then.
    """
    document = next(d for d in documents if d.id == citation.document)
    quote = Sources({document.id: document}).quote(citation)
    st.markdown(f"**{plain(quote.name)}**" + (f" · page {quote.page}" if quote.page else ""))
    if quote.section:
        st.caption(plain(" > ".join(quote.section)))
    marked(document, citation.span)
    if document.format != "pdf" or quote.page is None:
        return
    page = picture(dossier, document, quote.page, citation.span)
    if page is None:
        st.caption(_NO_PICTURE)
        return
    if not page.marked:
        st.caption(_NOT_FOUND)
    st.image(page.png, width="stretch", alt=f"Page {quote.page} with the cited words marked")


def place_words(quote: Quote, name: str = "") -> str:
    """A place in a few words; `name` is what the document is called there, else its own."""
    called = name or quote.name
    return f"{called}, p. {quote.page}" if quote.page else called
