"""The vectors that come with citemark are those of its own catalogue."""

import numpy as np
import pytest

from eval.catalogue_vectors import asked_texts, catalogue_texts
from retrieval.embedding import Embedder, MemoryCache, text_key
from retrieval.seeded import ASKED, SeededVectors


class Unused:
    """A backend that must not be asked."""

    name = Embedder().name
    dimensions = 384

    def encode(self, texts: object) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
        pytest.fail(f"embedded {texts!r}")


def test_no_text_of_the_catalogue_is_embedded_again() -> None:
    texts = sorted(catalogue_texts())
    vectors = Embedder(SeededVectors(MemoryCache()), Unused()).embed(texts)
    assert vectors.shape == (len(texts), 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_packaged_vectors_are_those_of_the_model() -> None:
    text = min(catalogue_texts(), key=len)
    packaged = Embedder(SeededVectors(MemoryCache()), Unused()).embed([text])
    assert np.allclose(packaged, Embedder().embed([text]), atol=1e-4)


def test_no_question_that_people_ask_is_embedded_again() -> None:
    texts = sorted(asked_texts())
    vectors = Embedder(SeededVectors(MemoryCache(), ASKED), Unused()).embed(texts)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    some = texts[::2000]
    assert (vectors[::2000] * Embedder().embed(some)).sum(axis=1).min() > 0.999


def test_other_models_and_texts_are_left_to_the_cache() -> None:
    kept = MemoryCache()
    seeded = SeededVectors(kept)
    seeded.put_vectors("m", {"k": b"1234"})
    assert seeded.get_vectors("m", ["k", text_key("x")]) == {"k": b"1234"}
