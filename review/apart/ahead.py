"""What every review needs and no dossier changes, loaded before a dossier is named."""

from contextlib import suppress

from domain.errors import InstallationError
from regulations.catalogue import load_catalogue
from regulations.lexicon import load_lexicon
from retrieval.endpoint_options import EndpointOptions
from retrieval.mapping import word_indexes
from retrieval.onnx_backend import OnnxBackend
from review.kept_documents import reading_version
from review.mapping import targets_of
from review.relevance import evidence_model


def load_ahead(embedding: str) -> None:
    """Load the data of the law, the words by which it is searched, and what was learned.

    `embedding` is the name of the model that embeds.
    """
    load_lexicon()
    word_indexes(targets_of(load_catalogue()))
    evidence_model(embedding)
    reading_version(embedding)


def load_model(model: OnnxBackend, endpoint: EndpointOptions | None) -> None:
    """Load the packaged model where no server embeds; what it lacks is told by who embeds."""
    if endpoint is None:
        with suppress(InstallationError):
            model.load()
