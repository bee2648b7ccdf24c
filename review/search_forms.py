"""One set of texts searched by words, by meaning, and by both, to compare the three."""

from collections.abc import Mapping, Sequence

from domain.ports import Hit, Progress
from retrieval.embedding import Embedder
from retrieval.fusion import fuse
from retrieval.hybrid import ExactIndex
from retrieval.lexical import LexicalIndex

_DEPTH = 100


class SearchForms:
    """The forms of search that citemark is made of, over texts by id."""

    def __init__(
        self, texts: Mapping[str, str], embedder: Embedder, progress: Progress | None = None
    ) -> None:
        ids, words = tuple(texts), tuple(texts.values())
        self._embedder = embedder
        self._lexical = LexicalIndex(ids, words)
        self._dense = ExactIndex(ids, embedder.embed(words, progress))

    def search(self, query: str, top: int) -> dict[str, Sequence[Hit]]:
        """The best `top` texts, best first, under `lexical`, `dense` and `fused`."""
        depth = max(top, _DEPTH)
        words = self._lexical.search(query, depth)
        meaning = self._dense.search(self._embedder.embed_once(query), depth)
        fused = fuse([meaning, words])
        return {"lexical": words[:top], "dense": meaning[:top], "fused": fused[:top]}
