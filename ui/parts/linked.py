"""Words of the law and lists of places with links, as safe HTML.

Beside `marked.py` the one place that writes HTML: every character that is not ours goes through
`escape`. The links are real ones: they can be opened in another tab, copied and sent.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape

import streamlit as st

from domain.pinpoint import Pinpoint
from review.law_browser import Part

Address = Callable[[Pinpoint], str]

_BOX = (
    "border-left:3px solid #8a97a8;padding:0.2rem 0 0.2rem 0.9rem;line-height:1.5;font-size:0.95rem"
)
_LINE = "display:flex;gap:0.6rem;margin:0.3rem 0 0.3rem {indent}rem"
_WORDS = "white-space:pre-wrap;overflow-wrap:anywhere;min-width:0"
_LINK = "color:inherit;text-decoration:underline;text-decoration-color:#8a97a8"
_QUIET = "color:inherit;text-decoration:none"
_HERE = "font-weight:600;border-left:3px solid currentColor;padding-left:0.4rem;margin-left:-0.4rem"
_ROW = "margin:0 0 0.6rem {indent}rem;line-height:1.4;font-size:0.95rem"
_ENTRY = "margin:0.25rem 0 0.25rem {indent}rem;line-height:1.35;font-size:0.9rem"
_NOTE = "font-size:0.85rem;opacity:0.8"
_FOLD = "cursor:pointer;padding:0.3rem 0;font-size:0.92rem;line-height:1.35"
_INDENT = 1.2
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Link:
    """A link with what is said beside it.

    `lead` stands before the link's words and `rest` after them; `note` below, with `more` as a
    second link at its end. `depth` indents; `here` marks the place that is open.
    """

    words: str
    address: str
    lead: str = ""
    rest: str = ""
    note: str = ""
    more: "Link | None" = None
    depth: int = 0
    here: bool = False


@dataclass(frozen=True, slots=True)
class Fold:
    """A named list of links that the reader can fold and unfold."""

    name: str
    links: tuple[Link, ...]
    unfolded: bool


def parts_html(parts: Iterable[Part], address: Address) -> str:
    """The runs of a provision, indented as they lie in one another, with links."""
    lines = "".join(_line(part, address) for part in parts)
    return f'<div style="{_BOX}">{lines}</div>'


def _line(part: Part, address: Address) -> str:
    words = _linked(part, address)
    heading = f"<strong>{escape(part.heading)}</strong>" if part.heading and part.depth else ""
    if not (words or heading):
        return ""
    inside = "<br>".join(piece for piece in (heading, words) if piece)
    style = _LINE.format(indent=_indent(part.depth))
    return (
        f'<div style="{style}">{_marker(part, address)}<div style="{_WORDS}">{inside}</div></div>'
    )


def _indent(depth: int) -> float:
    return round(_INDENT * min(depth, _DEEPEST), 1)


def _marker(part: Part, address: Address) -> str:
    """The printed number; of a unit inside the one that is shown it leads to that unit."""
    if not part.number or (part.depth == 0 and not part.number[:1].isdigit()):
        return ""
    number = escape(part.number)
    return _anchor(address(part.pinpoint), number) if part.depth else f"<span>{number}</span>"


def _linked(part: Part, address: Address) -> str:
    pieces: list[str] = []
    at = 0
    for reference in part.references:
        if not reference.known or reference.span.start < at:
            continue
        pieces.append(escape(part.text[at : reference.span.start]))
        words = escape(reference.span.of(part.text))
        pieces.append(_anchor(address(reference.pinpoint), words))
        at = reference.span.end
    return "".join((*pieces, escape(part.text[at:])))


def _anchor(href: str, words: str, style: str = _LINK) -> str:
    return f'<a href="{escape(href)}" target="_self" style="{style}">{words}</a>'


def places_html(places: Iterable[Pinpoint], address: Address) -> str:
    """Places one after the other, each a link."""
    return " · ".join(_anchor(address(one), escape(one.label)) for one in places)


def rows_html(links: Iterable[Link]) -> str:
    """Links below one another, each with its note."""
    return "".join(map(_row, links))


def _row(link: Link) -> str:
    lead = f"{escape(link.lead)} " if link.lead else ""
    first = f"{lead}{_anchor(link.address, escape(link.words))}{escape(link.rest)}"
    more = _anchor(link.more.address, escape(link.more.words)) if link.more else ""
    below = " · ".join(piece for piece in (escape(link.note), more) if piece)
    note = f'<div style="{_NOTE}">{below}</div>' if below else ""
    return f'<div style="{_ROW.format(indent=_indent(link.depth))}">{first}{note}</div>'


def folds_html(folds: Iterable[Fold]) -> str:
    """Lists that fold without a word to the server."""
    return "".join(map(_fold, folds))


def _fold(fold: Fold) -> str:
    state = " open" if fold.unfolded else ""
    inside = "".join(map(_entry, fold.links))
    return (
        f'<details{state}><summary style="{_FOLD}">{escape(fold.name)}</summary>{inside}</details>'
    )


def _entry(link: Link) -> str:
    words = _anchor(link.address, f"{escape(link.words)}{escape(link.rest)}", _QUIET)
    mark = f'<div style="{_HERE}">{words}</div>' if link.here else words
    return f'<div style="{_ENTRY.format(indent=1 + _indent(link.depth))}">{mark}</div>'


def linked_words(parts: Iterable[Part], address: Address) -> None:
    """Draw the words of a provision."""
    st.html(parts_html(parts, address))


def linked_places(places: Iterable[Pinpoint], address: Address) -> None:
    """Draw places as links."""
    st.html(places_html(places, address))


def linked_rows(links: Iterable[Link]) -> None:
    """Draw links below one another."""
    st.html(rows_html(links))


def folded(folds: Iterable[Fold]) -> None:
    """Draw lists that fold."""
    st.html(folds_html(folds))
