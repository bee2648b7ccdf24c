"""What a question is asked of: the law, our catalogue, and documents where given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from domain.document import Passage, Sentence
from domain.law import Catalogue
from domain.pinpoint import Act
from domain.ports import SearchIndex
from review.law import LawShelf
from review.law_search import LawSearch


@dataclass(frozen=True)
class Library:
    """The places where an answer is looked for.

    `acts` narrows the law to those that reach the device; none means all. `applies_from` says
    from which day an obligation binds the device, by its id, where one is meant. `sentences` are
    those of each passage, by its id. `plans` are the documents that lay down what is done.
    """

    law: LawSearch
    shelf: LawShelf
    catalogue: Catalogue
    acts: frozenset[Act] = frozenset()
    applies_from: Mapping[str, date] = field(default_factory=dict)
    passages: Mapping[str, Passage] = field(default_factory=dict)
    sentences: Mapping[str, Sequence[Sentence]] = field(default_factory=dict)
    plans: frozenset[str] = frozenset()
    documents: SearchIndex | None = None
