"""The packaged model as onnxruntime runs it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.onnx_backend import OnnxBackend
from retrieval.sentence_backend import SentenceTransformerBackend

_WORDS = st.sampled_from(["risk", "benefit", "of", "the", "device", "17.2", "IEC 62304", "é", "§"])
_TEXTS = st.lists(st.lists(_WORDS, max_size=9).map(" ".join), min_size=1, max_size=12)


@pytest.fixture(scope="module")
def model() -> OnnxBackend:
    return OnnxBackend()


def test_vectors_lie_beside_those_of_sentence_transformers(model: OnnxBackend) -> None:
    """Eight bits cost a thousandth of the cosine on average."""
    texts = ["", "Short.", "Logs are kept for ten years.", "monitoring after release " * 200]
    ours, theirs = model.encode(texts), SentenceTransformerBackend().encode(texts)
    lengths = np.linalg.norm(ours, axis=1) * np.linalg.norm(theirs, axis=1)
    cosines = (ours * theirs).sum(axis=1) / lengths
    assert cosines.min() > 0.99
    assert cosines[2] > 0.999


@settings(max_examples=40)
@given(_TEXTS, st.integers(1, 3))
def test_a_vector_does_not_depend_on_the_texts_beside_it(
    model: OnnxBackend, texts: list[str], threads: int
) -> None:
    together = OnnxBackend(threads=threads)
    together.__dict__["_loaded"] = model._loaded
    alone = np.concatenate([model.encode([text]) for text in texts])
    assert together.encode(texts).tobytes() == alone.tobytes()


def test_no_texts_give_no_rows(model: OnnxBackend) -> None:
    assert model.encode([]).shape == (0, 384)


def test_the_environment_lowers_the_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    assert OnnxBackend()._threads == 1
    monkeypatch.setenv("OMP_NUM_THREADS", "")
    assert OnnxBackend()._threads >= 1
