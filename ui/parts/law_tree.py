"""The tree of an act beside a provision: chapters, articles, annexes, and the open one's parts."""

from collections.abc import Iterator

import streamlit as st

from domain.pinpoint import Act, Pinpoint
from review.law_browser import Entry, ProvisionView
from review.law_tree import Branch, act_tree
from ui.parts.law_links import law_address
from ui.parts.linked import Fold, Link, folded
from ui.parts.opened import shelf, work
from ui.parts.words import shortened

_HEIGHT = 560
_HEADING = 90


def law_tree(act: Act, view: ProvisionView | None, version: str) -> None:
    """Draw the tree of an act; the branch of the open provision is unfolded."""
    tree = _Tree(view, version)
    with st.container(height=_HEIGHT, border=True):
        folded(map(tree.fold, act_tree(act, shelf(), work().bench.catalogue)))


class _Tree:
    def __init__(self, view: ProvisionView | None, version: str) -> None:
        self._view = view
        self._version = version
        self._here = view.quote.pinpoint if view else None

    def fold(self, branch: Branch) -> Fold:
        links = tuple(link for entry in branch.entries for link in self._unit(entry))
        return Fold(branch.name, links, self._here is not None and branch.holds(self._here))

    def _unit(self, entry: Entry) -> Iterator[Link]:
        yield self._link(entry, 0)
        if self._view is not None and self._here and entry.pinpoint == self._here.root:
            yield from self._way(self._view, self._here)

    def _way(self, view: ProvisionView, here: Pinpoint) -> Iterator[Link]:
        """Down from the article or annex to the open unit, and the units inside it."""
        way = [entry for entry in view.above if entry.pinpoint != here.root]
        if here != here.root:
            way.append(Entry(here, view.heading))
        for depth, entry in enumerate(way, start=1):
            yield self._link(entry, depth)
        for entry in view.below:
            yield self._link(entry, len(way) + 1)

    def _link(self, entry: Entry, depth: int) -> Link:
        short = shortened(entry.heading, _HEADING)
        name = _name(entry.pinpoint, depth)
        return Link(
            name,
            law_address(entry.pinpoint, self._version),
            rest=f"{' ' if depth else ' · '}{short}" if short else "",
            depth=depth,
            here=entry.pinpoint == self._here,
        )


def _name(pinpoint: Pinpoint, depth: int) -> str:
    """The place as it stands in the tree: the act is known, and what lies above it too."""
    label = pinpoint.label.removeprefix(f"{pinpoint.act.label} ")
    above = pinpoint.root.label.removeprefix(f"{pinpoint.act.label} ")
    return label.removeprefix(above).lstrip(", ") if depth else label
