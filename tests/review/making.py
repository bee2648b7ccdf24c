"""Small corpora for tests: Markdown to documents, with the real readers."""

import ingest
from domain.document import Document
from review.corpus import Corpus
from review.reading import corpus_of


def corpus(**files: str) -> Corpus:
    """A corpus of Markdown files, `name=text`; the type is recognised from the content."""
    parts = [
        part
        for name, text in files.items()
        for part in ingest.read_bytes(f"{name}.md", text.encode())
    ]
    return corpus_of(parts)


def document(text: str, name: str = "file.md") -> Document:
    """One Markdown document."""
    (part,) = ingest.read_bytes(name, text.encode())
    assert isinstance(part, Document)
    return part
