"""Citations read back from their sources: the words shown are the words that stand there."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.document import Document, Span
from domain.errors import UnknownRecordError
from domain.finding import DocumentCitation, Finding, Review
from review.normalise import normalise


@dataclass(frozen=True, slots=True)
class Quote:
    """A citation with its words, read back from the source."""

    document: str
    name: str
    page: int | None
    section: tuple[str, ...]
    span: Span
    words: str


class Sources:
    """The documents that citations point into."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents

    @classmethod
    def of(cls, review: Review) -> "Sources":
        """The documents of a review."""
        return cls({document.id: document for document in review.documents})

    def quote(self, citation: DocumentCitation) -> Quote:
        """The words at the cited place.

        Raises:
            UnknownRecordError: the document is not among the sources, or the place lies outside
                its text.
        """
        document = self._documents.get(citation.document)
        if document is None or citation.span.end > len(document.text):
            raise UnknownRecordError(
                f"{citation.document[:12]} at {citation.span.start}: no such place in the documents"
                " of this review; review them again"
            )
        return Quote(
            document.id,
            document.name,
            document.page_at(citation.span.start),
            section_at(document, citation.span.start),
            citation.span,
            citation.span.of(document.text),
        )


def section_at(document: Document, offset: int) -> tuple[str, ...]:
    """The headings above a place of a document."""
    section: tuple[str, ...] = ()
    for block in document.blocks:
        if block.span.start > offset:
            break
        section = block.section
    return section


def stands_at(document: Document, citation: DocumentCitation, words: str) -> bool:
    """Whether these words, and no others, stand at the cited place of the document.

    Exact after the one normalisation: a lost "not" or a changed digit is another text.
    """
    if citation.document != document.id or citation.span.end > len(document.text):
        return False
    return bool(words.strip()) and normalise(citation.span.of(document.text)) == normalise(words)


def unverified(review: Review) -> tuple[Finding, ...]:
    """The findings with a citation that cannot be read back; none in a sound review."""
    lengths = {document.id: len(document.text) for document in review.documents}
    return tuple(
        finding
        for finding in review.findings
        if any(c.span.end > lengths.get(c.document, -1) for c in finding.citations)
    )
