"""Text of documents and of the law on screen, as text and never as markup.

This is the one place that writes HTML: every character that is not ours goes through `escape`.
"""

from html import escape

import streamlit as st

from domain.document import BlockKind, Document, Span

_BOX = (
    "white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.5;font-size:0.95rem;"
    "border-left:3px solid {edge};padding:0.3rem 0 0.3rem 0.8rem;margin:0"
)
_MARK = "background:#ffe25c;color:#1b2430;padding:0.05rem 0.1rem;border-radius:2px"
_AROUND = 260


def marked_html(text: str, cited: Span, around: int = _AROUND) -> str:
    """The cited words marked in the text that stands around them, as safe HTML."""
    cited = _without_space(text, cited)
    start, end = _edges(text, cited, around)
    before = ("… " if start else "") + text[start : cited.start]
    after = text[cited.end : end] + (" …" if end < len(text) else "")
    words = f'<mark style="{_MARK}">{escape(cited.of(text))}</mark>'
    return (
        f'<div style="{_BOX.format(edge="#c9a400")}">{escape(before)}{words}{escape(after)}</div>'
    )


def _without_space(text: str, cited: Span) -> Span:
    """The place without white space at its ends."""
    words = cited.of(text)
    start = cited.start + len(words) - len(words.lstrip())
    return Span(start, max(start, cited.start + len(words.rstrip())))


def _edges(text: str, cited: Span, around: int) -> tuple[int, int]:
    """Where the surroundings begin and end, not inside a word where it can be helped."""
    start, end = max(0, cited.start - around), min(len(text), cited.end + around)
    if start and (gap := text.find(" ", start, cited.start)) >= 0:
        start = gap + 1
    if end < len(text) and (gap := text.rfind(" ", cited.end, end)) >= 0:
        end = gap
    return start, end


def words_html(text: str) -> str:
    """Words of a source as safe HTML with its line breaks kept."""
    return f'<div style="{_BOX.format(edge="#8a97a8")}">{escape(text)}</div>'


def marked(document: Document, cited: Span) -> None:
    """Draw the cited words marked in their surroundings."""
    st.html(marked_html(flowing(document), cited))


def flowing(document: Document) -> str:
    """The text with the line ends inside of sentences as spaces; every offset stays."""
    parts: list[str] = []
    at = 0
    for block in document.blocks:
        text = block.span.of(document.text)
        kept = text if block.kind is BlockKind.CODE else text.replace("\n", " ")
        parts += [document.text[at : block.span.start], kept]
        at = block.span.end
    return "".join((*parts, document.text[at:]))


def words(text: str) -> None:
    """Draw words of a source."""
    st.html(words_html(text))


def marked_words(text: str, cited: Span, around: int) -> None:
    """Draw words of a source with some of them marked, and so many characters around these."""
    st.html(marked_html(text, cited, around))
