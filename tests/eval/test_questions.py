"""The suite `questions` with a model beside the answers without one."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner

from domain.chat import ChatRequest
from eval.gold_files import Row, gold_rows
from eval.suites import questions
from prompts.scripted import ScriptedChat
from review.assembly import Workbench
from review.settings import Settings
from tests.prompts.openai_server import Canned, prompt_of, replaying
from ui.cli.main import cli

_SENTENCE = re.compile(r"^(P\d+\.S\d+): (.*)$", re.MULTILINE)
_WANTED = 12


def some(name: str) -> list[Row]:
    """A few rows of the gold, of every kind."""
    return gold_rows(name)[::_WANTED]


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch, shared: Path) -> None:
    assert shared.is_dir()
    monkeypatch.setattr(questions, "gold_rows", some)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    with Workbench(Settings(data=tmp_path_factory.mktemp("data"), model="")) as made:
        yield made


def words_of_the_first(prompt: str) -> str:
    found = _SENTENCE.search(prompt)
    assert found
    return json.dumps({"sentences": [{"text": found[2][:500], "sources": [found[1]]}]})


def said_open(_request: ChatRequest) -> str:
    return json.dumps({"sentences": [], "not_settled": "all of it"})


@pytest.mark.slow
def test_a_models_figures_stand_beside_those_without(bench: Workbench) -> None:
    plain = questions.run(bench)
    bench.__dict__["model"] = ScriptedChat(lambda request: words_of_the_first(request.prompt))
    cited = questions.run(bench)
    bench.__dict__["model"] = ScriptedChat(said_open)
    silent = questions.run(bench)
    refused = "answerable wrongly refused"
    assert not [name for name in plain.measures if "model" in name or "tokens" in name]
    for told in (cited, silent):
        assert {n: m for n, m in told.measures.items() if "model" not in n} == plain.measures
        assert told.note == "the model: scripted:model"
    for part in ("dev", "test"):
        assert cited.measures[f"with the model/{part}/citations verified"].value == 1
        assert cited.measures[f"with the model/{part}/tokens a question"].value > 100
        assert silent.measures[f"with the model/{part}/{refused}"].value == 1
        assert plain.measures[f"{part}/{refused}"].value < 1
    assert any(miss.kind.startswith("with the model/") for miss in silent.misses)


def test_without_a_model_the_command_says_what_to_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CITEMARK_MODEL", raising=False)
    told = CliRunner().invoke(cli, ["eval", "questions", "--model", "--data", str(tmp_path)])
    assert told.exit_code == 2
    assert "CITEMARK_MODEL=provider:name" in told.output


@pytest.mark.slow
def test_the_command_asks_the_configured_model_only_where_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("langchain_openai", reason="the extra openai is not installed")

    def reply(request: Mapping[str, object]) -> Canned:
        return Canned(words_of_the_first(prompt_of(request)))

    with replaying(reply) as server:
        monkeypatch.setenv("CITEMARK_MODEL", "openai:test")
        monkeypatch.setenv("CITEMARK_MODEL_URL", server.url)
        line = ["eval", "questions", "--json", "--data", str(tmp_path)]
        without = CliRunner().invoke(cli, line)
        assert server.requests == []
        beside = CliRunner().invoke(cli, [*line, "--model"])
    assert without.exit_code == beside.exit_code == 0
    assert "with the model" not in without.output
    run = json.loads(beside.stdout)
    assert run["manifest"]["model"] == "openai:test"
    assert run["suites"]["questions"]["measures"]["with the model/dev/tokens a question"]
    assert server.requests
