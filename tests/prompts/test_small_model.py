"""The adapter and a review with a real model behind a real server.

The model is small and says little that is right. What holds whatever it says is tested here.
"""

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.chat import ChatRequest
from domain.finding import Assertion
from prompts.chat import LangChainChat
from prompts.options import ChatOptions
from review.assisted.order import Assist
from tests.prompts.small_model_server import weights
from tests.review.assisted.reading import OVERRIDE, catalogue, obligation, read_by
from tests.review.making import corpus

pytest.importorskip("langchain_openai", reason="the extra openai is not installed")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(weights() is None, reason="`make test-model` installs the small model"),
]

ROOT = Path(__file__).parents[2]
TEXT = "# Use\n\nA click overrides the result of the device.\n\nLogs are kept.\n"


@pytest.fixture(scope="module")
def model() -> Iterator[LangChainChat]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    line = [sys.executable, "-m", "tests.prompts.small_model_server", str(port)]
    server = subprocess.Popen(  # noqa: S603 - our own module
        line, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert server.stdin
    assert server.stdout
    try:
        address = server.stdout.readline().decode().strip()
        yield LangChainChat(ChatOptions("openai:smollm2", f"{address}/v1", 300, 1, 2, 0.1))
    finally:
        server.kill()
        server.communicate()


def test_it_answers_and_counts(model: LangChainChat) -> None:
    reply = model.complete(ChatRequest("You are polite.", "Say hello.", 200))
    assert reply.text.strip()
    assert reply.input_tokens > 5
    assert reply.output_tokens > 0


def test_it_is_heard_as_it_comes(model: LangChainChat) -> None:
    heard: list[str] = []
    reply = model.complete(ChatRequest("You are polite.", "Say hello.", 200), heard.append)
    assert heard[-1] == reply.text
    assert len(set(heard)) > 2
    assert reply.input_tokens > 5


def test_it_keeps_to_the_shape_that_is_asked_for(model: LangChainChat) -> None:
    shape = {
        "title": "Count",
        "type": "object",
        "properties": {"number": {"type": "integer"}},
        "required": ["number"],
        "additionalProperties": False,
    }
    request = ChatRequest("You count.", "How many legs has a cat?", 64, json.dumps(shape))
    heard: list[str] = []
    whole, streamed = model.complete(request), model.complete(request, heard.append)
    for reply in (whole, streamed):
        assert list(json.loads(reply.text)) == ["number"]
    assert len(heard) > 2


def test_a_review_that_it_reads_too_ends_in_a_named_state(model: LangChainChat) -> None:
    rows = catalogue(obligation("aia.art-14.4.d", OVERRIDE))
    made = read_by(corpus(a=TEXT), rows, Assist(model, 100_000))
    (finding,) = made.findings
    told = made.ledger.assisted
    assert made.manifest.model.model == "openai:smollm2"
    assert told["rows read by the model"] + told["rows without a usable answer"] == 1
    assert bool(finding.model_note) == bool(told["rows without a usable answer"])
    for result in finding.criteria:
        asserted = [e for e in result.evidence if e.assertion is Assertion.ASSERTED]
        assert result.met is not True or asserted
