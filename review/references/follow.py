"""From a sentence to the places it sends its reader to, and whether they are there."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache

from domain.document import BlockKind, Document, Sentence, Span
from review.corpus import Corpus
from review.references.families import Row, family_of, item_families, table_rows
from review.references.identity import codes_of, is_document_code, revision_of, revisions
from review.references.outline import Held, Outline, outline
from review.references.places import Place, PlaceKind, places_in
from review.references.scope import Anchor, AnchorKind, Bound, bind, documents_in, foreign_in

_SEARCHED = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW}


class Outcome(StrEnum):
    """What became of a reference."""

    FOUND = "found"
    NO_DOCUMENT = "the document is not at hand"
    NO_PLACE = "the document is at hand, the place is not in it"
    OTHER_REVISION = "the document is at hand in another revision"
    UNTOLD = "cannot be told"


@dataclass(frozen=True, slots=True)
class Target:
    """One reference of a sentence, followed.

    `cited` are its words, `place` the place within the document as cited ("section 4.3"), ""
    where a whole document is cited. `document` is the id of the document that is meant, "" where
    it is not at hand or not told; `code` how it was cited, "" for the sentence's own document.
    `section` is the path of headings to the place and `span` its characters in the document, None
    where it was not found. `revision` is the one at hand where another was cited.
    """

    cited: str
    outcome: Outcome
    place: str = ""
    document: str = ""
    code: str = ""
    section: tuple[str, ...] = ()
    span: Span | None = None
    revision: str = ""

    @property
    def broken(self) -> bool:
        """Whether the reader is sent to something that is not there."""
        return self.outcome not in {Outcome.FOUND, Outcome.UNTOLD}


@dataclass(frozen=True)
class ReferenceIndex:
    """The documents of a corpus with what of them can be cited, read once."""

    corpus: Corpus

    @cached_property
    def codes(self) -> Mapping[str, Document]:
        """The document of each code that a document at hand bears."""
        found: dict[str, Document] = {}
        for document in self.corpus.documents:
            for code in codes_of(document):
                found.setdefault(code, document)
        return found

    @cached_property
    def types(self) -> Mapping[str, Document]:
        """The document of each type ("IFU") of which exactly one is at hand."""
        of_type: dict[str, list[Document]] = {}
        for document in self.corpus.documents:
            if code := self.corpus.types.get(document.id):
                of_type.setdefault(code, []).append(document)
        return {code: found[0] for code, found in of_type.items() if len(found) == 1}

    @cached_property
    def _words(self) -> frozenset[str]:
        """The types that a sentence can name: those that are no code of a document."""
        return frozenset(self.types.keys() - self.codes.keys())

    @cached_property
    def items(self) -> frozenset[str]:
        """The families of ids that stand for rows of tables; see `item_families`."""
        return item_families(self.corpus, self.rows)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows of all tables with headers."""
        return table_rows(self.corpus)

    @cached_property
    def _defined(self) -> frozenset[str]:
        """The codes that rows of tables are about."""
        return frozenset(row.name for row in self.rows)

    def _lost_document(self, code: str) -> bool:
        """Whether a code names a document that is not at hand, and not a row of a table."""
        item = family_of(code) in self.items or code in self._defined
        return is_document_code(code, self.codes) and not item

    def _outline(self, document: Document) -> Outline:
        if document.id not in self._outlines:
            self._outlines[document.id] = outline(document)
        return self._outlines[document.id]

    @cached_property
    def _outlines(self) -> dict[str, Outline]:
        """Those of the documents that were looked at."""
        return {}

    def follow(self, sentence: Sentence) -> tuple[Target, ...]:
        """Every document and place that the sentence names, in reading order, followed.

        Headings, contents, advice and lines of a revision history send nobody anywhere: ().
        """
        if sentence.block.kind not in _SEARCHED or is_history(sentence.block.headers):
            return ()
        named = tuple(documents_in(sentence.text, self._words))
        places = tuple(places_in(sentence.text))
        if not named and not places:
            return ()
        anchors = (*named, *foreign_in(sentence.text, self._words))
        bounds = [bind(sentence, place, places, anchors) for place in places]
        found = [(b.place.span.start, self._place(sentence, b)) for b in bounds]
        held = {b.anchor for b in bounds if b.strict}
        found += [(a.span.start, t) for a in anchors if (t := self._document(sentence, a, held))]
        return tuple(target for _, target in sorted(found, key=lambda pair: pair[0]))

    def _document(
        self, sentence: Sentence, anchor: Anchor, held: set[Anchor | None]
    ) -> Target | None:
        """A reference to a document as a whole, or to a revision of it that is not at hand."""
        if anchor.kind is AnchorKind.FOREIGN:
            return None
        cited, document = anchor.span.of(sentence.text), self._of(anchor)
        if document is None:
            lost = self._lost_document(anchor.code)
            return Target(cited, Outcome.NO_DOCUMENT, code=anchor.code) if lost else None
        own = revision_of(document, anchor.code)
        other = revisions(sentence.text, anchor.span.end)
        if own and other and own != other and document.id != sentence.document:
            return Target(
                f"{cited} {other}", Outcome.OTHER_REVISION, document=document.id,
                code=anchor.code, revision=own,
            )  # fmt: skip
        if anchor in held:
            return None
        whole = Span(0, len(document.text))
        return Target(cited, Outcome.FOUND, document=document.id, code=anchor.code, span=whole)

    def _place(self, sentence: Sentence, bound: Bound) -> Target:
        place = bound.place
        cited = place.span.of(sentence.text)
        for document in self._meant(sentence, bound):
            if held := self._held(document, place):
                return Target(
                    cited, Outcome.FOUND, place.name, document.id, self._code(bound, document),
                    held.section, held.span,
                )  # fmt: skip
        return self._lost(sentence, bound, cited)

    def _lost(self, sentence: Sentence, bound: Bound, cited: str) -> Target:
        place, meant = bound.place, self._meant(sentence, bound)
        code = bound.anchor.code if bound.anchor else ""
        if bound.strict and bound.anchor and not meant:
            known = bound.anchor.kind is AnchorKind.DOCUMENT
            lost = known and self._lost_document(code)
            outcome = Outcome.NO_DOCUMENT if lost else Outcome.UNTOLD
            return Target(cited, outcome, place.name, code=code if known else "")
        told = all(place.kind in self._outline(d).told for d in meant)
        unknown = bound.foreign or any(self._of(anchor) is None for anchor in bound.named)
        if not told or not meant or unknown or not _tellable(place):
            return Target(cited, Outcome.UNTOLD, place.name)
        one = meant[0].id if len(meant) == 1 else ""
        return Target(cited, Outcome.NO_PLACE, place.name, one, code if bound.strict else "")

    def _meant(self, sentence: Sentence, bound: Bound) -> Sequence[Document]:
        """The document that is meant; where that is not plain, all that may be."""
        if bound.strict and bound.anchor:
            found = self._of(bound.anchor)
            return (found,) if found else ()
        own = self.corpus.document(sentence.document)
        named = (self._of(anchor) for anchor in bound.named)
        return tuple({d.id: d for d in (own, *named) if d is not None}.values())

    def _of(self, anchor: Anchor) -> Document | None:
        if anchor.kind is AnchorKind.DOCUMENT:
            return self.codes.get(anchor.code)
        return self.types.get(anchor.code) if anchor.kind is AnchorKind.TYPE else None

    def _code(self, bound: Bound, document: Document) -> str:
        named = (a for a in (bound.anchor, *bound.named) if a is not None)
        return next((a.code for a in named if self._of(a) is document), "")

    def _held(self, document: Document, place: Place) -> Held | None:
        found = self._outline(document).find(place.kind, place.label)
        if found or place.kind is not PlaceKind.ANNEX:
            return found
        return next(self._own_file(place), None)

    def _own_file(self, place: Place) -> Iterator[Held]:
        """An annex that is a file of its own."""
        words = re.compile(rf"\b(?:annex|appendix)[\s_-]*{place.label}\b", re.IGNORECASE)
        for document in self.corpus.documents:
            if words.search(f"{document.name} {document.title}"):
                yield Held((), Span(0, len(document.text)))


@lru_cache(maxsize=2000)
def is_history(headers: tuple[str, ...]) -> bool:
    """Whether a table lists the revisions of its document."""
    heads = " ".join(headers).casefold()
    dated = re.search(r"\b(?:rev\w*|version|issue)\b", heads) and "date" in heads
    return bool(dated and re.search(r"\b(?:chang\w*|author|description|reason)\b", heads))


def _tellable(place: Place) -> bool:
    """A title may be given in other words, so only a number can be missed."""
    return place.kind is not PlaceKind.SECTION or place.label[:1].isdigit()
