"""`make graph`: the arithmetic of MiniLM as an ONNX graph without weights.

Needed again only where the model changes. Written with onnxruntime's own fused operators; the
weights are handed to onnxruntime when it loads the graph (`retrieval/onnx_weights.py`).
"""

from collections.abc import Iterable
from pathlib import Path

from onnx import ModelProto, NodeProto, TensorProto, helper

from retrieval.onnx_backend import GRAPH
from retrieval.onnx_weights import LAYERS

TARGET = Path(__file__).parents[1] / "retrieval" / "data" / GRAPH

_HIDDEN, _INNER, _HEADS, _WORDS, _PLACES = 384, 1536, 12, 30522, 512
_EPSILON = 1e-12
_FUSED = "com.microsoft"


def main() -> None:
    """Write the graph."""
    TARGET.write_bytes(embedding_graph().SerializeToString())


def embedding_graph() -> ModelProto:
    """Token numbers (texts, tokens) to states of the last layer (texts, tokens, 384)."""
    plan = _Plan()
    state = plan.start()
    for layer in range(LAYERS):
        state = plan.layer(f"encoder.layer.{layer}", state)
    graph = helper.make_graph(
        plan.nodes,
        "minilm",
        [helper.make_tensor_value_info("tokens", TensorProto.INT32, ["texts", "tokens"])],
        [helper.make_tensor_value_info(state, TensorProto.FLOAT, ["texts", "tokens", _HIDDEN])],
        plan.weights,
    )
    used = [helper.make_opsetid("", 18), helper.make_opsetid(_FUSED, 1)]
    return helper.make_model(graph, opset_imports=used, ir_version=9)


class _Plan:
    """Nodes and names of weights, added step by step."""

    def __init__(self) -> None:
        self.nodes: list[NodeProto] = []
        self.weights: list[TensorProto] = []

    def start(self) -> str:
        words = self._weight("embeddings.word_embeddings.weight", _WORDS, _HIDDEN)
        places = self._weight("embeddings.position_embeddings.weight", _PLACES, _HIDDEN)
        norm = self._norm("embeddings.LayerNorm")
        inputs = ("tokens", "", words, places, "", *norm)
        outputs = ["embedded", "unused"]
        self._node("EmbedLayerNormalization", inputs, outputs, epsilon=_EPSILON)
        return outputs[0]

    def layer(self, name: str, state: str) -> str:
        own = f"{name}.attention.self"
        weight = self._weight(f"{own}.weight", _HIDDEN, 3 * _HIDDEN)
        inputs = (state, weight, self._weight(f"{own}.bias", 3 * _HIDDEN))
        seen = self._node("Attention", inputs, [f"{name}.seen"], num_heads=_HEADS)
        state = self._back(f"{name}.attention.output", seen, state, _HIDDEN)
        inner = self._times(f"{name}.intermediate.dense", state, _HIDDEN, _INNER)
        bias = self._weight(f"{name}.intermediate.dense.bias", _INNER)
        bent = self._node("BiasGelu", (inner, bias), [f"{name}.bent"])
        return self._back(f"{name}.output", bent, state, _INNER)

    def _back(self, name: str, value: str, beside: str, size: int) -> str:
        """To the hidden size, added to what was there before, and normalised."""
        product = self._times(f"{name}.dense", value, size, _HIDDEN)
        norm = self._norm(f"{name}.LayerNorm")
        inputs = (product, beside, *norm, self._weight(f"{name}.dense.bias", _HIDDEN))
        outputs = [f"{name}.sum"]
        return self._node("SkipLayerNormalization", inputs, outputs, epsilon=_EPSILON)

    def _times(self, name: str, value: str, rows: int, columns: int) -> str:
        weight = self._weight(f"{name}.weight", rows, columns)
        self.nodes.append(helper.make_node("MatMul", [value, weight], [f"{name}.product"]))
        return f"{name}.product"

    def _norm(self, name: str) -> tuple[str, str]:
        return self._weight(f"{name}.weight", _HIDDEN), self._weight(f"{name}.bias", _HIDDEN)

    def _weight(self, name: str, *shape: int) -> str:
        outside = TensorProto(
            name=name,
            data_type=TensorProto.FLOAT,
            dims=shape,
            data_location=TensorProto.EXTERNAL,
        )
        outside.external_data.add(key="location", value="given when loaded")
        self.weights.append(outside)
        return name

    def _node(self, kind: str, inputs: Iterable[str], outputs: list[str], **settings: float) -> str:
        node = helper.make_node(kind, list(inputs), outputs, domain=_FUSED)
        node.attribute.extend(helper.make_attribute(*setting) for setting in settings.items())
        self.nodes.append(node)
        return outputs[0]


if __name__ == "__main__":
    main()
