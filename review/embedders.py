"""Where vectors come from: the packaged model or an endpoint, behind the caches of each use."""

from domain.ports import Progress, VectorCache
from regulations.catalogue import load_catalogue
from retrieval.embedding import Backend, Embedder
from retrieval.endpoint import EndpointBackend
from retrieval.endpoint_options import EndpointOptions
from retrieval.mapping import obligation_text
from retrieval.onnx_backend import OnnxBackend
from retrieval.seeded import ASKED, SeededVectors, VectorsBehind


class Embedders:
    """Embedders over one model: of what all share, and of texts that are kept apart.

    `endpoint` is the server that embeds, None for the packaged model. No model is loaded before
    a vector is missing.
    """

    def __init__(
        self,
        endpoint: EndpointOptions | None,
        shared: VectorCache,
        *,
        keeps: bool,
        packaged: Backend | None = None,
    ) -> None:
        """`shared` has the vectors of law, catalogue and guidance; `keeps` says if it takes new.

        `packaged` is the packaged model where it is loaded already.
        """
        self.endpoint = endpoint
        self._shared = shared
        self._keeps = keeps
        self._model: Backend = EndpointBackend(endpoint) if endpoint else packaged or OnnxBackend()

    @property
    def shared(self) -> Embedder:
        """Of texts that all may know; those that come with citemark cost nothing."""
        return Embedder(SeededVectors(self._shared), self._model)

    @property
    def of_questions(self) -> Embedder:
        """Of the questions that people ask; they come with citemark too."""
        return Embedder(SeededVectors(self._shared, ASKED), self._model)

    def over(self, own: VectorCache) -> Embedder:
        """Of texts whose vectors are kept apart; those that all share are read, never written."""
        kept = VectorsBehind(own, self._shared) if self.endpoint else own
        return Embedder(SeededVectors(kept), self._model)

    def prepare(self, progress: Progress | None = None) -> None:
        """Have an endpoint's vectors of the catalogue made once and kept for all.

        Those of the packaged model come with citemark.
        """
        if self.endpoint and self._keeps:
            rows = load_catalogue().obligations.values()
            self.shared.embed([obligation_text(row) for row in rows], progress)
