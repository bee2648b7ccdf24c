"""Passages taken in blocks, so that what is held at once does not grow with them.

A block never holds passages of two documents: what is computed of it is the same bytes whichever
documents stand beside its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

from domain.ports import Progress
from retrieval.embedding import Embedder, Vectors

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

    The pieces of its n-th passage are the rows `bounds[n]` to `bounds[n + 1]`.
    """

    start: int
    texts: Sequence[str]
    vectors: Vectors
    bounds: tuple[int, ...]

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
        pieces = [one.pieces for one in passages[begun : begun + size]]
        places = tuple(accumulate(map(len, pieces), initial=0))
        told = _share(progress, begun, size, len(passages)) if progress else None
        vectors = embedder.embed([piece for some in pieces for piece in some], told)
        for block in group:
            inner = places[block.start - begun : block.stop - begun + 1]
            texts = [one.text for one in passages[block.start : block.stop]]
            bounds = tuple(place - inner[0] for place in inner)
            yield Block(block.start, texts, vectors[inner[0] : inner[-1]], bounds)


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
