"""A cited place as plain data."""

from domain.finding import DocumentCitation
from review.verify import Sources

Plain = dict[str, object]


def citation_payload(citation: DocumentCitation, sources: Sources) -> Plain:
    """A place in a document with the words that stand there."""
    quote = sources.quote(citation)
    return {
        "document": quote.name,
        "sha256": quote.document,
        "page": quote.page,
        "section": " > ".join(quote.section),
        "start": quote.span.start,
        "end": quote.span.end,
        "quote": quote.words,
    }
