"""Texts to vectors, each text once ever.

Kept vectors are looked up first; what runs the model is loaded only when a vector is missing.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from domain.ports import Progress, VectorCache
from retrieval.onnx_backend import OnnxBackend

Vectors = NDArray[np.float32]
"""One vector a row."""

_CHUNK = 256
_STORED = np.dtype("<f4")


class Backend(Protocol):
    """What runs a model. `name` keys the kept vectors: it changes whenever they would."""

    @property
    def name(self) -> str:
        """The model and its version."""
        ...

    @property
    def dimensions(self) -> int:
        """The length of a vector."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """The vectors of the texts, in any length; texts come sorted by length."""
        ...


class MemoryCache:
    """Keeps vectors for as long as the process lives."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], bytes] = {}

    def get_vectors(self, model: str, keys: Sequence[str]) -> Mapping[str, bytes]:
        """The vectors that are kept, by key."""
        return {key: self._kept[model, key] for key in keys if (model, key) in self._kept}

    def put_vectors(self, model: str, vectors: Mapping[str, bytes]) -> None:
        """Keep these vectors."""
        self._kept.update(((model, key), vector) for key, vector in vectors.items())


class Embedder:
    """Turns texts into vectors of length 1, so that a dot product is the cosine.

    Without a cache, vectors are kept in memory.
    """

    def __init__(self, cache: VectorCache | None = None, backend: Backend | None = None) -> None:
        self._cache: VectorCache = cache if cache is not None else MemoryCache()
        self._backend: Backend = backend if backend is not None else OnnxBackend()

    @property
    def name(self) -> str:
        """The model and its version, as `all-MiniLM-L6-v2@53aa5117 onnx 1`."""
        return self._backend.name

    @property
    def dimensions(self) -> int:
        """The length of a vector."""
        return self._backend.dimensions

    def embed(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """One vector for each text, in their order, as float32 of shape (texts, dimensions).

        A text that was embedded before, here or in an earlier run, costs a look-up. Raises
        `InstallationError` where the model's files are missing or altered.
        """
        keys = {text: text_key(text) for text in dict.fromkeys(texts)}
        kept = dict(self._cache.get_vectors(self.name, list(keys.values())))
        missing = {key: text for text, key in keys.items() if key not in kept}
        kept.update(self._compute(missing, progress))
        joined = b"".join(kept[keys[text]] for text in texts)
        return np.frombuffer(joined, _STORED).astype(np.float32).reshape(-1, self.dimensions)

    def at_hand(self, texts: Sequence[str]) -> "Embedder":
        """An embedder that has the vectors of these texts in memory and asks no cache for them."""
        held = MemoryCache()
        vectors = zip(map(text_key, texts), self.embed(texts).astype(_STORED), strict=True)
        held.put_vectors(self.name, {key: vector.tobytes() for key, vector in vectors})
        return Embedder(held, self._backend)

    def missing(self, texts: Sequence[str]) -> int:
        """How many different texts have no vector yet."""
        keys = list(dict.fromkeys(text_key(text) for text in texts))
        return len(keys) - len(self._cache.get_vectors(self.name, keys))

    def embed_once(self, text: str) -> Vectors:
        """The vector of a text of which nothing is to be kept, such as a question."""
        kept = self._cache.get_vectors(self.name, [text_key(text)]).get(text_key(text))
        row = kept or _normalised(self._backend.encode([text])).tobytes()
        return np.frombuffer(row, _STORED).astype(np.float32)

    def _compute(self, missing: Mapping[str, str], progress: Progress | None) -> dict[str, bytes]:
        computed: dict[str, bytes] = {}
        for chunk in _chunks(sorted(missing, key=lambda key: (len(missing[key]), key))):
            rows = _normalised(self._backend.encode([missing[key] for key in chunk]))
            new = {key: row.tobytes() for key, row in zip(chunk, rows, strict=True)}
            self._cache.put_vectors(self.name, new)
            computed.update(new)
            if progress:
                progress(len(computed), len(missing), "reading meaning")
        return computed


def text_key(text: str) -> str:
    """The name under which a text's vector is kept: the sha256 of its UTF-8 bytes."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _chunks(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    return (keys[start : start + _CHUNK] for start in range(0, len(keys), _CHUNK))


def _normalised(vectors: Vectors) -> NDArray[np.float32]:
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    rows: NDArray[np.float32] = vectors / np.maximum(norms, np.finfo(np.float32).tiny)
    return rows.astype(_STORED)
