"""`citemark guidance`, and guidance beside an answer: always marked, never law."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tests.ingest.law.making import whole_act
from ui.cli.main import cli

PAPER = """# MDCG 2025-6

## Oversight

A reader of the system keeps the last word and can set its output aside at any time. Training of
readers is part of the introduction of the system in the hospital.

## Storage

Software that only keeps pictures and passes them on is not a device by itself.
"""
QUESTION = "Who keeps the last word over the output of the system?"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "paper.md"
    path.write_text(PAPER)
    return path


def run(data: Path, *words: str | Path) -> Result:
    return CliRunner().invoke(cli, [*map(str, words), "--data", str(data)])


def told(result: Result) -> Any:  # noqa: ANN401 - JSON of each command's own shape
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_a_paper_is_kept_under_its_number_and_is_no_law(data: Path, paper: Path) -> None:
    (added,) = told(run(data, "guidance", "add", paper, "--json"))
    assert added["title"] == "MDCG 2025-6 (AIB 2025-1)"
    assert "2026/1744" in added["caution"]
    assert [row["title"] for row in told(run(data, "guidance", "list", "--json"))] == [
        added["title"]
    ]
    assert told(run(data, "law", "list", "--json")) == []


def test_a_title_can_be_given(data: Path, paper: Path) -> None:
    run(data, "guidance", "add", paper, "--title", "House rules")
    (row,) = told(run(data, "guidance", "list", "--json"))
    assert row["title"] == "House rules"
    assert run(data, "guidance", "remove", "house rules").exit_code == 0
    assert told(run(data, "guidance", "list", "--json")) == []


def test_a_passage_is_found_with_its_place_and_marked(data: Path, paper: Path) -> None:
    run(data, "guidance", "add", paper)
    found = told(run(data, "guidance", "search", QUESTION, "--json"))[0]
    assert found["kind"] == "guidance"
    assert found["quote"] == PAPER[found["start"] : found["end"]]
    assert "last word" in found["quote"]
    assert run(data, "guidance", "search", QUESTION).stdout.startswith("Guidance, not law:")


def test_an_answer_shows_guidance_beside_and_never_as_a_citation(data: Path, paper: Path) -> None:
    run(data, "guidance", "add", paper)
    answer = told(run(data, "ask", QUESTION, "--json"))
    assert "last word" in answer["guidance"][0]["quote"]
    kinds = {cited["kind"] for said in answer["answer"] for cited in said["citations"]}
    assert "guidance" not in kinds
    assert "Guidance, not law:" in run(data, "ask", QUESTION).stdout


def test_guidance_on_something_else_is_not_shown(data: Path, paper: Path) -> None:
    run(data, "guidance", "add", paper)
    assert told(run(data, "ask", "Zzyzx quux flibbertigibbet?", "--json"))["guidance"] == []


def test_without_papers_nothing_is_found(data: Path) -> None:
    assert told(run(data, "guidance", "search", QUESTION, "--json")) == []
    assert "no guidance has been added" in run(data, "guidance", "list").stdout


def test_an_act_is_no_guidance(data: Path, tmp_path: Path) -> None:
    act = tmp_path / "act.html"
    act.write_text(whole_act())
    result = run(data, "guidance", "add", act)
    assert result.exit_code == 3
    assert "law add" in result.stdout
    assert told(run(data, "guidance", "list", "--json")) == []


def test_a_bad_file_is_named_and_the_others_are_kept(
    data: Path, paper: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7 nothing")
    result = run(data, "guidance", "add", bad, tmp_path / "none.md", paper)
    assert result.exit_code == 3
    assert "bad.pdf" in result.stdout
    assert "none.md" in result.stdout
    assert len(told(run(data, "guidance", "list", "--json"))) == 1


def test_removing_what_is_not_kept_is_usage(data: Path, paper: Path) -> None:
    run(data, "guidance", "add", paper)
    result = run(data, "guidance", "remove", "MDCG 2019-11")
    assert result.exit_code == 2
    assert "MDCG 2025-6" in result.stderr
