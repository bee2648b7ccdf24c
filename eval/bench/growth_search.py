"""Many passages in one dossier: what each of their indexes costs to build, to open and to ask."""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from statistics import median
from typing import TypeVar

from eval.bench.growth_passages import passages
from eval.bench.searching import Matrix, made_vectors
from retrieval.hybrid import ExactIndex
from retrieval.in_record import RecordIndex
from retrieval.lexical import LexicalIndex
from retrieval.vectors import VectorIndex
from store import Store
from store.scratch import scratch_schema

_DIMENSIONS, _DEPTH = 384, 100
_QUESTION = "Who checks the records of the training data, and how long are they kept?"
Figures = Iterator[tuple[str, float]]
T = TypeVar("T")


def words(count: int) -> Figures:
    """The processor's seconds of an index by words; a question, and a passage of sixty words."""
    ids, texts = _ids(count), passages(count)
    begun = time.process_time()
    index = LexicalIndex(ids, texts)
    yield "build", time.process_time() - begun
    yield "ask a question", _each([_QUESTION] * 5, lambda text: index.search(text, _DEPTH))
    yield "ask sixty words", _each(texts[:5], lambda text: index.search(text, _DEPTH))


def exact(count: int) -> Figures:
    """The processor's seconds of a comparison with every vector, which lie in memory."""
    vectors, asked = made_vectors(count)
    begun = time.process_time()
    index = ExactIndex(_ids(count), vectors)
    yield "build", time.process_time() - begun
    yield "ask", _each(asked, lambda vector: index.search(vector, _DEPTH))


def chroma(folder: Path, count: int) -> Figures:
    """The processor's seconds of the index in a folder, and how many of the right ten it finds."""
    ids, (vectors, asked) = _ids(count), made_vectors(count)
    begun = time.process_time()
    with VectorIndex.open(folder / "index", "growth", _DIMENSIONS) as index:
        index.ensure(ids, vectors)
    yield "build", time.process_time() - begun
    files = (path for path in folder.rglob("*") if path.is_file())
    yield "on disk, MiB", sum(path.stat().st_size for path in files) / 2**20
    begun = time.process_time()
    with VectorIndex.open(folder / "index", "growth", _DIMENSIONS) as index:
        yield "open", time.process_time() - begun
        yield "ask", _each(asked, lambda vector: index.search(vector, _DEPTH))
        yield "recall@10", _recall(index, ExactIndex(ids, vectors), asked)


def postgres(folder: Path, count: int) -> Figures:
    """Seconds by the clock in the database of `CITEMARK_DATABASE`, which works elsewhere."""
    ids, (vectors, asked) = _ids(count), made_vectors(count)
    with (
        scratch_schema(os.environ["CITEMARK_DATABASE"], folder) as trial,
        Store.open(folder / "data", database=trial) as store,
    ):
        kept = store.nearest_of(store.create_dossier("growth"), "growth")
        if kept is None:
            raise ValueError("CITEMARK_DATABASE names no PostgreSQL")
        index, begun = RecordIndex(kept), time.perf_counter()
        index.add(ids, vectors)
        yield "put, by the clock", time.perf_counter() - begun
        search = partial(index.search, top=_DEPTH)
        yield "ask, by the clock", _each(asked[:20], search, time.perf_counter)


def _ids(count: int) -> tuple[str, ...]:
    return tuple(f"{number:07}" for number in range(count))


def _recall(index: VectorIndex, right: ExactIndex, asked: Matrix) -> float:
    shared = (
        len({hit.id for hit in index.search(one, 10)} & {hit.id for hit in right.search(one, 10)})
        for one in asked
    )
    return sum(shared) / (10 * len(asked))


def _each(
    asked: Iterable[T],
    step: Callable[[T], object],
    clock: Callable[[], float] = time.process_time,
) -> float:
    def once(one: T) -> float:
        begun = clock()
        step(one)
        return clock() - begun

    return median(map(once, asked))


CASES: Mapping[str, Callable[[Path, int], Figures]] = {
    "by words": lambda _folder, count: words(count),
    "by meaning, every vector": lambda _folder, count: exact(count),
    "by meaning, Chroma": chroma,
    "by meaning, PostgreSQL": postgres,
}
