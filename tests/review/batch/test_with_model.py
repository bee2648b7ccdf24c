"""A batch that a model reads too: told before it starts, paid once, apart for each submission."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from domain.batch import BatchState, SubmissionState
from domain.chat import ChatRequest
from domain.errors import ModelSettingError
from prompts.scripted import ScriptedChat
from review.assembly import Workbench
from review.batch import BatchRun, BatchSpec, RunOptions, open_batch
from review.batch.crew import Order
from review.batch.inputs import ground_key
from review.batch.wire import dump_order, load_order
from review.settings import Settings
from tests.prompts.openai_server import Canned, Replay, prompt_of, replaying
from tests.review.assisted.reading import saying
from tests.review.batch.making import (
    DAY,
    DEVICE,
    PROFILE,
    HereCrew,
    draft,
    nothing,
    tree,
    write_folder,
)

MODEL = "scripted:model"


def judged(request: ChatRequest) -> str:
    if '"conflicts"' in request.prompt:
        return '{"conflicts": []}'
    if '"unanswered"' in request.prompt:
        return '{"unanswered": []}'
    return saying("not met")(request)


def spec(tmp_path: Path, drafts: int = 2) -> BatchSpec:
    for number in range(1, drafts + 1):
        files = {"plan.md": draft(number), "device.yaml": DEVICE}
        write_folder(tmp_path / "in" / f"draft {number}", files)
    return BatchSpec(tmp_path / "in", tmp_path / "out", PROFILE, DAY)


def settings(tmp_path: Path, model: str = MODEL, budget: int = 30_000) -> Settings:
    return Settings(data=tmp_path / "data", model=model, model_budget=budget)


def test_an_order_keeps_what_is_asked_of_a_model() -> None:
    order = Order("a", Path("in/a"), DEVICE, DAY, 3, Path("out/a/model-answers"))
    assert load_order(dump_order(order)) == order
    assert load_order(dump_order(replace(order, asked=0, answers=None))).answers is None


def test_what_a_model_is_told_is_part_of_the_ground_only_where_it_reads(tmp_path: Path) -> None:
    keys = []
    for model, budget in (("", 1), (MODEL, 1), (MODEL, 2)):
        with Workbench(settings(tmp_path, model, budget)) as bench:
            keys.append((ground_key(bench, DAY), ground_key(bench, DAY, 1)))
            assert ground_key(bench, DAY, 1) != ground_key(bench, DAY, 2)
    assert len({without for without, _ in keys}) == 1
    assert len({beside for _, beside in keys}) == 3


@pytest.mark.slow
def test_each_submission_has_its_budget_and_is_paid_once(tmp_path: Path) -> None:
    planned: list[Sequence[Order]] = []
    with Workbench(settings(tmp_path)) as bench:
        bench.__dict__["chat"] = model = ScriptedChat(judged)
        batch = open_batch(bench, spec(tmp_path))
        options = RunOptions(1, planned.append)
        state = BatchRun(bench, batch, HereCrew(bench), options=options).run(nothing)
        paid = len(model.requests)
        again = HereCrew(bench)
        BatchRun(bench, batch, again, options=options).run(nothing)
        assert (state, again.given) == (BatchState.ENDED, [])
        assert len(model.requests) == paid > 2
        for number in (1, 2):
            names_the_model(tmp_path / "out" / f"draft {number}" / "review.json")
        (tmp_path / "out" / "draft 1" / "review.json").unlink()
        BatchRun(bench, batch, HereCrew(bench), options=options).run(nothing)
        assert len(model.requests) == paid
        without = HereCrew(bench)
        BatchRun(bench, batch, without).run(nothing)
        assert without.given == ["draft 1", "draft 2"]
    assert [len(orders) for orders in planned] == [2, 0, 1]
    kept = tree(tmp_path / "out")
    assert sum("/model-answers/" in name for name in kept) == paid


def names_the_model(report: Path) -> None:
    made = json.loads(report.read_bytes())
    told = made["manifest"]["model"]
    assert told["model"] == MODEL
    assert 0 < told["input_tokens"] + told["output_tokens"] <= 30_000
    assert made["ledger"]["assisted"]["rows beyond the budget"] > 0


def unusable(_request: ChatRequest) -> str:
    raise ModelSettingError("the key is wrong; set it")


@pytest.mark.slow
def test_a_model_that_cannot_be_used_fails_the_submission_by_name(tmp_path: Path) -> None:
    with Workbench(settings(tmp_path)) as bench:
        bench.__dict__["chat"] = ScriptedChat(unusable)
        batch = open_batch(bench, spec(tmp_path, 1))
        BatchRun(bench, batch, HereCrew(bench), options=RunOptions(1)).run(nothing)
        rows = bench.store.submissions(batch.id)
    assert {row.state for row in rows} == {SubmissionState.FAILED}
    assert {row.reason for row in rows} == {"the key is wrong; set it"}


def command(server: Replay, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-c", "from ui.cli import main; main()", "batch"]
    words = [str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--data", str(tmp_path / "data")]
    return subprocess.run(  # noqa: S603 - our own command
        [*program, *words, "--model", "openai:test", "--budget", "30000", "--jobs", "1"],
        env=os.environ | {"CITEMARK_MODEL_URL": server.url},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_the_command_tells_the_cost_first_and_its_processes_ask_the_model(tmp_path: Path) -> None:
    pytest.importorskip("langchain_openai", reason="the extra openai is not installed")
    spec(tmp_path)

    def reply(request: Mapping[str, object]) -> Canned:
        return Canned(judged(ChatRequest("", prompt_of(request))))

    with replaying(reply) as server:
        first = command(server, tmp_path)
        paid = len(server.requests)
        again = command(server, tmp_path)
    assert first.returncode == again.returncode == 0, first.stderr
    told = first.stderr.index("openai:test reads too: at most")
    assert told < first.stderr.index("draft 1: done")
    assert "the budget is 60,000 tokens: 30,000 tokens for each of 2 submissions" in first.stderr
    assert len(server.requests) == paid > 0
    assert "reads too" not in again.stderr
    made = json.loads((tmp_path / "out" / "draft 2" / "review.json").read_bytes())
    assert made["manifest"]["model"]["model"] == "openai:test"
