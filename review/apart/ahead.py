"""What every review needs and no dossier changes, loaded before a dossier is named."""

from contextlib import suppress

from domain.errors import InstallationError
from domain.law import Catalogue
from regulations.catalogue import load_catalogue
from regulations.lexicon import load_lexicon
from retrieval.endpoint_options import EndpointOptions
from retrieval.mapping import word_indexes
from retrieval.onnx_backend import OnnxBackend
from review.corpus import words_alone
from review.kept_documents import reading_version
from review.mapping import targets_of
from review.relevance import evidence_model
from review.terms import first_words


def load_ahead(embedding: str) -> None:
    """Load the data of the law, the words by which it is searched, and what was learned.

    `embedding` is the name of the model that embeds.
    """
    catalogue = load_catalogue()
    _split_terms(catalogue)
    targets = targets_of(catalogue)
    word_indexes(targets)
    _ = [target.words for target in targets.values()]
    evidence_model(embedding)
    reading_version(embedding)


def load_model(model: OnnxBackend, endpoint: EndpointOptions | None) -> None:
    """Load the packaged model where no server embeds; what it lacks is told by who embeds."""
    if endpoint is None:
        with suppress(InstallationError):
            model.load()


def _split_terms(catalogue: Catalogue) -> None:
    """Have the terms of all criteria as they are looked up."""
    lexicon = load_lexicon()
    criteria = [one for row in catalogue.obligations.values() for one in row.criteria]
    for terms in (some for one in criteria for some in (*one.groups, one.negatable)):
        first_words(lexicon.expand(terms))
        first_words(lexicon.expand(words_alone(terms)))
