"""`make graph`: the arithmetic of MiniLM as ONNX graphs without weights.

Needed again only where the model changes. Written with onnxruntime's own fused operators; the
weights are handed to onnxruntime when it loads a graph. The graph that is packaged multiplies in
eight bits; the exact one, in 32, is what it is measured against.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from onnx import GraphProto, ModelProto, NodeProto, TensorProto, ValueInfoProto, helper

from retrieval.onnx_backend import GRAPH
from retrieval.onnx_int8 import COPIES
from retrieval.onnx_session import PROBE
from retrieval.onnx_weights import LAYERS

TARGET = Path(__file__).parents[1] / "retrieval" / "data"

_HIDDEN, _INNER, _HEADS, _WORDS, _PLACES = 384, 1536, 12, 30522, 512
_EPSILON = 1e-12
_FUSED = "com.microsoft"
_VERSIONS = (helper.make_opsetid("", 18), helper.make_opsetid(_FUSED, 1))
_FLOAT, _INT8, _UINT8 = TensorProto.FLOAT, TensorProto.INT8, TensorProto.UINT8


def main() -> None:
    """Write the graph, and the product by which the processor is tried."""
    (TARGET / GRAPH).write_bytes(Int8Plan().model().SerializeToString())
    (TARGET / PROBE).write_bytes(probe().SerializeToString())


def probe() -> ModelProto:
    """A product of bytes with signed bytes."""
    node = helper.make_node("MatMulInteger", ["left", "right"], ["product"])
    given = [_value("left", _UINT8, "rows", "shared"), _value("right", _INT8, "shared", "columns")]
    made = [_value("product", TensorProto.INT32, "rows", "columns")]
    return _model(helper.make_graph([node], "product", given, made))


class ExactPlan:
    """The model in 32 bits: nodes and names of weights, added step by step.

    `inputs` names what each product of states with weights is given; its output has its own name.
    `copies` is how many channels the inner layer has more than the model.
    """

    def __init__(self, copies: int = 0) -> None:
        self.inner = _INNER + copies
        self.nodes: list[NodeProto] = []
        self.weights: list[TensorProto] = []
        self.inputs: dict[str, str] = {}

    def model(self) -> ModelProto:
        """Token numbers (texts, tokens) to states of the last layer (texts, tokens, 384)."""
        state = self._start()
        for layer in range(LAYERS):
            state = self._layer(f"encoder.layer.{layer}", state)
        given = [_value("tokens", TensorProto.INT32, "texts", "tokens")]
        made = [_value(state, _FLOAT, "texts", "tokens", _HIDDEN)]
        return _model(helper.make_graph(self.nodes, "minilm", given, made, self.weights))

    def _start(self) -> str:
        words = self._weight("embeddings.word_embeddings.weight", _WORDS, _HIDDEN)
        places = self._weight("embeddings.position_embeddings.weight", _PLACES, _HIDDEN)
        inputs = ("tokens", "", words, places, "", *self._norm("embeddings.LayerNorm"))
        outputs = ["embedded", "unused"]
        self._fused("EmbedLayerNormalization", inputs, outputs, epsilon=_EPSILON)
        return outputs[0]

    def _layer(self, name: str, state: str) -> str:
        mixed = self._product(f"{name}.attention.self", state, _HIDDEN, 3 * _HIDDEN)
        parts = [f"{name}.{part}" for part in ("query", "key", "value")]
        self._node("Split", "", [mixed], parts, {"axis": 2, "num_outputs": 3})
        seen = self._fused("MultiHeadAttention", parts, [f"{name}.seen"], num_heads=_HEADS)
        state = self._back(f"{name}.attention.output", seen, state, _HIDDEN)
        inner = self._product(f"{name}.intermediate.dense", state, _HIDDEN, self.inner)
        bent = self._fused("Gelu", (inner,), [f"{name}.bent"])
        return self._back(f"{name}.output", bent, state, self.inner)

    def _back(self, name: str, value: str, beside: str, size: int) -> str:
        """To the hidden size, added to what was there before, and normalised."""
        product = self._product(f"{name}.dense", value, size, _HIDDEN)
        total = self._plain("Add", (product, beside), f"{name}.sum")
        inputs = (total, *self._norm(f"{name}.LayerNorm"))
        return self._plain("LayerNormalization", inputs, f"{name}.normal", epsilon=_EPSILON)

    def _product(self, name: str, value: str, rows: int, columns: int) -> str:
        self.inputs[name] = value
        weight = self._weight(f"{name}.weight", rows, columns)
        product = self._plain("MatMul", (value, weight), f"{name}.times")
        return self._plain("Add", (product, self._weight(f"{name}.bias", columns)), name)

    def _norm(self, name: str) -> tuple[str, str]:
        return self._weight(f"{name}.weight", _HIDDEN), self._weight(f"{name}.bias", _HIDDEN)

    def _weight(self, name: str, *shape: int, kind: int = _FLOAT) -> str:
        outside = TensorProto(
            name=name, data_type=kind, dims=shape, data_location=TensorProto.EXTERNAL
        )
        outside.external_data.add(key="location", value="given when loaded")
        self.weights.append(outside)
        return name

    def _plain(self, kind: str, inputs: Iterable[str], output: str, **settings: float) -> str:
        return self._node(kind, "", inputs, [output], settings)

    def _fused(
        self, kind: str, inputs: Iterable[str], outputs: list[str], **settings: float
    ) -> str:
        return self._node(kind, _FUSED, inputs, outputs, settings)

    def _node(
        self,
        kind: str,
        domain: str,
        inputs: Iterable[str],
        outputs: list[str],
        settings: Mapping[str, float],
    ) -> str:
        node = helper.make_node(kind, list(inputs), outputs, domain=domain)
        node.attribute.extend(helper.make_attribute(*setting) for setting in settings.items())
        self.nodes.append(node)
        return outputs[0]


class Int8Plan(ExactPlan):
    """The same with products of whole numbers of eight bits (`retrieval/onnx_int8.py`)."""

    def __init__(self) -> None:
        super().__init__(COPIES)

    def _product(self, name: str, value: str, rows: int, columns: int) -> str:
        self.inputs[name] = value
        step = self._weight(f"{name}.step", kind=_FLOAT)
        zero = self._weight(f"{name}.zero", kind=_UINT8)
        levels = (self._shared(name, value, rows), step, zero)
        left = self._plain("QuantizeLinear", levels, f"{name}.levels")
        weight = self._weight(f"{name}.weight", rows, columns, kind=_INT8)
        worth = self._weight(f"{name}.column", columns)
        inputs = (left, weight, step, worth, zero, "", self._weight(f"{name}.bias", columns))
        return self._fused("MatMulIntegerToFloat", inputs, [name])

    def _shared(self, name: str, value: str, rows: int) -> str:
        """Each channel in its own share; what attention gives out comes so already."""
        if name.endswith("attention.output.dense"):
            return value
        share = self._weight(f"{name}.share", rows)
        return self._plain("Mul", (value, share), f"{name}.shared")


def showing(model: ModelProto, names: Iterable[str]) -> ModelProto:
    """The model that gives out these values too, after the states."""
    shown = ModelProto()
    shown.CopyFrom(model)
    shown.graph.output.extend(helper.make_tensor_value_info(n, _FLOAT, None) for n in names)
    return shown


def _value(name: str, kind: int, *shape: str | int) -> ValueInfoProto:
    return helper.make_tensor_value_info(name, kind, shape)


def _model(graph: GraphProto) -> ModelProto:
    return helper.make_model(graph, opset_imports=_VERSIONS, ir_version=9)


if __name__ == "__main__":
    main()
