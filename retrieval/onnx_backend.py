"""The packaged model run by onnxruntime; neither torch nor sentence-transformers is imported.

The graph comes with citemark and holds no weights (`eval/embedding_graph.py` writes it); the
weights are the pinned ones of the model's package, multiplied in eight bits (`onnx_int8.py`).
Texts of the same number of tokens are run together, so nothing is padded and a text's vector does
not depend on the texts beside it.
"""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from retrieval.model_files import MINILM, PackagedModel

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

GRAPH = "minilm.onnx"
_VERSION = "onnx int8 1"
_MOST_TOKENS = 256
_AT_ONCE = 512


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
        groups = list(same_lengths([len(ids) for ids in tokens]))

        def run(group: Sequence[int]) -> None:
            vectors[group] = loaded.mean([tokens[number] for number in group])

        with ThreadPoolExecutor(self._threads, thread_name_prefix="embedding") as pool:
            for _ in pool.map(run, groups):
                pass
        return vectors

    def load(self) -> bool:
        """Load model and tokenizer now; False where they were there.

        A child that is forked after that has them too: nothing of them runs in a thread of its own
        before a text is embedded. Raises `InstallationError` where the model is not pinned.
        """
        with self._lock:
            there = "_loaded" in vars(self)
            _ = self._loaded
        return not there

    def load_session(self) -> "InferenceSession":
        """The graph with its weights: token numbers to states of the last layer."""
        from retrieval.onnx_int8 import int8_weights, load_steps  # noqa: PLC0415 - see `_loaded`
        from retrieval.onnx_session import session  # noqa: PLC0415
        from retrieval.onnx_weights import graph_weights  # noqa: PLC0415

        exact = graph_weights(self._packaged.folder() / "model.safetensors")
        graph = (files("retrieval") / "data" / GRAPH).read_bytes()
        return session(graph, int8_weights(exact, load_steps()))

    @cached_property
    def _loaded(self) -> "_Loaded":
        """Model and tokenizer: loaded only where a vector is missing."""
        folder = self._packaged.verified_folder()
        return _Loaded(self.load_session(), load_tokenizer(folder))


def load_tokenizer(folder: Path) -> "Tokenizer":
    """The tokenizer of the model in a folder: at most 256 tokens a text, nothing padded."""
    from tokenizers import Tokenizer  # noqa: PLC0415 - see `_loaded`

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(_MOST_TOKENS)
    tokenizer.no_padding()
    return tokenizer


@dataclass(frozen=True, slots=True)
class _Loaded:
    session: "InferenceSession"
    tokenizer: "Tokenizer"

    def tokens(self, texts: Sequence[str]) -> list[list[int]]:
        return [found.ids for found in self.tokenizer.encode_batch(list(texts))]

    def mean(self, tokens: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        """The mean over the tokens of each text; numpy adds in the same order for any batch."""
        (states,) = self.session.run(None, {"tokens": np.asarray(tokens, dtype=np.int32)})
        means: NDArray[np.float32] = np.asarray(states, dtype=np.float32).mean(axis=1)
        return means


def same_lengths(lengths: Sequence[int]) -> Iterator[list[int]]:
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
