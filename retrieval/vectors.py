"""Vectors by id in Chroma: ids and vectors only, nothing that was read from a document.

An index can always be built again: `recover` a folder, then `ensure` what it must hold. One
index may be open on a folder at a time, in all processes.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar
from uuid import uuid4

import numpy as np

from domain.errors import IndexDamagedError
from domain.ports import Hit
from retrieval import chroma
from retrieval.embedding import Vectors
from retrieval.fusion import sort_hits
from retrieval.seal import break_seal, write_seal

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from filelock import FileLock

T = TypeVar("T")

_HNSW = {"space": "ip", "ef_construction": 200, "ef_search": 200, "max_neighbors": 32}
_BATCH = 1000


class VectorIndex:
    """Nearest vectors by inner product; vectors are of length 1. Use it as a context manager.

    Every method raises `IndexDamagedError` where Chroma fails.
    """

    def __init__(
        self, client: "ClientAPI", name: str, dimensions: int, folder: Path | None
    ) -> None:
        """Use `open`, `recover` or `temporary` instead."""
        self._client = client
        self._folder = folder
        self._dimensions = dimensions
        self._closed = False
        self._failed = False
        self._lock: FileLock | None = None
        with chroma.mapped(folder):
            self._collection = client.get_or_create_collection(
                _collection_name(name),
                embedding_function=None,
                configuration={"hnsw": _HNSW},  # type: ignore[arg-type]
                metadata={"dimensions": dimensions},
            )
            self._records = self._read_records()

    @classmethod
    def open(cls, folder: Path, name: str, dimensions: int) -> Self:
        """Open the index of that name in the folder, or start one in a new or empty folder.

        Raises `IndexDamagedError` where a file is not as it was left or the vectors are of
        another length, `StoreLockedError` where it is open already, and `StoreError` where the
        folder cannot be used.
        """
        lock = chroma.reserve(folder)
        try:
            return cls._opened(folder, name, dimensions, lock)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def _opened(cls, folder: Path, name: str, dimensions: int, lock: "FileLock") -> Self:
        was_used = chroma.is_used(folder)
        index = cls._over(chroma.client_in(folder), name, dimensions, folder)
        index._lock = lock  # noqa: SLF001 (of its own class)
        if was_used:
            index.seal()
        return index

    @classmethod
    def _over(cls, client: "ClientAPI", name: str, dimensions: int, folder: Path | None) -> Self:
        try:
            return cls(client, name, dimensions, folder)
        except IndexDamagedError:
            chroma.close(client)
            raise

    @classmethod
    def recover(cls, folder: Path, name: str, dimensions: int) -> Self:
        """Open the index, or delete a damaged one and start anew, empty.

        Raises `StoreError` where the folder holds files that are not an index's.
        """
        lock = chroma.reserve(folder)
        try:
            return cls._mended(folder, name, dimensions, lock)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def _mended(cls, folder: Path, name: str, dimensions: int, lock: "FileLock") -> Self:
        try:
            return cls._opened(folder, name, dimensions, lock)
        except IndexDamagedError:
            chroma.erase(folder)
            return cls._opened(folder, name, dimensions, lock)

    @classmethod
    def temporary(cls, dimensions: int) -> Self:
        """An index in memory, gone when closed."""
        client = chroma.client_in_memory()
        return cls._over(client, f"temporary-{uuid4().hex}", dimensions, None)

    def add(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Add vectors, one a row; an id that is there already gets the new vector.

        Raises `ValueError` where ids repeat or the shape is not (ids, dimensions).
        """
        if vectors.shape != (len(ids), self._dimensions) or len(set(ids)) != len(ids):
            raise ValueError(f"{len(ids)} ids, some twice or with vectors of {vectors.shape}")
        records = {key: _record(key, row) for key, row in zip(ids, vectors, strict=True)}
        new = [number for number, key in enumerate(ids) if self._records.get(key) != records[key]]
        self.delete([ids[number] for number in new])
        for batch in _batches(new):
            names = [records[ids[number]] for number in batch]
            with self._change():
                self._collection.add(ids=names, embeddings=vectors[batch])
        self._records.update(records)

    def delete(self, ids: Sequence[str]) -> None:
        """Forget these ids; ids that are not there are passed over."""
        there = [key for key in dict.fromkeys(ids) if key in self._records]
        for batch in _batches(there):
            with self._change():
                self._collection.delete(ids=[self._records.pop(key) for key in batch])

    def ensure(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Bring the index to exactly these ids and vectors, changing only what differs."""
        wanted = set(ids)
        self.delete([key for key in self._records if key not in wanted])
        self.add(ids, vectors)
        self.seal()

    @property
    def folder(self) -> Path | None:
        """Where its files are; None for one in memory."""
        return self._folder

    def ids(self) -> frozenset[str]:
        """The ids that are in the index."""
        return frozenset(self._records)

    def count(self) -> int:
        """How many vectors are in the index."""
        return len(self._records)

    def search(self, vector: Vectors, top: int) -> list[Hit]:
        """The `top` ids whose vectors are nearest, best first; scores are cosines."""
        if not self._records or top < 1:
            return []
        with self._asking():
            found = self._collection.query(
                query_embeddings=vector.reshape(1, -1),
                n_results=min(top, len(self._records)),
                include=["distances"],
            )
        distances = (found["distances"] or [[]])[0]
        pairs = zip(found["ids"][0], distances, strict=True)
        return sort_hits(Hit(_key(record), 1.0 - distance) for record, distance in pairs)

    def close(self) -> None:
        """Write what is open and let go of the files; closing twice does nothing."""
        if self._closed:
            return
        self._closed = True
        try:
            with chroma.mapped(self._folder):
                if self._folder is None:
                    self._client.delete_collection(self._collection.name)
                chroma.close(self._client)
            self.seal()
        finally:
            if self._lock is not None:
                self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _read_records(self) -> dict[str, str]:
        kept = (self._collection.metadata or {}).get("dimensions")
        if kept != self._dimensions:
            raise IndexDamagedError(
                chroma.damage(
                    self._folder, f"its vectors have {kept} dimensions, not {self._dimensions}"
                )
            )
        return {_key(record): record for record in self._collection.get(include=[])["ids"]}

    @contextmanager
    def _change(self) -> Iterator[None]:
        if self._folder is not None:
            break_seal(self._folder)
        with self._asking():
            yield

    @contextmanager
    def _asking(self) -> Iterator[None]:
        with chroma.mapped(self._folder):
            try:
                yield
            except BaseException:
                self.distrust()
                raise

    def distrust(self) -> None:
        """Say that the files cannot be relied on: opened again, the index is taken for damaged."""
        self._failed = True
        if self._folder is not None:
            break_seal(self._folder)

    def seal(self) -> None:
        """Say that the files are whole as they are now; one that failed is never sealed."""
        if self._folder is not None and not self._failed:
            write_seal(self._folder)


def _batches(items: Sequence[T]) -> Iterator[Sequence[T]]:
    return (items[start : start + _BATCH] for start in range(0, len(items), _BATCH))


def _collection_name(name: str) -> str:
    return re.sub(r"[^a-zA-Z0-9]+", "-", f"index {name} index")


def _record(key: str, vector: Vectors) -> str:
    digest = hashlib.blake2b(np.asarray(vector, "<f4").tobytes(), digest_size=8)
    return f"{digest.hexdigest()}:{key}"


def _key(record: str) -> str:
    return record.partition(":")[2]
