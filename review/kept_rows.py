"""Which obligations passages speak to, compared once for each document and kept with it."""

from collections.abc import Collection, Sequence
from hashlib import sha256
from itertools import accumulate

import numpy as np

from domain.ports import Progress
from retrieval.mapping import ObligationMapper
from retrieval.mapping_blocks import Cut
from retrieval.mapping_signs import Mapped, Rows
from review.kept_documents import KeptDocuments

_READER = "mapping"
_NUMBER = np.dtype("<f4")
Texts = Sequence[tuple[str, Sequence[Cut]]]
"""Documents by id, each with its passages."""


def compared(
    mapper: ObligationMapper,
    texts: Texts,
    kept: KeptDocuments,
    allowed: Collection[str] | None = None,
    progress: Progress | None = None,
) -> Mapped:
    """The passages of all documents compared with the obligations; see `ObligationMapper`."""
    ids = mapper.ids(allowed)
    found = ((document, _found(kept, document, ids)) for document, _ in texts)
    known = {document: rows for document, rows in found if rows is not None}
    lacking = [(document, some) for document, some in texts if document not in known]
    ends = list(accumulate(len(some) for _, some in lacking))
    fresh = mapper.rows(_flat(lacking), allowed, progress, ends)
    for (document, _), start, end in zip(lacking, [0, *ends], ends, strict=False):
        known[document] = rows = Rows(ids, fresh.near[start:end], fresh.nearest[start:end])
        kept.put(_READER, document, _closed(rows), _stands_on(ids))
    every = [known[document] for document, _ in texts]
    joined = Rows.joined(ids, every) if len(lacking) < len(texts) else fresh
    return mapper.mapped([passage.text for passage in _flat(texts)], joined)


def _flat(texts: Texts) -> list[Cut]:
    return [passage for _, some in texts for passage in some]


def _stands_on(ids: Sequence[str]) -> str:
    return sha256("\n".join(ids).encode()).hexdigest()


def _found(kept: KeptDocuments, document: str, ids: tuple[str, ...]) -> Rows | None:
    content = kept.get(_READER, document, _stands_on(ids))
    if content is None:
        return None
    near, nearest = (
        np.frombuffer(content, _NUMBER).reshape(2, -1, len(ids)).astype(np.float32, copy=False)
    )
    return Rows(ids, near, nearest)


def _closed(rows: Rows) -> bytes:
    both = (rows.near, rows.nearest)
    return b"".join(one.astype(_NUMBER, copy=False).tobytes() for one in both)
