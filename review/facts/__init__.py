"""Facts that a technical file repeats, found with their places and compared across documents."""

from review.facts.compare import find_conflicts
from review.facts.extract import RepeatedFact, extract_facts

__all__ = ["RepeatedFact", "extract_facts", "find_conflicts"]
