"""What a question is asked of: the law, our catalogue, and documents where given."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from domain.document import Passage
from domain.law import Catalogue
from domain.pinpoint import Act
from review.document_search import DocumentSearch
from review.law import LawShelf
from review.law_search import LawSearch


@dataclass(frozen=True)
class Library:
    """The places where an answer is looked for.

    `acts` narrows the law to those that reach the device; none means all. `applies_from` says
    from which day an obligation binds the device, by its id, where one is meant. `passages` are
    those of the documents, by their ids.
    """

    law: LawSearch
    shelf: LawShelf
    catalogue: Catalogue
    acts: frozenset[Act] = frozenset()
    applies_from: Mapping[str, date] = field(default_factory=dict)
    passages: Mapping[str, Passage] = field(default_factory=dict)
    documents: DocumentSearch | None = None
