"""The packaged model run by onnxruntime; neither torch nor sentence-transformers is imported.

The graph comes with citemark and holds no weights (`eval/embedding_graph.py` writes it); the
weights are the pinned ones of the model's package. Texts of the same number of tokens are run
together, so nothing is padded and a text's vector does not depend on the texts beside it.
"""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from itertools import groupby
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from retrieval.model_files import MINILM, PackagedModel

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

GRAPH = "minilm.onnx"
_VERSION = "onnx 1"
_MOST_TOKENS = 256
_AT_ONCE = 512
_ONLY_ERRORS = 3


class OnnxBackend:
    """Runs MiniLM on the processor: a batch a thread, as many threads as there are processors.

    `OMP_NUM_THREADS` in the environment lowers their number.
    """

    def __init__(self, model: PackagedModel = MINILM, threads: int | None = None) -> None:
        self._packaged = model
        self._threads = threads or _usual_threads()
        self._lock = Lock()

    @property
    def name(self) -> str:
        """The model, the first digits of its weights' hash, and what runs it."""
        return f"{self._packaged.name} {_VERSION}"

    @property
    def dimensions(self) -> int:
        """The length of a vector."""
        return self._packaged.dimensions

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of the texts; raises `InstallationError` where the model is not pinned."""
        with self._lock:
            loaded = self._loaded
        tokens = loaded.tokens(texts)
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        groups = list(_groups([len(ids) for ids in tokens]))

        def run(group: Sequence[int]) -> None:
            vectors[group] = loaded.mean([tokens[number] for number in group])

        with ThreadPoolExecutor(self._threads, thread_name_prefix="embedding") as pool:
            for _ in pool.map(run, groups):
                pass
        return vectors

    @cached_property
    def _loaded(self) -> "_Loaded":
        return _Loaded.of(self._packaged)


@dataclass(frozen=True, slots=True)
class _Loaded:
    session: "InferenceSession"
    tokenizer: "Tokenizer"

    @classmethod
    def of(cls, model: PackagedModel) -> "_Loaded":
        folder = model.verified_folder()
        from tokenizers import Tokenizer  # noqa: PLC0415 - only where a vector is missing

        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.enable_truncation(_MOST_TOKENS)
        tokenizer.no_padding()
        return cls(_session(model), tokenizer)

    def tokens(self, texts: Sequence[str]) -> list[list[int]]:
        return [found.ids for found in self.tokenizer.encode_batch(list(texts))]

    def mean(self, tokens: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        """The mean over the tokens of each text; numpy adds in the same order for any batch."""
        (states,) = self.session.run(None, {"tokens": np.asarray(tokens, dtype=np.int32)})
        means: NDArray[np.float32] = np.asarray(states, dtype=np.float32).mean(axis=1)
        return means


def _session(model: PackagedModel) -> "InferenceSession":
    import onnxruntime as rt  # noqa: PLC0415 - only where a vector is missing

    from retrieval.onnx_weights import graph_weights  # noqa: PLC0415

    rt.disable_telemetry_events()
    weights = graph_weights(model.folder() / "model.safetensors")
    options = rt.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = _ONLY_ERRORS
    values = [rt.OrtValue.ortvalue_from_numpy(value) for value in weights.values()]
    options.add_external_initializers(list(weights), values)
    graph = (files("retrieval") / "data" / GRAPH).read_bytes()
    session: InferenceSession = rt.InferenceSession(
        graph, options, providers=["CPUExecutionProvider"]
    )
    return session


def _groups(lengths: Sequence[int]) -> Iterator[list[int]]:
    """The numbers of texts of one length, so many that a batch has few tokens; long ones first."""
    order = sorted(range(len(lengths)), key=lambda number: -lengths[number])
    for length, same in groupby(order, key=lengths.__getitem__):
        numbers = list(same)
        size = max(1, _AT_ONCE // max(1, length))
        yield from (numbers[start : start + size] for start in range(0, len(numbers), size))


def _usual_threads() -> int:
    asked = os.environ.get("OMP_NUM_THREADS", "")
    processors = os.cpu_count() or 1
    return max(1, min(int(asked), processors)) if asked.isdecimal() else processors
