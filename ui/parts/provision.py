"""A provision as the law page shows it: words, version, what changed, and what hangs on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import streamlit as st

from domain.device import Applicability
from domain.law import Obligation
from domain.pinpoint import Pinpoint
from regulations.applicability import applicability
from review.law_browser import CrosswalkLink, ProvisionView
from ui.parts import place
from ui.parts.law_links import law_address
from ui.parts.linked import Link, linked_places, linked_rows, linked_words
from ui.parts.marked import words
from ui.parts.opened import latest_review, work
from ui.parts.words import count, plain, sentence, verdict

_LONG = 2400
_HEIGHT = 460
_UNFOLDED = 8


def provision(view: ProvisionView, version: str) -> None:
    """Draw a provision; `version` is the text that the address asks for, "" for the current."""
    quote = view.quote

    def address(pinpoint: Pinpoint) -> str:
        return law_address(pinpoint, version)

    if view.above:
        linked_places([entry.pinpoint for entry in view.above], address)
    st.header(plain(quote.pinpoint.label), anchor=False)
    if view.heading:
        st.markdown(f"**{plain(view.heading)}**")
    if view.parts and quote.version is not None:
        st.caption(plain(f"Official words, {quote.version.label}"))
        long = len(quote.words or "") > _LONG
        with st.container(height=_HEIGHT if long else "content", border=False):
            linked_words(view.parts, address)
    else:
        st.caption(_OURS)
        words(quote.paraphrase)
    _changes(view, version)
    _obligations(view.obligations)
    _crosswalk(view.crosswalk)
    if view.referring:
        with st.expander(
            f"Mentioned in {count(len(view.referring), 'place')} of the texts at hand"
        ):
            linked_places(view.referring, address)
    label = f"Official page of the {quote.pinpoint.act.label}"
    st.link_button(label, quote.url, icon=":material/open_in_new:")


_OURS = (
    "Our paraphrase, not the law's words: the official text is not at hand, or lacks this place."
)


def _changes(view: ProvisionView, version: str) -> None:
    """What has been superseded, where it went, and what is not known of changes."""
    label = "Superseded" if view.parts else "Changed since the act was published"
    for told in view.quote.superseded:
        st.warning(f"**{label}.** {plain(sentence(told))}", icon=":material/update:")
    moved = dict.fromkeys(change.now for change in view.amendments if change.now is not None)
    if moved:
        lead = "Where it stands today:"
        linked_rows(Link(now.label, law_address(now, version), lead) for now in moved)
    if view.quote.caution:
        st.caption(plain(sentence(view.quote.caution)))


def _obligations(rows: Sequence[Obligation]) -> None:
    if not rows:
        st.caption("No obligation of the catalogue hangs on this place.")
        return
    standing = _standing()
    with st.expander(f"Obligations that hang on it ({len(rows)})", expanded=len(rows) <= _UNFOLDED):
        linked_rows(_obligation(row, standing) for row in rows)


@dataclass(frozen=True, slots=True)
class _Standing:
    """How the rows stand for the open dossier; empty without one."""

    answers: Mapping[str, Applicability] = field(default_factory=dict)
    verdicts: Mapping[str, str] = field(default_factory=dict)


def _standing() -> _Standing:
    dossier = place.opened()
    if dossier is None or dossier.profile is None:
        return _Standing()
    today = date.today()  # noqa: DTZ011 - the user's day
    answers = applicability(work().bench.catalogue, dossier.profile, today)
    review = latest_review(dossier.id)
    found = review.findings if review else ()
    return _Standing(answers, {one.obligation: verdict(one.verdict) for one in found})


def _obligation(row: Obligation, standing: _Standing) -> Link:
    answer = standing.answers.get(row.id)
    told = [f"tier {row.tier.value}"]
    if answer is not None:
        told.append(f"for the open dossier: {answer.reason}")
    kind = standing.verdicts.get(row.id)
    more = Link(f"review: {kind}", place.address("finding", finding=row.id)) if kind else None
    return Link(
        row.pinpoint.label,
        law_address(row.pinpoint),
        rest=f" {row.title}",
        note=" · ".join(told),
        more=more,
    )


def _crosswalk(links: Sequence[CrosswalkLink]) -> None:
    if not links:
        return
    with st.expander(f"In the other acts ({len(links)})", expanded=len(links) <= _UNFOLDED):
        linked_rows(
            Link(
                link.other.pinpoint.label,
                law_address(link.other.pinpoint),
                rest=f" {link.other.title}",
                note=f"{link.relation.value} of {link.obligation.pinpoint.label}",
            )
            for link in links
        )
