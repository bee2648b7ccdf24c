"""Vectors from a server that speaks OpenAI's protocol for embeddings.

Texts go to the configured address and nowhere else: no proxy of the environment is asked and no
redirection is followed.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Annotated

import httpx
import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, Field, ValidationError
from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception,
    retry_if_result,
    stop_after_attempt,
)

from domain.errors import (
    ModelAnswerError,
    ModelError,
    ModelRateLimitError,
    ModelSettingError,
    ModelTimeoutError,
    ModelUnreachableError,
)
from retrieval.endpoint_options import EndpointOptions

_TEXTS = 64
"""In a request."""
_LONGEST_PAUSE = 60.0
_REFUSED, _TIMEOUT, _TOO_MANY, _SERVER = 300, 408, 429, 500

Matrix = NDArray[np.float32]
Number = Annotated[float, Field(allow_inf_nan=False, ge=-1e6, le=1e6)]


class EndpointBackend:
    """A `retrieval.embedding.Backend` over a server."""

    def __init__(self, options: EndpointOptions) -> None:
        self._options = options

    @property
    def name(self) -> str:
        """Server, model and length."""
        return self._options.name

    @property
    def dimensions(self) -> int:
        """The length of a vector, as it is set."""
        return self._options.dimensions

    def encode(self, texts: Sequence[str]) -> Matrix:
        """The vectors of the texts; raises the `ModelError` that says what to do."""
        parts = [texts[start : start + _TEXTS] for start in range(0, len(texts), _TEXTS)]
        with self._client() as client, ThreadPoolExecutor(self._options.parallel) as pool:
            rows = list(pool.map(lambda part: self._part(client, part), parts))
        return np.concatenate([np.empty((0, self.dimensions), np.float32), *rows])

    def _client(self) -> httpx.Client:
        key = self._options.key
        return httpx.Client(
            headers={"Authorization": f"Bearer {key}"} if key else {},
            timeout=self._options.timeout,
            follow_redirects=False,
            trust_env=False,
        )

    def _part(self, client: httpx.Client, texts: Sequence[str]) -> Matrix:
        try:
            reply = self._patiently(client, texts)
        except httpx.TimeoutException:
            raise self._too_slow() from None
        except (httpx.HTTPError, httpx.InvalidURL):
            raise ModelUnreachableError(
                f"no server answered for {self._options.where}; check CITEMARK_EMBEDDINGS_URL and "
                "that the server runs, then run again: vectors that came are kept"
            ) from None
        if reply.status_code >= _REFUSED:
            raise self._refused(reply.status_code)
        return self._rows(reply.content, len(texts))

    def _patiently(self, client: httpx.Client, texts: Sequence[str]) -> httpx.Response:
        """The answer; what may pass is tried again, and the last outcome stands."""
        retrying = Retrying(
            stop=stop_after_attempt(self._options.attempts),
            retry=retry_if_result(_may_pass) | retry_if_exception(_may_pass),
            wait=self._pause,
            retry_error_callback=_as_it_ended,
        )
        asked = {"model": self._options.model, "input": list(texts), "encoding_format": "float"}
        address = f"{self._options.url.rstrip('/')}/embeddings"
        return retrying(client.post, address, json=asked)

    def _pause(self, state: RetryCallState) -> float:
        asked = _asked_wait(state)
        doubled = self._options.pause * 2 ** (state.attempt_number - 1)
        return float(min(_LONGEST_PAUSE, max(asked, doubled)))

    def _rows(self, content: bytes, wanted: int) -> Matrix:
        try:
            items = sorted(_Answer.model_validate_json(content).data, key=lambda item: item.index)
        except ValidationError:
            raise ModelAnswerError(
                f"{self._options.where} answered something else than embeddings; check that the "
                "address is what stands before /embeddings"
            ) from None
        if [item.index for item in items] != list(range(wanted)):
            raise ModelAnswerError(
                f"{self._options.where} gave {len(items)} vectors for {wanted} texts; nothing of "
                "this answer is kept"
            )
        self._require_length({len(item.embedding) for item in items})
        rows = np.asarray([item.embedding for item in items], dtype=np.float32)
        if not rows.any(axis=1).all():
            raise ModelAnswerError(f"{self._options.where} gave a vector that says nothing")
        return rows

    def _require_length(self, lengths: set[int]) -> None:
        if lengths != {self.dimensions}:
            found = " and ".join(map(str, sorted(lengths)))
            raise ModelSettingError(
                f"{self._options.where} gives vectors of {found} numbers, and "
                f"CITEMARK_EMBEDDINGS_DIMENSIONS is {self.dimensions}; correct the setting"
            )

    def _too_slow(self) -> ModelTimeoutError:
        return ModelTimeoutError(
            f"{self._options.where} did not answer within {self._options.timeout:g} s; set "
            "CITEMARK_EMBEDDINGS_TIMEOUT higher, or choose a faster server"
        )

    def _refused(self, status: int) -> ModelError:
        """What a status means; the server's own words are not repeated: they can hold a text."""
        where = self._options.where
        if status == _TIMEOUT:
            return self._too_slow()
        if status == _TOO_MANY:
            return ModelRateLimitError(
                f"{where} refuses for too many requests (429); run again later: vectors that came "
                "are kept"
            )
        if status >= _SERVER:
            return ModelUnreachableError(
                f"{where} failed with status {status}; run again later: vectors that came are kept"
            )
        return ModelSettingError(
            f"{where} refused the request with status {status}; check the model's name, "
            "CITEMARK_EMBEDDINGS_KEY and CITEMARK_EMBEDDINGS_URL, and that it takes texts of a page"
        )


class _Item(BaseModel):
    index: int
    embedding: list[Number]


class _Answer(BaseModel):
    data: list[_Item]


def _may_pass(outcome: httpx.Response | BaseException) -> bool:
    """Whether the same request may succeed in a moment."""
    if isinstance(outcome, httpx.Response):
        return outcome.status_code == _TOO_MANY or outcome.status_code >= _SERVER
    return isinstance(outcome, httpx.TransportError) and not isinstance(
        outcome, httpx.TimeoutException
    )


def _as_it_ended(state: RetryCallState) -> httpx.Response:
    if state.outcome is None:
        raise ModelUnreachableError("nothing was asked")
    reply: httpx.Response = state.outcome.result()
    return reply


def _asked_wait(state: RetryCallState) -> float:
    """Seconds that the server asks to wait, 0 where it names none."""
    if state.outcome is None or state.outcome.failed:
        return 0.0
    try:
        return max(0.0, float(state.outcome.result().headers.get("retry-after", 0)))
    except ValueError:
        return 0.0
