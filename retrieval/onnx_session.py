"""A graph without weights and its weights, as onnxruntime runs them on one thread."""

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np
import onnxruntime as rt
from numpy.typing import NDArray

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

_ONLY_ERRORS = 3
_SLOW = ["SkipLayerNormFusion"]
"""Fused, adding and normalising take four times as long as one after the other."""

_EXACT = ("session.x64quantprecision", "1")
PROBE = "product.onnx"


def session(graph: bytes, weights: Mapping[str, NDArray[Any]]) -> "InferenceSession":
    """Load a graph; bytes are multiplied exactly on this processor, whichever it is.

    Older ones add products of bytes in sixteen bits and cut off what does not fit, unless they
    are told not to; newer ones never do, and would be slowed by it.
    """
    options = _options()
    values = [
        rt.OrtValue.ortvalue_from_numpy(np.require(v, requirements="C")) for v in weights.values()
    ]
    options.add_external_initializers(list(weights), values)
    if not _multiplies_exactly():
        options.add_session_config_entry(*_EXACT)
    return _loaded(graph, options)


@lru_cache(maxsize=1)
def _multiplies_exactly() -> bool:
    """Try it: a product of the greatest numbers of eight bits."""
    probe = _loaded((files("retrieval") / "data" / PROBE).read_bytes(), _options())
    size = 64
    left = np.full((size, size), 255, dtype=np.uint8)
    right = np.full((size, size), 127, dtype=np.int8)
    (product,) = probe.run(None, {"left": left, "right": right})
    return bool((np.asarray(product) == 255 * 127 * size).all())


def _options() -> rt.SessionOptions:
    rt.disable_telemetry_events()
    options = rt.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = _ONLY_ERRORS
    return options


def _loaded(graph: bytes, options: rt.SessionOptions) -> "InferenceSession":
    loaded: InferenceSession = rt.InferenceSession(
        graph, options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOW
    )
    return loaded
