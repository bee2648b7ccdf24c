"""The real model, loaded once, and a small one that shows what it was asked."""

from collections.abc import Sequence

import numpy as np
import pytest

from retrieval.embedding import Embedder, Vectors


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    return Embedder()


class CountingBackend:
    """A backend whose vectors are made from the letters of a text, and that keeps count."""

    name = "letters@1"
    dimensions = 26

    def __init__(self) -> None:
        self.batches: list[list[str]] = []

    @property
    def encoded(self) -> list[str]:
        return [text for batch in self.batches for text in batch]

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.batches.append(list(texts))
        counts = [[text.count(chr(97 + n)) for n in range(self.dimensions)] for text in texts]
        return np.asarray(counts, dtype=np.float32)


@pytest.fixture
def backend() -> CountingBackend:
    return CountingBackend()


@pytest.fixture
def letters(backend: CountingBackend) -> Embedder:
    return Embedder(backend=backend)
