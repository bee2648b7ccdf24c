"""Vectors from a server: what is sent, what comes back, and every way it can go wrong."""

import json
import logging
import time
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
import pytest

from domain.errors import (
    ModelAnswerError,
    ModelError,
    ModelRateLimitError,
    ModelSettingError,
    ModelTimeoutError,
    ModelUnreachableError,
)
from retrieval.embedding import Embedder, MemoryCache, text_key
from retrieval.endpoint import EndpointBackend
from retrieval.endpoint_options import EndpointOptions
from retrieval.evidence_model import EvidenceModel, load_learned
from retrieval.seeded import SeededVectors, VectorsBehind
from tests.prompts.openai_server import Canned, Replay, in_turn, replaying

LENGTH = 3
KEY = "k3y-of-the-server"
TEXT = "words of a document"


def texts_of(request: Mapping[str, object]) -> Sequence[str]:
    texts = request["input"]
    assert isinstance(texts, list)
    return texts


def letters(request: Mapping[str, object]) -> Canned:
    """A vector of each text from its letters, given back in the wrong order."""
    rows = [
        {"index": n, "embedding": [len(text), text.count("a"), 1.0]}
        for n, text in enumerate(texts_of(request))
    ]
    return Canned(body=json.dumps({"object": "list", "data": rows[::-1], "model": "m"}))


def answer(*vectors: Sequence[object], first: int = 0) -> Canned:
    rows = [{"index": first + n, "embedding": list(v)} for n, v in enumerate(vectors)]
    return Canned(body=json.dumps({"data": rows}))


def options(server: Replay, **changed: object) -> EndpointOptions:
    given = {"key": KEY, "timeout": 5.0, "attempts": 3, "pause": 0.01} | changed
    return EndpointOptions(server.url, "minilm", LENGTH, **given)  # type: ignore[arg-type]


def test_each_text_gets_its_vector_in_order() -> None:
    texts = ["a" * (n % 7) + "b" * n for n in range(150)]
    with replaying(letters) as server:
        rows = EndpointBackend(options(server)).encode(texts)
    assert rows.tolist() == [[len(text), text.count("a"), 1.0] for text in texts]
    assert rows.dtype == np.float32
    assert set(server.paths) == {"/v1/embeddings"}
    assert sorted(len(texts_of(request)) for request in server.requests) == [22, 64, 64]
    assert {request["model"] for request in server.requests} == {"minilm"}


def test_the_key_goes_into_its_header_and_nowhere_else(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with replaying(in_turn(Canned(f"{KEY} {TEXT}", 401))) as server:
        given = options(server)
        with pytest.raises(ModelSettingError) as caught:
            EndpointBackend(given).encode([TEXT])
    assert server.keys == [f"Bearer {KEY}"]
    said = f"{caught.value} {given} {given!r} {given.name} {caplog.text} {server.requests}"
    assert KEY not in said
    assert TEXT not in str(caught.value)


def test_without_a_key_none_is_sent() -> None:
    with replaying(letters) as server:
        EndpointBackend(options(server, key="")).encode([TEXT])
    assert server.keys == [None]


def test_the_environment_adds_no_proxy_and_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("OPENAI_API_KEY", "other")
    with replaying(letters) as server:
        EndpointBackend(options(server, key="")).encode([TEXT])
    assert server.keys == [None]


def test_a_redirection_is_not_followed() -> None:
    with replaying(letters) as other:
        moved = Canned("", 307, headers={"location": f"{other.url}/embeddings"}, body="")
        with replaying(in_turn(moved)) as server, pytest.raises(ModelSettingError, match="307"):
            EndpointBackend(options(server)).encode([TEXT])
    assert other.requests == []


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_failure_that_passes_is_tried_again(status: int) -> None:
    busy = Canned("x", status)
    with replaying(in_turn(busy, busy, answer([1, 0, 0]))) as server:
        assert EndpointBackend(options(server)).encode([TEXT]).shape == (1, LENGTH)
    assert len(server.requests) == 3


def test_the_wait_that_a_server_asks_for_is_kept() -> None:
    busy = Canned("x", 429, headers={"retry-after": "0.3"})
    with replaying(in_turn(busy, answer([1, 0, 0]))) as server:
        start = time.monotonic()
        EndpointBackend(options(server)).encode([TEXT])
    assert time.monotonic() - start >= 0.3


@pytest.mark.parametrize(
    ("canned", "error", "calls", "step"),
    [
        (Canned("x", 429), ModelRateLimitError, 3, "run again later"),
        (Canned("x", 429, headers={"retry-after": "soon"}), ModelRateLimitError, 3, "429"),
        (Canned("x", 500), ModelUnreachableError, 3, "status 500; run again later"),
        (Canned("x", 401), ModelSettingError, 1, "CITEMARK_EMBEDDINGS_KEY"),
        (Canned("x", 404), ModelSettingError, 1, "model's name"),
        (Canned("x", 408), ModelTimeoutError, 1, "CITEMARK_EMBEDDINGS_TIMEOUT"),
        (Canned(body="not json"), ModelAnswerError, 1, "before /embeddings"),
        (Canned(body="{}"), ModelAnswerError, 1, "before /embeddings"),
        (Canned(body='{"choices": []}'), ModelAnswerError, 1, "before /embeddings"),
        (answer(), ModelAnswerError, 1, "0 vectors for 2 texts"),
        (answer([1, 0, 0]), ModelAnswerError, 1, "1 vectors for 2 texts"),
        (answer([1, 0, 0], [1, 0, 0], [1, 0, 0]), ModelAnswerError, 1, "3 vectors for 2"),
        (answer([1, 0, 0], [1, 0, 0], first=1), ModelAnswerError, 1, "2 vectors for 2"),
        (answer([1, 0], [1, 0]), ModelSettingError, 1, "of 2 numbers.*DIMENSIONS is 3"),
        (answer([1, 0, 0], [1, 0]), ModelSettingError, 1, "of 2 and 3 numbers"),
        (answer([1, 0, 0], [0, 0, 0]), ModelAnswerError, 1, "says nothing"),
        (answer([1, 0, 0], [1e300, 0, 0]), ModelAnswerError, 1, "before /embeddings"),
        (answer([1, 0, 0], [float("nan"), 0, 0]), ModelAnswerError, 1, "before /embeddings"),
        (answer([1, 0, 0], ["x", 0, 0]), ModelAnswerError, 1, "before /embeddings"),
    ],
)
def test_every_failure_has_its_name_and_the_next_step(
    canned: Canned, error: type[ModelError], calls: int, step: str
) -> None:
    with replaying(in_turn(canned)) as server, pytest.raises(error, match=step) as caught:
        EndpointBackend(options(server)).encode([TEXT, "other"])
    assert len(server.requests) == calls
    assert type(caught.value) is error
    assert caught.value.__cause__ is None


def test_a_timeout_is_named_and_not_repeated() -> None:
    with replaying(in_turn(Canned("late", delay=1.0))) as server:
        with pytest.raises(ModelTimeoutError, match=r"did not answer within 0\.2 s"):
            EndpointBackend(options(server, timeout=0.2)).encode([TEXT])
        assert len(server.requests) == 1


def test_no_server_is_named() -> None:
    given = EndpointOptions("http://127.0.0.1:9/v1", "m", LENGTH, attempts=2, pause=0.01)
    with pytest.raises(ModelUnreachableError, match="no server answered for m at http://127"):
        EndpointBackend(given).encode([TEXT])


@pytest.mark.parametrize(
    ("url", "model", "length", "named"),
    [
        ("", "m", 3, "URL"),
        ("ftp://host/v1", "m", 3, "URL"),
        ("https://", "m", 3, "URL"),
        ("https://user:s3cret@host/v1", "m", 3, "URL"),
        ("https://host/v1?key=s3cret", "m", 3, "URL"),
        ("https://[/v1", "m", 3, "URL"),
        ("https://host:x/v1", "m", 3, "URL"),
        ("https://host/v1", " ", 3, "MODEL"),
        ("https://host/v1", "m\n", 3, "MODEL"),
        ("https://host/v1", "m", 0, "DIMENSIONS"),
    ],
)
def test_what_names_no_endpoint_is_refused(url: str, model: str, length: int, named: str) -> None:
    with pytest.raises(ModelSettingError, match=f"CITEMARK_EMBEDDINGS_{named}") as caught:
        EndpointOptions(url, model, length)
    assert "s3cret" not in str(caught.value)


def test_vectors_are_kept_under_server_model_and_length() -> None:
    ways = [("https://a/v1", "m", 3), ("https://b/v1", "m", 3), ("https://a/v1", "n", 3)]
    names = [EndpointOptions(*way).name for way in [*ways, ("https://a/v1", "m", 4)]]
    assert len(set(names)) == len(names)
    cache = MemoryCache()
    for before, now in pairwise([*names, names[0]]):
        cache.put_vectors(before, {text_key(TEXT): before.encode()})
        assert cache.get_vectors(now, [text_key(TEXT)]).get(text_key(TEXT)) in {None, now.encode()}


def test_what_came_before_a_failure_is_kept() -> None:
    texts = ["a" * n for n in range(1, 301)]
    asked: list[object] = []

    def four(request: Mapping[str, object]) -> Canned:
        asked.append(request)
        return letters(request) if len(asked) <= 4 else Canned("x", 401)

    with replaying(four) as one:
        cache, backend = MemoryCache(), EndpointBackend(options(one, parallel=1))
        with pytest.raises(ModelSettingError):
            Embedder(cache, backend).embed(texts)
    keys = [text_key(text) for text in texts]
    assert len(cache.get_vectors(backend.name, keys)) == 256


def test_what_was_learned_is_not_used_with_it() -> None:
    learned = load_learned()
    assert learned is not None
    name = EndpointOptions("https://host/v1", learned.model, 384).name
    assert EvidenceModel.packaged(name, {}) is None
    assert EvidenceModel.packaged(learned.model, {}) is not None


def test_the_packaged_vectors_are_not_taken_for_its_own() -> None:
    name = EndpointOptions("https://host/v1", "all-MiniLM-L6-v2@53aa5117 onnx 1", 384).name
    assert not SeededVectors(MemoryCache()).get_vectors(name, [text_key(TEXT)])


def test_behind_ones_own_vectors_the_shared_ones_are_read_and_never_written() -> None:
    own, shared = MemoryCache(), MemoryCache()
    shared.put_vectors("m", {"a": b"shared", "b": b"shared"})
    own.put_vectors("m", {"a": b"own"})
    both = VectorsBehind(own, shared)
    both.put_vectors("m", {"c": b"own"})
    assert both.get_vectors("m", ["a", "b", "c", "d"]) == {"a": b"own", "b": b"shared", "c": b"own"}
    assert shared.get_vectors("m", ["c"]) == {}
