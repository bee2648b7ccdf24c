"""Many passages in one dossier: what the mapping costs."""

import time
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from regulations.catalogue import load_catalogue
from retrieval.embedding import Embedder
from retrieval.onnx_backend import OnnxBackend
from retrieval.seeded import SeededVectors
from review.mapping import obligation_mapper

_DIMENSIONS = 384
_TOP = 10
_WORDS_A_PASSAGE = 60
Matrix = NDArray[np.float32]


class MadeUp:
    """A `retrieval.embedding.Backend` that makes vectors up, under the packaged model's name.

    What embedding costs grows with the texts and is measured elsewhere.
    """

    name = OnnxBackend().name
    dimensions = _DIMENSIONS

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Vectors by chance, the same for the same number of texts."""
        return made_up(len(texts), len(texts))


class Forgetful:
    """A vector cache that keeps nothing, so that no memory goes to it."""

    def get_vectors(self, model: str, keys: Sequence[str]) -> Mapping[str, bytes]:
        """None are kept."""
        del model, keys
        return {}

    def put_vectors(self, model: str, vectors: Mapping[str, bytes]) -> None:
        """Keep nothing."""


def mapping(count: int) -> Mapping[str, float]:
    """The processor's seconds to compare so many passages with all obligations, once embedded."""
    embedder = Embedder(SeededVectors(Forgetful()), MadeUp())
    mapper = obligation_mapper(load_catalogue(), embedder)
    texts = passages(count)
    return {"map": _once(lambda: mapper.map(texts, _TOP))}


def passages(count: int) -> list[str]:
    """Texts of some sixty words each, made of the catalogue's own words by chance."""
    chance = np.random.default_rng(11)
    criteria = (c.text for row in load_catalogue().obligations.values() for c in row.criteria)
    words = np.asarray(sorted({word.lower() for text in criteria for word in text.split()}))
    drawn = chance.integers(0, len(words), (count, _WORDS_A_PASSAGE))
    return [f"{' '.join(words[row[:30]])}. {' '.join(words[row[30:]])}." for row in drawn]


def made_up(count: int, seed: int) -> Matrix:
    """Vectors of length 1 by chance."""
    chance = np.random.default_rng(seed)
    rows = chance.standard_normal((count, _DIMENSIONS), dtype=np.float32)
    scaled: Matrix = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return scaled.astype("<f4")


def _once(step: Callable[[], object]) -> float:
    begun = time.process_time()
    step()
    return time.process_time() - begun
