"""What a criterion asks for, told from its terms: a document, a figure, a measured value."""

import re
from functools import lru_cache

from domain.law import Criterion
from regulations.lexicon import PATTERNS

_FIGURE = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|fifteen|thirty)\b", re.IGNORECASE
)


def asks_for_documents(criterion: Criterion) -> bool:
    """Whether the criterion is about pointing to documents."""
    return any("@document-id" in group for group in criterion.groups)


@lru_cache(maxsize=4096)
def asks_figure(group: tuple[str, ...]) -> bool:
    """Whether most terms of a group are figures, as in "ten years" or "15 days"."""
    figures = [term for term in group if _FIGURE.search(term) or term.removeprefix("@") in PATTERNS]
    return len(figures) * 2 > len(group)


def wants_value(criterion: Criterion) -> bool:
    """Whether the criterion asks for a measured value."""
    terms = {term for group in criterion.groups for term in group}
    return bool(terms & {"@percentage", "@number"})
