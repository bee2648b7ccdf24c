"""Passages taken in blocks, so that what is held at once does not grow with them.

A block never holds passages of two documents: what is computed of it is the same bytes whichever
documents stand beside its own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

from domain.ports import Progress
from retrieval.embedding import Embedder, Vectors
from retrieval.pooling import Groups

_BLOCK = 64
_TOGETHER = 1024
"""How many passages are embedded at once: enough that batches of one length are full."""


class Cut(NamedTuple):
    """The text of a passage, and the pieces of it that are embedded."""

    text: str
    pieces: Sequence[str]


@dataclass(frozen=True, slots=True)
class Block:
    """Some passages, from `start` on, with the vectors of their pieces.

    A piece that stands in it several times has one vector; `pieces` are those of each passage.
    """

    start: int
    texts: Sequence[str]
    vectors: Vectors
    pieces: Groups

    @property
    def rows(self) -> slice:
        """Where its passages stand among all."""
        return slice(self.start, self.start + len(self.texts))


def embedded_blocks(
    passages: Sequence[Cut],
    ends: Sequence[int],
    embedder: Embedder,
    progress: Progress | None = None,
) -> Iterator[Block]:
    """All passages in blocks; a document ends before each number in `ends`."""
    for group in _groups(_ranges(len(passages), ends)):
        begun, size = group[0].start, group[-1].stop - group[0].start
        told = _share(progress, begun, size, len(passages)) if progress else None
        inside = [passages[block.start : block.stop] for block in group]
        different = [_different(some) for some in inside]
        vectors = embedder.embed([piece for some in different for piece in some], told)
        starts = accumulate(map(len, different), initial=0)
        for block, some, numbers, start in zip(group, inside, different, starts, strict=False):
            own = vectors[start : start + len(numbers)]
            yield _block(block.start, some, numbers, own)


def _different(passages: Sequence[Cut]) -> dict[str, int]:
    """The pieces of some passages, each once, with their numbers."""
    pieces = dict.fromkeys(piece for one in passages for piece in one.pieces)
    return {piece: number for number, piece in enumerate(pieces)}


def _block(
    start: int, passages: Sequence[Cut], numbers: Mapping[str, int], vectors: Vectors
) -> Block:
    pieces = Groups.of([[numbers[piece] for piece in one.pieces] for one in passages])
    return Block(start, [one.text for one in passages], vectors, pieces)


def _ranges(count: int, ends: Sequence[int]) -> Iterator[range]:
    starts = sorted({0, *(end for end in ends if end < count)})
    for start, end in pairwise((*starts, count)):
        for begun in range(start, end, _BLOCK):
            yield range(begun, min(begun + _BLOCK, end))


def _groups(blocks: Iterator[range]) -> Iterator[list[range]]:
    group: list[range] = []
    for block in blocks:
        group.append(block)
        if block.stop - group[0].start >= _TOGETHER:
            yield group
            group = []
    if group:
        yield group


def _share(progress: Progress, begun: int, size: int, every: int) -> Progress:
    """Tells how far all passages are while some are embedded."""

    def told(done: int, of: int, step: str) -> None:
        progress(begun + size * done // of, every, step)

    return told
