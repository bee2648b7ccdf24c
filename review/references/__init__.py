"""Where a sentence sends its reader: documents, sections, tables, figures and annexes.

`ReferenceIndex(corpus).follow(sentence)` gives each place that the sentence names and whether it
is there; `find_references` gives the documents that are cited and not at hand.
"""

from review.references.documents import References, by_code, find_references
from review.references.follow import Outcome, ReferenceIndex, Target

__all__ = ["Outcome", "ReferenceIndex", "References", "Target", "by_code", "find_references"]
