"""The weights of the packaged model as the graph of `data/minilm.onnx` wants them."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Weights = Mapping[str, NDArray[np.float32]]

LAYERS = 6
_POSITIONS = "embeddings.position_embeddings.weight"
_TYPES = "embeddings.token_type_embeddings.weight"
_UNUSED = ("pooler.", "embeddings.position_ids")
_LENGTH = 8
_PARTS = ("query", "key", "value")


def graph_weights(file: Path) -> Weights:
    """The tensors of a safetensors file of MiniLM by their names in the graph.

    Every token is of the first type, so the types are added to the positions. Query, key and value
    are one matrix; matrices of layers are turned, so that rows are multiplied from the left.
    """
    raw = mapped(file)
    raw[_POSITIONS] = raw[_POSITIONS] + raw.pop(_TYPES)[0]
    merged = dict(_merged(raw))
    kept = {
        name: value
        for name, value in raw.items()
        if not name.startswith(_UNUSED) and not _is_part(name)
    }
    return {name: _turned(name, value) for name, value in {**kept, **merged}.items()}


def mapped(file: Path) -> dict[str, NDArray[np.float32]]:
    """The tensors of 32 bits in a safetensors file, to be read only.

    They stay in the file and are shared by all processes that read it. It begins with the length
    of a head in JSON, which says where behind it each tensor lies.
    """
    content = np.memmap(file, np.uint8, mode="r")
    begun = _LENGTH + int.from_bytes(content[:_LENGTH].tobytes(), "little")
    head = json.loads(content[_LENGTH:begun].tobytes())
    return {
        name: content[begun:][slice(*told["data_offsets"])].view("<f4").reshape(told["shape"])
        for name, told in head.items()
        if told.get("dtype") == "F32"
    }


def _merged(raw: Weights) -> Iterator[tuple[str, NDArray[np.float32]]]:
    for layer in range(LAYERS):
        place = f"encoder.layer.{layer}.attention.self"
        for kind in ("weight", "bias"):
            parts = [raw[f"{place}.{part}.{kind}"] for part in _PARTS]
            yield f"{place}.{kind}", np.concatenate(parts)


def _is_part(name: str) -> bool:
    return ".attention.self." in name


def _turned(name: str, value: NDArray[np.float32]) -> NDArray[np.float32]:
    is_matrix = name.startswith("encoder.") and value.ndim > 1
    return np.ascontiguousarray(value.T) if is_matrix else value
