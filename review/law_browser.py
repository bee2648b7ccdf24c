"""A provision as one browses it: its words with links, what is around it, what hangs on it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from domain.document import Span
from domain.law import Catalogue, LawText, Obligation, Relation
from domain.pinpoint import Act, Pinpoint
from ingest.law import cross_references
from regulations.amendments import Amendment, amendments_for
from review.law import LawQuote, LawShelf, place_quote


@dataclass(frozen=True, slots=True)
class Entry:
    """A place to go to, with the heading of its unit or the title of its obligation, or ""."""

    pinpoint: Pinpoint
    heading: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention of another place. `span` is in the text of its part.

    `known` says whether a text at hand or the catalogue holds the place.
    """

    span: Span
    pinpoint: Pinpoint
    known: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A run of words of one unit, `depth` levels below the unit that is shown.

    `number` is the marker as printed and stands before the first run of a unit only.
    """

    pinpoint: Pinpoint
    depth: int
    number: str
    heading: str
    text: str
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class CrosswalkLink:
    """A row of another act that goes with a row on this place."""

    obligation: Obligation
    other: Obligation
    relation: Relation


@dataclass(frozen=True, slots=True)
class ProvisionView:
    """All that a page shows of a place.

    `above` is outermost first. `below` are the units inside, also those that only our catalogue
    knows. `parts` are the official words in reading order, empty where the text at hand lacks the
    place; `quote` then holds our paraphrase. `obligations` hang on the place or on a unit inside
    it. `referring` are the places of the texts at hand that mention it or a unit inside it.
    """

    quote: LawQuote
    heading: str
    above: tuple[Entry, ...]
    below: tuple[Entry, ...]
    parts: tuple[Part, ...]
    obligations: tuple[Obligation, ...]
    crosswalk: tuple[CrosswalkLink, ...]
    referring: tuple[Pinpoint, ...]
    amendments: tuple[Amendment, ...]


def provision_view(
    pinpoint: Pinpoint, shelf: LawShelf, catalogue: Catalogue
) -> ProvisionView | None:
    """The view of a place, None where nothing at hand holds it (see `place_quote`)."""
    quote = place_quote(pinpoint, shelf, catalogue)
    if quote is None:
        return None
    ground = _Ground(shelf, catalogue)
    rows = tuple(row for row in catalogue.obligations.values() if pinpoint.holds(row.pinpoint))
    return ProvisionView(
        quote=quote,
        heading=ground.heading(pinpoint),
        above=tuple(map(ground.entry, _above(pinpoint)))[::-1],
        below=tuple(map(ground.entry, ground.children(pinpoint))),
        parts=tuple(ground.parts(pinpoint, 0)) if quote.words else (),
        obligations=rows,
        crosswalk=tuple(_links(rows, catalogue)),
        referring=ground.referring(pinpoint),
        amendments=amendments_for(pinpoint, quote.version),
    )


def act_view(act: Act, shelf: LawShelf) -> tuple[Entry, ...]:
    """The recitals, articles and annexes of the text at hand of an act; empty without one."""
    text = shelf.texts.get(act)
    found = text.provisions.values() if text else ()
    return tuple(Entry(one.pinpoint, one.heading) for one in found if len(one.pinpoint.path) == 1)


def _above(place: Pinpoint) -> Iterator[Pinpoint]:
    above = place.parent
    while above is not None:
        yield above
        above = above.parent


def _links(rows: tuple[Obligation, ...], catalogue: Catalogue) -> Iterator[CrosswalkLink]:
    for row in rows:
        for link in row.crosswalk:
            yield CrosswalkLink(row, catalogue.get(link.obligation), link.relation)


@dataclass(frozen=True, slots=True)
class _Ground:
    shelf: LawShelf
    catalogue: Catalogue

    def text(self, place: Pinpoint) -> LawText | None:
        text = self.shelf.texts.get(place.act)
        return text if text and place in text.provisions else None

    def heading(self, place: Pinpoint) -> str:
        text = self.text(place)
        row = self.catalogue.obligations.get(str(place))
        return (text.get(place).heading if text else "") or (row.title if row else "")

    def entry(self, place: Pinpoint) -> Entry:
        return Entry(place, self.heading(place))

    def children(self, place: Pinpoint) -> tuple[Pinpoint, ...]:
        """The units inside, and those in which the catalogue has a row and the text has none."""
        text = self.text(place)
        printed = text.get(place).children if text else ()
        inside = (row.pinpoint for row in self.catalogue.obligations.values())
        depth = len(place.path) + 1
        below = (
            Pinpoint(one.act, one.path[:depth])
            for one in inside
            if place.holds(one) and one != place
        )
        return (*printed, *dict.fromkeys(one for one in below if not self.text(one)))

    def parts(self, place: Pinpoint, depth: int) -> Iterator[Part]:
        """The runs of words of a unit and of all units inside it, in reading order."""
        text = self.shelf.texts[place.act]
        unit = text.get(place)
        between = dict(unit.between)
        yield self._part(place, depth, unit.text, (unit.number, unit.heading))
        for index, child in enumerate(unit.children):
            if index in between:
                yield self._part(place, depth, between[index])
            yield from self.parts(child, depth + 1)
        if unit.closing:
            yield self._part(place, depth, unit.closing)

    def _part(
        self, place: Pinpoint, depth: int, words: str, printed: tuple[str, str] = ("", "")
    ) -> Part:
        mentioned = _references(words, place, self.shelf.texts[place.act])
        found = tuple(Reference(span, to, self._known(to)) for span, to in mentioned)
        return Part(place, depth, *printed, words, found)

    def _known(self, place: Pinpoint) -> bool:
        return self.text(place) is not None or str(place) in self.catalogue.obligations

    def referring(self, place: Pinpoint) -> tuple[Pinpoint, ...]:
        texts = self.shelf.texts.values()
        indexes = [_mentions(_ByVersion(text.version.sha256, text)) for text in texts]
        found = (
            source
            for index in indexes
            for to, sources in index.items()
            if place.holds(to)
            for source in sources
            if not place.holds(source)
        )
        return tuple(dict.fromkeys(found))


def _references(words: str, place: Pinpoint, text: LawText) -> tuple[tuple[Span, Pinpoint], ...]:
    """The references in these words; a correlation table names the units of other acts."""
    if text.get(place.root).heading.lower() == "correlation table":
        return ()
    return cross_references(words, place.act, place)


class _ByVersion:
    """A text that is looked up by the hash of its file, not by its thousands of provisions."""

    def __init__(self, sha256: str, text: LawText) -> None:
        self._sha256 = sha256
        self.text = text

    def __hash__(self) -> int:
        return hash(self._sha256)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByVersion) and other._sha256 == self._sha256


@lru_cache(maxsize=6)
def _mentions(kept: _ByVersion) -> Mapping[Pinpoint, tuple[Pinpoint, ...]]:
    """For each place that a text mentions, the units that mention it, in reading order."""
    found: dict[Pinpoint, dict[Pinpoint, None]] = {}
    for place, unit in kept.text.provisions.items():
        for _, to in _references(unit.words, place, kept.text):
            found.setdefault(to, {})[place] = None
    return {to: tuple(sources) for to, sources in found.items()}
