"""`citemark crosswalk`, `classify` and `status`."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import samples
from ui.cli.main import cli

PROFILE = "name: X\nframework: {framework}\nclass: {risk_class}\nfacts: {{{facts}}}\n"
AI = "software: yes, ai-system: yes, training-data: yes, measuring: no"


@pytest.fixture
def device(tmp_path: Path) -> Path:
    return tmp_path / "device.yaml"


def write(device: Path, risk_class: str, facts: str = AI, framework: str = "mdr") -> None:
    device.write_text(PROFILE.format(framework=framework, risk_class=risk_class, facts=facts))


def run(command: str, device: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, [command, "--device", str(device), *words])


def told(result: Result) -> Any:  # noqa: ANN401 - JSON of each command's own shape
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_crosswalk_marks_what_is_shared_and_what_is_one_acts_own(device: Path) -> None:
    write(device, "IIb")
    topics = {row["topic"]: row for row in told(run("crosswalk", device, "--json"))}
    risk = topics["risk-management"]
    rows = {row["id"]: row for row in (*risk["device_rows"], *risk["ai_rows"])}
    assert rows["aia.art-9.1"]["mark"] == "shared"
    assert "mdr.annex-i.3" in rows["aia.art-9.1"]["linked"]
    assert rows["mdr.annex-i.8"]["mark"] == "MDR only"
    assert topics["logging"]["device_rows"] == []
    assert {row["mark"] for row in topics["logging"]["ai_rows"]} <= {"shared", "AI Act only"}
    every = [row for topic in topics.values() for row in topic["device_rows"] + topic["ai_rows"]]
    assert all(row["linked"] for row in every if row["mark"] == "shared")
    assert not any(row["linked"] for row in every if row["mark"] != "shared")
    assert not any(row["applies"] is False for row in every)


def test_software_without_ai_shares_the_test_whether_it_is_ai(device: Path) -> None:
    write(device, "IIb", "software: yes, ai-system: no")
    topics = told(run("crosswalk", device, "--json"))
    assert [row["id"] for topic in topics for row in topic["ai_rows"]] == ["aia.art-3.1"]


def test_a_device_without_software_has_nothing_shared(device: Path) -> None:
    write(device, "IIb", "software: no")
    topics = told(run("crosswalk", device, "--json"))
    assert topics
    assert {row["mark"] for topic in topics for row in topic["device_rows"]} == {"MDR only"}
    assert not any(topic["ai_rows"] for topic in topics)


def test_answers_settle_the_class_and_a_difference_is_told(device: Path) -> None:
    write(device, "I")
    asked = told(run("classify", device, "--json"))["classification"]
    assert asked["proposed"] is None
    assert "decision-information" in asked["questions"]
    answers = [f"--answer={name}=no" for name in asked["questions"]]
    answers += ["--answer=decision-information=yes", "--answer=decision-serious=yes"]
    found = told(run("classify", device, *answers, "--json"))["classification"]
    assert (found["stated"], found["proposed"], found["differs"]) == ("I", "IIb", True)
    assert {step["source"] for step in found["steps"]} > {"mdr.annex-viii.6.3"}
    lines = run("classify", device, *answers).stdout
    assert "! The rules propose class IIb, the manufacturer states I" in lines
    assert "Implementing rule 3.5" in lines


@pytest.mark.parametrize("answer", ["decision-death", "no-such-fact=yes", "software=perhaps"])
def test_an_answer_that_makes_no_sense_is_usage(device: Path, answer: str) -> None:
    write(device, "I")
    result = run("classify", device, "--answer", answer)
    assert result.exit_code == 2
    assert answer.partition("=")[0] in result.stderr


def test_the_status_of_a_high_risk_device(device: Path) -> None:
    write(device, "IIa")
    found = told(run("status", device, "--on", "2026-11-24", "--json"))
    assert (found["high_risk"], found["applies_from"]) == ("yes", "2028-08-02")
    assert found["in_force"] is False
    assert len(found["article_6_1"]["conditions"]) == 3
    assert any("aia.art-43.3" in remark["sources"] for remark in found["route"])
    assert any("aia.art-111.2" in remark["sources"] for remark in found["dates"])
    topics = {fact["topic"] for fact in found["transitions"]}
    assert {"transition", "eudamed"} <= topics
    assert told(run("status", device, "--on", "2028-08-02", "--json"))["in_force"] is True


def test_the_status_of_a_class_i_device_says_which_condition_fails(device: Path) -> None:
    write(device, "I")
    lines = run("status", device).stdout
    assert "High-risk AI: no" in lines
    assert "needs no notified body" in lines


@pytest.mark.parametrize("command", ["crosswalk", "classify", "status"])
def test_the_sample_device_can_be_asked(command: str) -> None:
    result = run(command, samples.device_path())
    assert result.exit_code == 0
    assert result.stdout


@pytest.mark.parametrize("command", ["crosswalk", "classify", "status"])
def test_a_missing_profile_is_usage(command: str, tmp_path: Path) -> None:
    result = run(command, tmp_path / "none.yaml")
    assert result.exit_code == 2
    assert "none.yaml" in result.stderr
