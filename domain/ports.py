"""The seams: what a room needs from another, as protocols.

Vectors cross no seam as numbers of a library: they are little-endian 32-bit floats in bytes.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from domain.chat import ChatReply, ChatRequest

Progress = Callable[[int, int, str], None]
"""Called with (steps done, steps in all, what is being done)."""

Heard = Callable[[str], None]
"""Is given the text of an answer so far, as it comes; a new try begins anew. It raises nothing."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One result of a search: the id of what was found and its score, higher is better."""

    id: str
    score: float


class VectorCache(Protocol):
    """Keeps the vector of each text once, keyed by model and text hash."""

    def get_vectors(self, model: str, keys: Sequence[str]) -> Mapping[str, bytes]:
        """The vectors that are kept, by key; keys that are not kept are left out."""
        ...

    def put_vectors(self, model: str, vectors: Mapping[str, bytes]) -> None:
        """Keep these vectors."""
        ...


class JudgementCache(Protocol):
    """Keeps what was judged of each document, by the version of what judges and its id."""

    def get_judged(self, version: str) -> Mapping[str, bytes]:
        """What that version judged, by document."""
        ...

    def put_judged(
        self, version: str, judged: Mapping[str, bytes], documents: Collection[str]
    ) -> None:
        """Keep these, and of what was kept before what that version judged of `documents`."""
        ...


class NearestVectors(Protocol):
    """Vectors of length 1 by id, kept and searched where the record is."""

    def ids(self) -> frozenset[str]:
        """The ids that are kept."""
        ...

    def put(self, vectors: Mapping[str, bytes]) -> None:
        """Keep vectors by id."""
        ...

    def delete(self, ids: Collection[str]) -> None:
        """Forget these ids."""
        ...

    def nearest(self, vector: bytes, top: int) -> Sequence[Hit]:
        """The `top` ids with the greatest inner product, best first, equal ones by id."""
        ...


class SearchIndex(Protocol):
    """A set of texts that can be searched."""

    def search(self, query: str, top: int) -> Sequence[Hit]:
        """The best `top` texts for the query, best first."""
        ...


class ChatModel(Protocol):
    """A chat model behind a wire. Implementations map every failure to `ModelError`."""

    @property
    def name(self) -> str:
        """Provider and model, as `provider:model`."""
        ...

    @property
    def settings(self) -> str:
        """What else shapes the answers (temperature, address), in one line without secrets."""
        ...

    def complete(self, request: ChatRequest, heard: Heard | None = None) -> ChatReply:
        """The model's answer. Safe to call from several threads.

        Where `heard` is given and the provider can, it is called as the answer comes, on the
        thread of the caller; an answer that is there already, or comes as a whole, is returned
        without it.
        """
        ...


class AnswerCache(Protocol):
    """Keeps each answer of a model once, so that it is paid for once."""

    def get_answer(self, model: str, key: str) -> ChatReply | None:
        """The answer that is kept for a request's key, None where there is none."""
        ...

    def put_answer(self, model: str, key: str, reply: ChatReply) -> None:
        """Keep an answer; the first one that was kept stays."""
        ...
