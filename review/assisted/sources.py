"""What a model may cite for a question: numbered sentences, each with its place in the store."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from domain.document import BlockKind, Passage, Span
from domain.finding import Citation, DocumentCitation, ProvisionCitation
from domain.pinpoint import Pinpoint
from domain.ports import Hit
from ingest import instruction_like
from ingest.sentences import sentence_spans
from prompts.data import Source, label
from review.library import Library
from review.stating import OURS, beside_of

_SOURCES = 8
_SENTENCES = 12
_LONGEST = 1500
_UNSEEN = {BlockKind.HIDDEN, BlockKind.DELETED, BlockKind.COMMENT, BlockKind.ADVICE}
_NO_STATEMENT = {BlockKind.HEADING, BlockKind.TABLE_HEADER}
"""A heading says nothing; it names the place."""


@dataclass(frozen=True, slots=True)
class Quotable:
    """A sentence that can be cited: its place and the words that stand there.

    `name` says which place it is, for a model; "" where the source does. `related` are the other
    act's places on the same, `applies_from` the day from which it binds the device meant.
    """

    citation: Citation
    words: str
    name: str = ""
    related: tuple[Pinpoint, ...] = ()
    applies_from: date | None = None

    @property
    def told(self) -> str:
        """The words as a model is given them."""
        return f"{self.name}: {self.words}" if self.name else self.words


@dataclass(frozen=True, slots=True)
class Shelf:
    """The sources of one question; `kept_out` counts sentences that speak to a model."""

    sources: tuple[Source, ...]
    quotables: dict[str, Quotable]
    kept_out: int


def gather(found: Sequence[Hit], library: Library) -> Shelf:
    """The best places as numbered sentences; places without words at hand are left out."""
    sources: list[Source] = []
    quotables: dict[str, Quotable] = {}
    kept_out = 0
    for hit in found:
        every = list(_quotables(hit.id, library))[:_SENTENCES]
        kept = [one for one in every if not _planted(one)]
        kept_out += len(every) - len(kept)
        if kept and len(sources) < _SOURCES:
            quotables |= {label(len(sources), n): one for n, one in enumerate(kept)}
            sources.append(Source(_name(hit.id, library), tuple(one.told for one in kept)))
    return Shelf(tuple(sources), quotables, kept_out)


def _planted(one: Quotable) -> bool:
    return isinstance(one.citation, DocumentCitation) and instruction_like(one.words)


def _name(found: str, library: Library) -> str:
    if found in library.passages:
        return "document, " + " > ".join(library.passages[found].section)
    return Pinpoint.parse(found).label


def _quotables(found: str, library: Library) -> Iterator[Quotable]:
    if found in library.passages:
        yield from _of_passage(library.passages[found])
    else:
        yield from _of_law(Pinpoint.parse(found), library)


def _of_passage(passage: Passage) -> Iterator[Quotable]:
    start = passage.span.start
    for block in passage.blocks:
        if block.kind in _UNSEEN | _NO_STATEMENT or not passage.span.holds(block.span):
            continue
        inside = Span(block.span.start - start, block.span.end - start)
        for span in sentence_spans(passage.text, inside):
            place = Span(span.start + start, span.end + start)
            words = " ".join(span.of(passage.text).split())
            yield Quotable(DocumentCitation(passage.document, place), words[:_LONGEST])


def _of_law(place: Pinpoint, library: Library) -> Iterator[Quotable]:
    """The official words, unit by unit; our paraphrase is marked as ours."""
    text = library.shelf.texts.get(place.act)
    beside = beside_of(place, library)
    if text and place in text.provisions:
        units = [place]
        while units:
            unit = text.get(units.pop(0))
            units = [*unit.children, *units]
            if unit.text:
                cited = ProvisionCitation(unit.pinpoint, text.version.celex)
                yield Quotable(cited, unit.text[:_LONGEST], unit.pinpoint.label, *beside)
    elif row := library.catalogue.obligations.get(str(place)):
        yield Quotable(ProvisionCitation(place, ""), f"{row.title} {OURS}", "", *beside)
