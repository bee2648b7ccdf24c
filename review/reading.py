"""Files to a corpus: read, recognised, and ready to be searched."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import ingest
from domain.document import Document, ReadFailure
from domain.errors import FailureReason
from regulations.document_types import recognise
from review.corpus import Corpus
from store import StoredDocument

_UNREAD = "it has not been read yet; press Read again on the Documents page"


def read_corpus(paths: Sequence[Path], limits: ingest.Limits | None = None) -> Corpus:
    """Read files and folders. A file that cannot be read is named and the rest goes on.

    The same bytes under two names are one document.
    """
    return corpus_of(ingest.read_paths(paths, limits))


def corpus_of(
    parts: Iterable[Document | ReadFailure], chosen: Mapping[str, str | None] | None = None
) -> Corpus:
    """A corpus of what was read; `chosen` are types that a person has set, by document id."""
    documents: dict[str, Document] = {}
    failures: list[ReadFailure] = []
    for part in parts:
        if isinstance(part, ReadFailure):
            failures.append(part)
        else:
            documents.setdefault(part.id, part)
    types = {key: (chosen or {}).get(key) or recognise(d) for key, d in documents.items()}
    return Corpus(tuple(documents.values()), types, tuple(failures))


def stored_corpus(kept: Sequence[StoredDocument]) -> Corpus:
    """A corpus of the documents of a dossier, with the types that a person has set."""
    parts = [d.parsed or d.failure or _not_read(d) for d in kept]
    return corpus_of(parts, {d.id: d.type_code for d in kept})


def _not_read(document: StoredDocument) -> ReadFailure:
    return ReadFailure(document.name, FailureReason.NOT_FOUND, _UNREAD, document.id)
