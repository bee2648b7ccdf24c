"""What a question is asked of: the law, our catalogue, and documents where given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from domain.document import Passage, Sentence
from domain.law import Catalogue
from domain.pinpoint import Act
from domain.ports import SearchIndex
from review.law import LawShelf
from review.law_search import LawSearch


@dataclass(frozen=True)
class Library:
    """The places where an answer is looked for.

    `acts` narrows the law to those that reach the device; none means all. `sentences` are those
    of each passage, by its id.
    """

    law: LawSearch
    shelf: LawShelf
    catalogue: Catalogue
    acts: frozenset[Act] = frozenset()
    passages: Mapping[str, Passage] = field(default_factory=dict)
    sentences: Mapping[str, Sequence[Sentence]] = field(default_factory=dict)
    documents: SearchIndex | None = None
