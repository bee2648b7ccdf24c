"""Bytes are multiplied exactly on every processor."""

import numpy as np
import onnx
import pytest
from onnx import helper

from eval.embedding_graph import probe
from retrieval import onnx_session
from retrieval.onnx_session import session


def _product() -> bytes:
    """A product with bytes that are given when the graph is loaded."""
    model = probe()
    right = onnx.TensorProto(name="right", data_type=onnx.TensorProto.INT8, dims=(64, 64))
    right.data_location = onnx.TensorProto.EXTERNAL
    right.external_data.add(key="location", value="given when loaded")
    graph = helper.make_graph(
        model.graph.node, "p", model.graph.input[:1], model.graph.output, [right]
    )
    made = helper.make_model(graph, opset_imports=model.opset_import, ir_version=9)
    content: bytes = made.SerializeToString()
    return content


def test_the_greatest_bytes_are_multiplied_exactly() -> None:
    """Where sums of two products were cut to sixteen bits, 32767 would stand for 64770."""
    left = np.full((64, 64), 255, dtype=np.uint8)
    right = np.full((64, 64), 127, dtype=np.int8)
    (found,) = session(_product(), {"right": right}).run(None, {"left": left})
    assert (np.asarray(found) == 255 * 127 * 64).all()


def test_what_an_older_processor_is_told_changes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = np.random.default_rng(0)
    left = rows.integers(0, 256, (64, 64)).astype(np.uint8)
    right = rows.integers(-127, 128, (64, 64)).astype(np.int8)
    usual = session(_product(), {"right": right}).run(None, {"left": left})[0]
    monkeypatch.setattr(onnx_session, "_multiplies_exactly", lambda: False)
    told = session(_product(), {"right": right}).run(None, {"left": left})[0]
    assert np.array_equal(usual, told)
