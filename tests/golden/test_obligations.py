"""What `citemark obligations` says of five devices, as files that a person has read.

`python -m pytest tests/golden --write-golden` writes them anew; read the diff before it is kept.
`NAME.jsonl` holds the rows of `--json`, one a line; `NAME.not.txt` the rows of the device's acts
that do not apply, with the reason.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from domain.pinpoint import Act
from regulations.profile import load_profile
from ui.cli.main import cli

HERE = Path(__file__).parent
DEVICES = sorted(HERE.glob("*.yaml"))
DAY = "2026-11-24"


@cache
def rows(device: Path, *more: str) -> list[dict[str, Any]]:
    words = ["obligations", "--device", str(device), "--on", DAY, "--json", *more]
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 0, result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def reaching(device: Path) -> str:
    lines = (json.dumps(row, ensure_ascii=False) for row in rows(device))
    return "".join(f"{line}\n" for line in lines)


def not_reaching(device: Path) -> str:
    acts = {load_profile(device).framework.act.value, Act.AIA.value}
    every = [row for row in rows(device, "--all") if row["act"] in acts]
    return "".join(f"{row['id']}: {row['reason']}\n" for row in every if row["applies"] is False)


def compare(file: Path, told: str, *, write: bool) -> None:
    if write:
        file.write_text(told, encoding="utf-8")
    assert told == file.read_text(encoding="utf-8")


@pytest.fixture
def write(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--write-golden"))


@pytest.mark.parametrize("device", DEVICES, ids=lambda path: path.stem)
def test_the_rows_that_may_apply(device: Path, *, write: bool) -> None:
    compare(device.with_suffix(".jsonl"), reaching(device), write=write)


@pytest.mark.parametrize("device", DEVICES, ids=lambda path: path.stem)
def test_the_rows_that_do_not_apply_and_why(device: Path, *, write: bool) -> None:
    compare(device.with_suffix(".not.txt"), not_reaching(device), write=write)


def ids(name: str) -> set[str]:
    return {row["id"] for row in rows(HERE / f"{name}.yaml") if row["applies"]}


def test_no_question_is_left_open_by_these_profiles() -> None:
    assert len(DEVICES) == 5
    assert not [row["id"] for device in DEVICES for row in rows(device) if row["applies"] is None]


def test_what_a_person_looked_for_when_reading() -> None:
    app, iia, iib = map(ids, ("mdr-class-i-app-without-ai", "mdr-class-iia-ai", "mdr-class-iib-ai"))
    implant, ivd = ids("mdr-class-iii-implant-without-ai"), ids("ivdr-class-c-ai")
    assert {row for row in app if row.startswith("aia.")} == {"aia.art-3.1"}
    assert not [row for row in implant if row.startswith("aia.")]
    assert "mdr.art-52.7" in app
    assert not {"mdr.art-53.1", "mdr.art-86.1", "mdr.annex-ix.4.2", "mdr.annex-iv.8"} & app
    assert {"mdr.art-52.6", "mdr.annex-ix.4.2", "aia.art-9.1", "aia.art-43.3"} <= iia
    assert {"mdr.art-52.4", "mdr.art-11.1", "aia.art-22.1", "aia.art-4a.1"} <= iib
    assert {"mdr.art-18.1", "mdr.art-32.1", "mdr.art-54.1", "mdr.art-86.2"} <= implant
    assert not {"mdr.annex-i.17.2", "mdr.annex-i.15.1", "mdr.annex-iv.7"} & implant
    assert {"ivdr.art-29.1", "ivdr.art-48.7", "ivdr.art-81.1", "ivdr.annex-i.16.2"} <= ivd
    assert not {"ivdr.annex-ix.4.2", "ivdr.art-70.1", "ivdr.annex-xiv.ch-1.4.5"} & ivd
    for device in (iia, iib, ivd):
        assert not {"aia.art-27.1", "aia.art-49.1", "aia.art-86.1", "aia.art-26.11"} & device


def test_high_risk_rows_are_dated_by_the_route() -> None:
    dated = {row["id"]: row for row in rows(HERE / "mdr-class-iib-ai.yaml")}
    assert (dated["aia.art-9.1"]["from"], dated["aia.art-9.1"]["in_force"]) == ("2028-08-02", False)
    assert dated["aia.art-72.1"]["from"] == "2028-08-02"
    assert "a reading" in dated["aia.art-72.1"]["reason"]
    assert dated["aia.art-4"]["from"] == "2025-02-02"
