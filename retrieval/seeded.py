"""Vectors that come with citemark, in front of those that are kept in the data folder."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from domain.ports import VectorCache

CATALOGUE, ASKED = "catalogue_vectors.npz", "asked_vectors.npz"
"""The vectors of the catalogue, and those of the questions that people ask."""


class SeededVectors:
    """Vectors that were computed when citemark was built, then a cache of one's own.

    `file` is `CATALOGUE` or `ASKED`. A text that was changed has another key and is embedded like
    any other.
    """

    def __init__(self, kept: VectorCache, file: str = CATALOGUE) -> None:
        self._kept = kept
        self._file = file

    def get_vectors(self, model: str, keys: Sequence[str]) -> Mapping[str, bytes]:
        """The vectors that are known, by key."""
        seeds = _seeds(model, self._file)
        found = {key: seeds[key] for key in keys if key in seeds}
        rest = [key for key in keys if key not in found]
        return {**found, **self._kept.get_vectors(model, rest)} if rest else found

    def put_vectors(self, model: str, vectors: Mapping[str, bytes]) -> None:
        """Keep these vectors in the data folder."""
        self._kept.put_vectors(model, vectors)


class VectorsBehind:
    """A cache of one's own, and behind it one that is only read."""

    def __init__(self, own: VectorCache, shared: VectorCache) -> None:
        self._own = own
        self._shared = shared

    def get_vectors(self, model: str, keys: Sequence[str]) -> Mapping[str, bytes]:
        """The vectors that are known to either, by key."""
        found = self._own.get_vectors(model, keys)
        rest = [key for key in keys if key not in found]
        return {**self._shared.get_vectors(model, rest), **found} if rest else found

    def put_vectors(self, model: str, vectors: Mapping[str, bytes]) -> None:
        """Keep these vectors in one's own."""
        self._own.put_vectors(model, vectors)


@lru_cache(maxsize=4)
def _seeds(model: str, name: str) -> Mapping[str, bytes]:
    file = files("retrieval") / "data" / name
    if not file.is_file():
        return {}
    with np.load(BytesIO(file.read_bytes()), allow_pickle=False) as kept:
        if str(kept["model"]) != model:
            return {}
        rows = _unit(kept["vectors"].astype("<f4"))
        return {str(key): row.tobytes() for key, row in zip(kept["keys"], rows, strict=True)}


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Rows of length 1: they may be kept as bytes, in steps of 1/127 of their greatest number."""
    unit: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit
