"""Search among many vectors: Chroma and the exact search against a plain product of numpy."""

import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import numpy as np
from numpy.typing import NDArray

from retrieval.hybrid import ExactIndex
from retrieval.vectors import VectorIndex

_DIMENSIONS = 384
_TOP = 10
_ASKED = 50
_CLUSTERS = 2000
_SPREAD = 0.9
Matrix = NDArray[np.float32]


def searched(count: int, *, with_chroma: bool) -> dict[str, float]:
    """Median seconds of one search among `count` vectors, and recall@10 against exact.

    The vectors lie in clusters, as those of texts do, and questions lie among them.
    """
    vectors, asked = made_vectors(count)
    ids = tuple(f"{number:07}" for number in range(count))
    exact = ExactIndex(ids, vectors)
    right = [_top(vectors, vector) for vector in asked]
    figures = {
        "numpy product": _median(lambda vector: _top(vectors, vector), asked),
        "exact index": _median(lambda vector: exact.search(vector, _TOP), asked),
    }
    if with_chroma:
        figures |= _chroma(ids, vectors, asked, right)
    return figures


def _chroma(
    ids: Sequence[str], vectors: Matrix, asked: Matrix, right: Sequence[set[int]]
) -> dict[str, float]:
    with (
        tempfile.TemporaryDirectory() as folder,
        VectorIndex.open(Path(folder) / "index", "bench", _DIMENSIONS) as index,
    ):
        begun = time.perf_counter()
        index.ensure(ids, vectors)
        built = time.perf_counter() - begun
        found = [{int(hit.id) for hit in index.search(vector, _TOP)} for vector in asked]
        hits = sum(len(a & b) for a, b in zip(found, right, strict=True))
        return {
            "Chroma": _median(lambda vector: index.search(vector, _TOP), asked),
            "Chroma, building": built,
            "Chroma, recall@10": hits / (_TOP * len(asked)),
        }


def made_vectors(count: int) -> tuple[Matrix, Matrix]:
    """That many vectors in clusters, and a few to ask with that lie among them."""
    chance = np.random.default_rng(7)
    centres = _unit(chance.standard_normal((_CLUSTERS, _DIMENSIONS), dtype=np.float32))
    vectors = np.empty((count, _DIMENSIONS), dtype=np.float32)
    for start in range(0, count, _CLUSTERS):
        part = vectors[start : start + _CLUSTERS]
        part[:] = _unit(centres[: len(part)] + _noise(chance, len(part)))
    return vectors, _unit(centres[:_ASKED] + _noise(chance, _ASKED))


def _noise(chance: np.random.Generator, count: int) -> Matrix:
    noise = chance.standard_normal((count, _DIMENSIONS), dtype=np.float32)
    scaled: Matrix = _unit(noise) * np.float32(_SPREAD)
    return scaled


def _unit(rows: Matrix) -> Matrix:
    scaled: Matrix = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return scaled


def _top(vectors: Matrix, asked: Matrix) -> set[int]:
    scores = vectors @ asked
    return set(np.argpartition(-scores, _TOP)[:_TOP].tolist())


def _median(search: Callable[[Matrix], object], asked: Matrix) -> float:
    seconds = []
    for vector in asked:
        begun = time.perf_counter()
        search(vector)
        seconds.append(time.perf_counter() - begun)
    return median(seconds)
