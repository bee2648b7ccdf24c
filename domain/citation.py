"""Places that are cited: offsets without words, so that nothing can be misquoted."""

from dataclasses import dataclass

from domain.document import Span
from domain.pinpoint import Pinpoint


@dataclass(frozen=True, slots=True)
class DocumentCitation:
    """A place in a document, without words: the quote is read back from the source."""

    document: str
    span: Span


@dataclass(frozen=True, slots=True)
class ProvisionCitation:
    """A place in a version of an act. `span` is in the provision's own text; None: all of it."""

    pinpoint: Pinpoint
    version: str
    span: Span | None = None


Citation = DocumentCitation | ProvisionCitation
