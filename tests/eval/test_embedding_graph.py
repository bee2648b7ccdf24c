"""The graphs that come with citemark are the ones that are written here."""

import numpy as np
import onnx

from eval.embedding_graph import TARGET, ExactPlan, Int8Plan, probe
from retrieval.model_files import MINILM
from retrieval.onnx_backend import GRAPH, load_tokenizer
from retrieval.onnx_session import PROBE, session
from retrieval.onnx_weights import graph_weights
from retrieval.sentence_backend import SentenceTransformerBackend


def test_the_packaged_graph_is_the_written_one() -> None:
    assert onnx.load(TARGET / GRAPH, load_external_data=False) == Int8Plan().model()
    assert onnx.load(TARGET / PROBE, load_external_data=False) == probe()


def test_the_graph_holds_no_weights() -> None:
    assert (TARGET / GRAPH).stat().st_size < 50_000


def test_vectors_of_the_exact_graph_are_those_of_sentence_transformers() -> None:
    texts = ["", "Short.", "Logs are kept for ten years.", "monitoring after release " * 200]
    exact = session(
        ExactPlan().model().SerializeToString(),
        graph_weights(MINILM.folder() / "model.safetensors"),
    )
    tokenizer = load_tokenizer(MINILM.folder())
    tokens = [np.asarray([tokenizer.encode(text).ids], dtype=np.int32) for text in texts]
    ours = np.concatenate([exact.run(None, {"tokens": one})[0].mean(axis=1) for one in tokens])
    theirs = SentenceTransformerBackend().encode(texts)
    lengths = np.linalg.norm(ours, axis=1) * np.linalg.norm(theirs, axis=1)
    assert np.allclose((ours * theirs).sum(axis=1) / lengths, 1, atol=1e-6)
