"""A question put to documents too: their passages are searched in an index."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from domain.errors import IndexDamagedError
from domain.finding import Answer
from domain.ports import NearestVectors
from retrieval.embedding import Embedder
from retrieval.hybrid import HybridIndex
from retrieval.kept import kept_texts
from review.corpus import Corpus
from review.document_search import DocumentSearch
from review.library import Library
from review.mapping import passage_text


def ask_documents(
    library: Library,
    corpus: Corpus,
    embedder: Embedder,
    place: Path | NearestVectors | None,
    answer: Callable[[Library], Answer],
) -> Answer:
    """The answer from a library with these documents in it.

    Their vectors are in the index at the place, in memory where it is None. An index that turns
    out to be damaged while it is asked is built again, once.
    """
    try:
        return _answer(library, corpus, embedder, place, answer)
    except IndexDamagedError:
        return _answer(library, corpus, embedder, place, answer)


def _answer(
    library: Library,
    corpus: Corpus,
    embedder: Embedder,
    place: Path | NearestVectors | None,
    answer: Callable[[Library], Answer],
) -> Answer:
    texts = passage_texts(corpus)
    with kept_texts(texts, embedder, place) as near:
        return answer(
            replace(
                library,
                passages={passage.id: passage for passage in corpus.passages},
                documents=DocumentSearch(
                    corpus, HybridIndex(texts, embedder, near), library.catalogue, embedder
                ),
            )
        )


def passage_texts(corpus: Corpus) -> dict[str, str]:
    """The words under which each passage is searched, by its id."""
    return {passage.id: passage_text(passage) for passage in corpus.passages}
