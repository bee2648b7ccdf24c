"""Texts by id in a vector index that outlives the process.

A vector is kept under the hash of its text. Which texts there are is known from elsewhere, so an
index that was damaged, emptied or left behind is brought to exactly them whenever it is opened.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from domain.errors import IndexDamagedError
from domain.ports import Hit, NearestVectors, Progress
from retrieval import chroma
from retrieval.embedding import Embedder, Vectors, text_key
from retrieval.in_record import RecordIndex
from retrieval.vectors import VectorIndex


class KeptIndex(Protocol):
    """An index that can be brought to a set of texts."""

    @property
    def folder(self) -> Path | None:
        """Where its files are, None where it has none."""
        ...

    def ids(self) -> frozenset[str]:
        """The ids that are in the index."""
        ...

    def add(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Add vectors, one a row."""
        ...

    def delete(self, ids: Sequence[str]) -> None:
        """Forget these ids."""
        ...

    def search(self, vector: Vectors, top: int) -> list[Hit]:
        """The `top` ids whose vectors are nearest, best first."""
        ...

    def seal(self) -> None:
        """Say that it is whole."""
        ...

    def distrust(self) -> None:
        """Have it built again when it is next opened."""
        ...


class KeptTexts:
    """Texts by id, nearest first for a vector. The index stays the caller's to close."""

    def __init__(
        self,
        texts: Mapping[str, str],
        embedder: Embedder,
        index: KeptIndex,
        progress: Progress | None = None,
    ) -> None:
        """Bring the index to these texts; only those that are not in it are embedded."""
        self._ids: dict[str, list[str]] = defaultdict(list)
        for name, text in texts.items():
            self._ids[text_key(text)].append(name)
        self._index = index
        missing = {text_key(text): text for text in texts.values()}
        for key in index.ids():
            missing.pop(key, None)
        index.delete([key for key in index.ids() if key not in self._ids])
        if missing:
            index.add(tuple(missing), embedder.embed(tuple(missing.values()), progress))
        index.seal()

    def __len__(self) -> int:
        """How many different texts there are."""
        return len(self._ids)

    def search(self, vector: Vectors, top: int) -> list[Hit]:
        """The `top` texts whose vectors are nearest, best first.

        Raises `IndexDamagedError` where the index gives fewer than it holds.
        """
        wanted = min(max(top, 0), len(self._ids))
        found = self._index.search(vector, wanted)
        if len(found) < wanted or not all(hit.id in self._ids for hit in found):
            self._index.distrust()
            raise IndexDamagedError(
                chroma.damage(self._index.folder, f"it gave {len(found)} of {wanted} vectors")
            )
        hits = [Hit(name, hit.score) for hit in found for name in sorted(self._ids[hit.id])]
        return hits[: max(top, 0)]


@contextmanager
def kept_texts(
    texts: Mapping[str, str],
    embedder: Embedder,
    place: Path | NearestVectors | None,
    progress: Progress | None = None,
) -> Iterator[KeptTexts]:
    """Texts in the index of a folder or of the record itself, in memory where the place is None.

    A damaged one is built again.

    Where the block raises `IndexDamagedError`, entering once more starts from a new index.
    """
    if place is not None and not isinstance(place, Path):
        yield KeptTexts(texts, embedder, RecordIndex(place), progress)
        return
    opened = (
        VectorIndex.temporary(embedder.dimensions)
        if place is None
        else VectorIndex.recover(place, embedder.name, embedder.dimensions)
    )
    with opened as index:
        yield KeptTexts(texts, embedder, index, progress)
