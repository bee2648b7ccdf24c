"""Which obligations passages speak to, compared once for each document and kept with it."""

from collections.abc import Callable, Collection, Sequence
from hashlib import sha256
from itertools import accumulate, pairwise

import numpy as np

from domain.ports import Progress
from retrieval.mapping import ObligationMapper
from retrieval.mapping_blocks import Cut
from retrieval.mapping_signs import Mapped, Rows
from retrieval.word_counts import WordCounts
from review.kept_documents import KeptDocuments

_READER = "mapping"
_NUMBER = np.dtype("<f4")
_COUNT = np.dtype("<u4")
Cutting = Callable[[Collection[str]], Sequence[Sequence[Cut]]]
"""Gives the passages of each document with one of these ids, in the order of the corpus."""


def compared(
    mapper: ObligationMapper,
    cut: Cutting,
    kept: KeptDocuments,
    allowed: Collection[str] | None = None,
    progress: Progress | None = None,
) -> Mapped:
    """The passages of all documents compared with the obligations; see `ObligationMapper`."""
    ids = mapper.ids(allowed)
    stands_on = sha256("\n".join((*ids, "", *mapper.known)).encode()).hexdigest()
    documents = [document.id for document in kept.corpus.documents]
    found = ((document, kept.get(_READER, document, stands_on)) for document in documents)
    known = {key: _opened(content, ids) for key, content in found if content is not None}
    lacking = [document for document in documents if document not in known]
    texts = cut(lacking)
    ends = list(accumulate(map(len, texts), initial=0))
    fresh = mapper.rows([one for some in texts for one in some], allowed, progress, ends[1:])
    for document, (start, end) in zip(lacking, pairwise(ends), strict=True):
        known[document] = fresh.among(slice(start, end))
        kept.put(_READER, document, _closed(known[document]), stands_on)
    every = [known[document] for document in documents]
    return mapper.mapped(Rows.joined(ids, every) if len(lacking) < len(documents) else fresh)


def _closed(rows: Rows) -> bytes:
    """How many passages and different words there are, the words, the matrices."""
    counts = rows.words
    head = np.asarray([len(rows.near), len(counts.words)])
    numbers = (head, counts.lengths, counts.sizes, counts.words, counts.times)
    written = b"".join(one.astype(_COUNT).tobytes() for one in numbers)
    matrices = (rows.near, rows.nearest)
    return written + b"".join(one.astype(_NUMBER, copy=False).tobytes() for one in matrices)


def _opened(content: bytes, ids: tuple[str, ...]) -> Rows:
    passages, words = np.frombuffer(content, _COUNT, 2).tolist()
    ends = [*accumulate((passages, passages, words, words), initial=2)]
    numbers = np.frombuffer(content, _COUNT, ends[-1]).astype(np.int32)
    counts = WordCounts(*(numbers[start:end] for start, end in pairwise(ends)))
    matrices = np.frombuffer(content, _NUMBER, offset=ends[-1] * _COUNT.itemsize)
    near, nearest = matrices.reshape(2, passages, len(ids)).astype(np.float32, copy=False)
    return Rows(ids, near, nearest, counts)
