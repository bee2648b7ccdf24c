"""A dossier's index where the record itself keeps and searches vectors."""

from collections.abc import Sequence

import numpy as np

from domain.ports import Hit, NearestVectors
from retrieval.embedding import Vectors

_A_WRITE = 1000


class RecordIndex:
    """The index that `retrieval.kept` brings to its texts, over the port `NearestVectors`."""

    folder = None

    def __init__(self, kept: NearestVectors) -> None:
        self._kept = kept

    def ids(self) -> frozenset[str]:
        """The ids that are in the index."""
        return self._kept.ids()

    def add(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Add vectors, one a row."""
        rows = np.asarray(vectors, "<f4")
        for start in range(0, len(ids), _A_WRITE):
            part = zip(ids[start : start + _A_WRITE], rows[start : start + _A_WRITE], strict=True)
            self._kept.put({key: row.tobytes() for key, row in part})

    def delete(self, ids: Sequence[str]) -> None:
        """Forget these ids."""
        if ids:
            self._kept.delete(ids)

    def search(self, vector: Vectors, top: int) -> list[Hit]:
        """The `top` ids whose vectors are nearest, best first; scores are cosines."""
        if top < 1:
            return []
        return list(self._kept.nearest(np.asarray(vector, "<f4").tobytes(), top))

    def seal(self) -> None:
        """The database keeps it whole."""

    def distrust(self) -> None:
        """Empty it, so that it is built again."""
        self.delete(list(self.ids()))
