"""The adapter against a real OpenAI-compatible server on loopback."""

import json
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from domain.chat import ChatRequest
from domain.errors import (
    ModelAnswerError,
    ModelEmptyError,
    ModelError,
    ModelRateLimitError,
    ModelRefusedError,
    ModelSettingError,
    ModelTimeoutError,
    ModelUnreachableError,
)
from prompts.chat import LangChainChat
from prompts.options import ChatOptions
from tests.prompts.openai_server import Canned, Replay, in_turn, replaying

pytest.importorskip("langchain_openai", reason="the extra openai is not installed")

KEY = "sk-canary-5f1c"
SCHEMA = {"title": "N", "type": "object", "properties": {"n": {"type": "integer"}}}
ASK = ChatRequest("You count.", "How many?", 64)
SHAPED = ChatRequest("You count.", "How many?", 64, json.dumps(SCHEMA))


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)


def chat(server: Replay, timeout: float = 10, parallel: int = 4) -> LangChainChat:
    return LangChainChat(ChatOptions("openai:test", server.url, timeout, parallel, 3, 0.01))


def test_an_answer_comes_with_its_tokens() -> None:
    with replaying(in_turn(Canned("seven"))) as server:
        reply = chat(server).complete(ASK)
    assert reply.text == "seven"
    assert reply.input_tokens > 0 < reply.output_tokens + 1
    assert server.requests[0]["temperature"] == 0


def test_no_request_offers_a_tool_and_a_schema_is_asked_for() -> None:
    with replaying(in_turn(Canned("{}"))) as server:
        model = chat(server)
        model.complete(ASK)
        model.complete(SHAPED)
    assert all("tools" not in r and "functions" not in r for r in server.requests)
    assert "response_format" not in server.requests[0]
    assert "response_format" in server.requests[1]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_failure_that_passes_is_tried_again(status: int) -> None:
    with replaying(in_turn(Canned("x", status), Canned("x", status), Canned("seven"))) as server:
        assert chat(server).complete(ASK).text == "seven"
    assert len(server.requests) == 3


def test_the_wait_that_a_server_asks_for_is_kept() -> None:
    slow = Canned("x", 429, headers={"retry-after": "0.3"})
    with replaying(in_turn(slow, Canned("seven"))) as server:
        start = time.monotonic()
        chat(server).complete(ASK)
    assert time.monotonic() - start >= 0.3


@pytest.mark.parametrize(
    ("canned", "error", "calls", "step"),
    [
        (Canned("x", 429), ModelRateLimitError, 3, "wait and run again"),
        (Canned("x", 500), ModelUnreachableError, 3, "run again later"),
        (Canned("x", 401), ModelSettingError, 1, "OPENAI_API_KEY"),
        (Canned("x", 404), ModelSettingError, 1, "model's name"),
        (Canned(""), ModelEmptyError, 1, "run again"),
        (Canned("", refusal="I will not."), ModelRefusedError, 1, "a person"),
        (Canned("", finish="content_filter"), ModelRefusedError, 1, "a person"),
        (Canned("half an ans", finish="length"), ModelAnswerError, 1, "did not end"),
        (Canned(body="not json"), ModelAnswerError, 1, "protocol"),
        (Canned(body="{}"), ModelAnswerError, 1, "protocol"),
    ],
)
@pytest.mark.parametrize("request_", [ASK, SHAPED])
def test_every_failure_has_its_name_and_the_next_step(
    canned: Canned, error: type[ModelError], calls: int, step: str, request_: ChatRequest
) -> None:
    with replaying(in_turn(canned)) as server, pytest.raises(error, match=step) as caught:
        chat(server).complete(request_)
    assert len(server.requests) == calls
    assert KEY not in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("request_", [ASK, SHAPED])
@pytest.mark.parametrize("canned", [Canned("half an ans", finish="length"), Canned("    ")])
def test_what_was_paid_for_a_fault_is_told(canned: Canned, request_: ChatRequest) -> None:
    with replaying(in_turn(canned)) as server, pytest.raises(ModelError) as caught:
        chat(server).complete(request_)
    assert caught.value.input_tokens > 0
    assert caught.value.output_tokens > 0


def test_a_timeout_is_named_and_not_repeated() -> None:
    with replaying(in_turn(Canned("late", delay=1.0))) as server:
        with pytest.raises(ModelTimeoutError, match="did not answer within"):
            chat(server, timeout=0.2).complete(ASK)
        assert len(server.requests) == 1


def test_no_server_is_named() -> None:
    options = ChatOptions("openai:test", "http://127.0.0.1:9/v1", 5, 1, 2, 0.01)
    with pytest.raises(ModelUnreachableError, match="no server answered"):
        LangChainChat(options).complete(ASK)


@pytest.mark.parametrize("option", ["response_format", "temperature"])
def test_an_option_that_the_server_does_not_know_is_left_out(option: str) -> None:
    def reply(request: object) -> Canned:
        assert isinstance(request, dict)
        known = option not in request
        return Canned("{}") if known else Canned(f"unsupported: {option}", 400)

    with replaying(reply) as server:
        model = chat(server)
        assert model.complete(SHAPED).text == "{}"
        model.complete(SHAPED)
    assert len(server.requests) == 3


def test_calls_at_once_are_bounded() -> None:
    running, most, lock = 0, 0, threading.Lock()

    def reply(_request: object) -> Canned:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        threading.Event().wait(0.05)
        with lock:
            running -= 1
        return Canned("seven")

    with replaying(reply) as server, ThreadPoolExecutor(8) as pool:
        model = chat(server, parallel=2)
        list(pool.map(lambda _: model.complete(ASK), range(8)))
    assert most == 2


def test_tracing_is_off_whatever_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    with replaying(in_turn(Canned("seven"))) as server:
        monkeypatch.setenv("LANGSMITH_TRACING", "true")
        monkeypatch.setenv("LANGSMITH_API_KEY", "canary")
        monkeypatch.setenv("LANGSMITH_ENDPOINT", server.url)
        chat(server).complete(ASK)
    assert server.paths == ["/v1/chat/completions"]


@pytest.mark.parametrize("model", ["gpt", ":gpt", "openai:", ""])
def test_a_model_without_a_provider_is_refused(model: str) -> None:
    with pytest.raises(ModelSettingError, match="provider:name"):
        ChatOptions(model)


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "langchain_ollama", None)
    with pytest.raises(ModelSettingError, match=r"citemark\[ollama\]"):
        LangChainChat(ChatOptions("ollama:llama3"))


def test_an_unknown_provider_is_told() -> None:
    with pytest.raises(ModelSettingError, match="provider such as"):
        LangChainChat(ChatOptions("nobody:x"))


def test_a_missing_key_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY")
    with pytest.raises(ModelSettingError, match="OPENAI_API_KEY"):
        LangChainChat(ChatOptions("openai:gpt"))


def test_langchain_is_not_loaded_without_a_model() -> None:
    program = "import sys, review.assembly; sys.exit('langchain' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], check=False)  # noqa: S603 - our own
    assert done.returncode == 0
