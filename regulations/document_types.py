"""Types of documents in a technical file, and how to tell them by their names and headings."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from regulations.data_files import DATA, read_mapping, texts


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A type of document. `cues` are words of its name, title or headings, in our words."""

    code: str
    name: str
    cues: tuple[str, ...]


@lru_cache(maxsize=1)
def load_document_types() -> Mapping[str, DocumentType]:
    """All types by code, in the order of the data file."""
    rows = read_mapping(DATA / "document_types.yaml")
    return {code: _type(code, row) for code, row in rows.items()}


def _type(code: str, row: object) -> DocumentType:
    fields = row if isinstance(row, dict) else {}
    return DocumentType(code, str(fields["name"]), texts(fields.get("cues")))
