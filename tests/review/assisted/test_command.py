"""`citemark review` with a model behind a real server: whole, killed half-way, and gone on."""

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

import samples
from domain.chat import ChatRequest
from tests.prompts.openai_server import Canned, Replay, prompt_of, replaying
from tests.review.assisted.reading import saying

pytest.importorskip("langchain_openai", reason="the extra openai is not installed")

FILE = samples.dossier_path() / "QMP-013_quality_manual_vigilance.md"


def answered(request: Mapping[str, object]) -> Canned:
    prompt = prompt_of(request)
    if '"conflicts"' in prompt:
        return Canned('{"conflicts": []}')
    if '"unanswered"' in prompt:
        return Canned('{"unanswered": []}')
    return Canned(saying("not met")(ChatRequest("", prompt)))


def started(server: Replay, folder: Path) -> subprocess.Popen[str]:
    asked = {
        "CITEMARK_MODEL": "openai:test",
        "CITEMARK_MODEL_URL": server.url,
        "CITEMARK_MODEL_PARALLEL": "1",
        "CITEMARK_MODEL_PRICE_IN": "2",
    }
    files = [str(FILE), "--device", str(samples.device_path())]
    folders = ["--out", f"{folder}/out", "--data", f"{folder}/data"]
    program = [sys.executable, "-c", "from ui.cli import main; main()"]
    return subprocess.Popen(  # noqa: S603 - our own command
        [*program, "review", *files, *folders],
        env=os.environ | asked,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.slow
def test_a_review_that_was_killed_goes_on_without_asking_again(tmp_path: Path) -> None:
    got: list[str] = []
    running: list[subprocess.Popen[str]] = []

    def reply(request: Mapping[str, object]) -> Canned:
        if len(got) == 20 and len(running) == 1:
            os.kill(running[0].pid, signal.SIGKILL)
        else:
            got.append(prompt_of(request))
        return answered(request)

    with replaying(reply) as server:
        for _ in range(2):
            running.append(started(server, tmp_path))
            _, told = running[-1].communicate(timeout=500)
    assert [one.returncode for one in running] == [-signal.SIGKILL, 0], told
    assert max(Counter(got).values()) == 1
    assert "the budget is 600,000 tokens" in told
    review = json.loads((tmp_path / "out" / "review.json").read_text("utf-8"))
    model = review["manifest"]["model"]
    assert (model["model"], model["answers"]) == ("openai:test", len(got))
    assert model["cost"] == pytest.approx(model["input_tokens"] * 2 / 1e6, abs=1e-6)
    assert len(model["templates"]) == 3
    assert review["ledger"]["assisted"]["rows read by the model"] > 100
    assert any(row["model"] for row in review["findings"])
