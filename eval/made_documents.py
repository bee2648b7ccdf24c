"""Documents made of a few sentences, read as the application reads a file."""

from collections.abc import Sequence

import ingest
from domain.document import Document
from domain.errors import CatalogueError
from review.corpus import Corpus

_NAME = "case.md"


def corpus_of_sentences(context: str, sentences: Sequence[str], kind: str | None = None) -> Corpus:
    """A corpus of one document of type `kind`: a heading and the sentences below it.

    Each sentence is a paragraph; one that starts with `|` is a row of a table without headers,
    one that starts with `-` a list item, and one with `#` a heading.
    """
    blocks = [f"## {context}"] if context else []
    blocks += [_table(s) if s.startswith("|") else s for s in sentences]
    document = read_text("\n\n".join(blocks) + "\n")
    return Corpus((document,), {document.id: kind})


def read_text(text: str) -> Document:
    """Markdown as a document; raises `CatalogueError` where it cannot be read."""
    read = ingest.read_bytes(_NAME, text.encode())
    if len(read) != 1 or not isinstance(read[0], Document):
        raise CatalogueError(f"a gold case cannot be read as Markdown: {text[:80]!r}")
    return read[0]


def _table(row: str) -> str:
    columns = row.strip().strip("|").count("|") + 1
    return f"|{'   |' * columns}\n|{' - |' * columns}\n{row}"
