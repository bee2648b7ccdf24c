"""What every review needs and no dossier changes, loaded before a dossier is named."""

import ctypes
from contextlib import suppress

from domain.errors import InstallationError
from domain.law import Catalogue
from regulations.amendments import load_amendments
from regulations.catalogue import load_catalogue
from regulations.document_types import load_document_types
from regulations.lexicon import load_lexicon
from regulations.outdated_law import load_outdated_law
from regulations.routes import load_routes
from regulations.vocabulary import load_vocabulary
from retrieval.embedding import MemoryCache
from retrieval.endpoint_options import EndpointOptions
from retrieval.onnx_backend import OnnxBackend
from retrieval.seeded import SeededVectors
from review.corpus import words_alone
from review.kept_documents import reading_version
from review.mapping import indexes_of, targets_of
from review.relevance import evidence_model
from review.terms import first_words


def load_ahead(embedding: str) -> None:
    """Load the data of the law, the words by which it is searched, and what was learned.

    `embedding` is the name of the model that embeds.
    """
    catalogue = load_catalogue()
    for load in (load_amendments, load_document_types, load_outdated_law, load_routes):
        load()
    load_vocabulary()
    SeededVectors(MemoryCache()).get_vectors(embedding, ())
    _split_terms(catalogue)
    targets = targets_of(catalogue)
    indexes_of(catalogue)
    _ = [(target.words, target.keys) for target in targets.values()]
    evidence_model(embedding)
    reading_version(embedding)


def load_model(model: OnnxBackend, endpoint: EndpointOptions | None) -> None:
    """Load the packaged model where no server embeds; what it lacks is told by who embeds."""
    if endpoint is None:
        with suppress(InstallationError):
            if model.load():
                _give_back()


def _give_back() -> None:
    """Give the system back what loading took and does not hold, where the C library can."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def _split_terms(catalogue: Catalogue) -> None:
    """Have the terms of all criteria as they are looked up."""
    lexicon = load_lexicon()
    criteria = [one for row in catalogue.obligations.values() for one in row.criteria]
    for terms in (some for one in criteria for some in (*one.groups, one.negatable)):
        first_words(lexicon.expand(terms))
        first_words(lexicon.expand(words_alone(terms)))
