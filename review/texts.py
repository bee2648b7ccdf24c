"""The words under which an obligation is searched and embedded."""

from domain.law import Catalogue, Obligation
from regulations.document_types import load_document_types


def obligation_text(obligation: Obligation) -> str:
    """Title, criteria and the kinds of documents in which the answer is expected."""
    types = load_document_types()
    expected = ", ".join(types[code].name for code in obligation.evidence)
    criteria = " ".join(f"{criterion.text}." for criterion in obligation.criteria)
    return f"{obligation.title}. {criteria} ({expected})"


def obligation_texts(catalogue: Catalogue) -> dict[str, str]:
    """The search text of every obligation, by id."""
    return {key: obligation_text(row) for key, row in catalogue.obligations.items()}
