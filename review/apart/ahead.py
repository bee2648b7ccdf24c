"""What every review needs and no dossier changes, loaded before a dossier is named."""

from regulations.catalogue import load_catalogue
from regulations.lexicon import load_lexicon
from retrieval.mapping import word_indexes
from retrieval.onnx_backend import OnnxBackend
from review.kept_documents import reading_version
from review.mapping import targets_of
from review.relevance import evidence_model


def load_ahead() -> None:
    """Load the data of the law, the words by which it is searched, and what was learned."""
    embedding = OnnxBackend().name
    load_lexicon()
    word_indexes(targets_of(load_catalogue()))
    evidence_model(embedding)
    reading_version(embedding)
