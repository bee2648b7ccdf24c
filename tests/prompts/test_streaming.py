"""Answers that come in pieces from a real OpenAI-compatible server, whole and broken."""

import json

import pytest

from domain.chat import ChatRequest
from domain.errors import (
    ModelAnswerError,
    ModelError,
    ModelRateLimitError,
    ModelRefusedError,
    ModelTimeoutError,
    ModelUnreachableError,
)
from prompts.chat import LangChainChat
from prompts.options import ChatOptions
from tests.prompts.openai_server import Canned, Replay, Stream, in_turn, replaying

pytest.importorskip("langchain_openai", reason="the extra openai is not installed")

SCHEMA = {"title": "N", "type": "object", "properties": {"n": {"type": "integer"}}}
TEXT = json.dumps({"n": 7, "why": "it was counted twice, by two people who agree"})
BOTH = pytest.mark.parametrize(
    "asked",
    [
        ChatRequest("You count.", "How many?", 64),
        ChatRequest("You count.", "How many?", 64, json.dumps(SCHEMA)),
    ],
    ids=["free", "shaped"],
)


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-canary-5f1c")


def chat(server: Replay, timeout: float = 10) -> LangChainChat:
    return LangChainChat(ChatOptions("openai:test", server.url, timeout, 4, 3, 0.01))


@BOTH
def test_an_answer_is_heard_as_it_comes(asked: ChatRequest) -> None:
    heard: list[str] = []
    with replaying(in_turn(Canned(TEXT))) as server:
        reply = chat(server).complete(asked, heard.append)
    assert reply.text == TEXT
    assert reply.input_tokens > 0 < reply.output_tokens
    assert len(set(heard)) > 3
    assert all(TEXT.startswith(text) for text in heard)
    assert [len(text) for text in heard] == sorted(len(text) for text in heard)
    assert len(server.requests) == 1
    assert "tools" not in server.requests[0]


def test_nobody_listening_asks_for_no_stream() -> None:
    with replaying(in_turn(Canned("seven"))) as server:
        chat(server).complete(ChatRequest("You count.", "How many?", 64))
    assert not server.requests[0].get("stream")


@BOTH
@pytest.mark.parametrize(
    "broken", [Stream.CUT, Stream.ENDS_EARLY, Stream.MALFORMED, Stream.ERROR, Stream.NONE]
)
def test_a_stream_that_breaks_is_asked_for_as_a_whole(broken: Stream, asked: ChatRequest) -> None:
    with replaying(in_turn(Canned(TEXT, stream=broken))) as server:
        reply = chat(server).complete(asked, lambda _: None)
    assert reply.text == TEXT
    assert [bool(request.get("stream")) for request in server.requests] == [True, False]


@BOTH
def test_a_whole_that_is_broken_too_is_named(asked: ChatRequest) -> None:
    answers = in_turn(Canned(TEXT, stream=Stream.CUT), Canned(body="not json"))
    with replaying(answers) as server, pytest.raises(ModelAnswerError, match="protocol"):
        chat(server).complete(asked, lambda _: None)


@BOTH
def test_a_stream_without_its_tokens_is_an_answer(asked: ChatRequest) -> None:
    with replaying(in_turn(Canned(TEXT, stream=Stream.UNCOUNTED))) as server:
        reply = chat(server).complete(asked, lambda _: None)
    assert (reply.text, reply.input_tokens) == (TEXT, 0)


@BOTH
@pytest.mark.parametrize("option", ["stream_options", "stream"])
def test_an_option_of_streaming_that_the_server_does_not_know_is_left_out(
    option: str, asked: ChatRequest
) -> None:
    def reply(request: object) -> Canned:
        assert isinstance(request, dict)
        return Canned(f"unknown parameter: '{option}'", 400) if request.get(option) else Canned("7")

    with replaying(reply) as server:
        model = chat(server)
        assert model.complete(asked, lambda _: None).text == "7"
        model.complete(asked, lambda _: None)
    assert len(server.requests) == 3


@BOTH
@pytest.mark.parametrize(
    ("canned", "error", "calls"),
    [
        (Canned("x", 429), ModelRateLimitError, 3),
        (Canned("x", 500), ModelUnreachableError, 3),
        (Canned("half an ans", finish="length"), ModelAnswerError, 1),
        (Canned("", finish="content_filter"), ModelRefusedError, 1),
    ],
)
def test_a_failure_before_the_first_word_has_its_name(
    canned: Canned, error: type[ModelError], calls: int, asked: ChatRequest
) -> None:
    with replaying(in_turn(canned)) as server, pytest.raises(error):
        chat(server).complete(asked, lambda _: None)
    assert len(server.requests) == calls


def test_no_server_is_named() -> None:
    options = ChatOptions("openai:test", "http://127.0.0.1:9/v1", 5, 1, 2, 0.01)
    with pytest.raises(ModelUnreachableError, match="no server answered"):
        LangChainChat(options).complete(ChatRequest("You count.", "How many?"), lambda _: None)


def test_a_stream_that_trickles_ends_with_the_time_an_answer_has() -> None:
    with replaying(in_turn(Canned(TEXT, pause=0.15))) as server:
        with pytest.raises(ModelTimeoutError, match="did not answer within"):
            chat(server, timeout=0.4).complete(ChatRequest("", "?", 64), lambda _: None)
        assert len(server.requests) == 1
