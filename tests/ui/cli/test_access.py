"""Roles, retention and legal holds from the command line, over a real data folder."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from domain.access import LOCAL, Retention, Role, User
from domain.audit import EventKind
from store import DossierId, Store
from ui.cli.main import cli

BEN = User("ben@example.org", "ben")
LAST_WEEK = (datetime.now(UTC) - timedelta(7)).date().isoformat()
MARKER = b"marker-of-this-dossier"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two dossiers; what is done stands under the name of Ada."""
    monkeypatch.setenv("CITEMARK_USER", "Ada")
    with Store.open(tmp_path / "data") as store:
        for name in ("ThoraFlag", "StepMate"):
            dossier = store.create_dossier(name)
            store.add_document(dossier, "plan.md", MARKER + name.encode())
    return tmp_path / "data"


def run(data: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, [*words, "--data", str(data)])


def told(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, result.output
    found: list[dict[str, object]] = json.loads(result.stdout)
    return found


def tokens_of(store: Store) -> dict[str, str]:
    return {one.name: one.id.token for one in store.dossiers(LOCAL)}


def tokens(data: Path) -> dict[str, str]:
    with Store.open(data) as store:
        return tokens_of(store)


def test_a_role_that_is_given_opens_the_dossier_and_taken_away_closes_it(data: Path) -> None:
    (given,) = told(run(data, "access", "set", "ThoraFlag", "Ben@Example.org", "reader", "--json"))
    assert given["members"] == {BEN.id: "reader"}
    with Store.open(data) as store:
        (seen,) = store.dossiers(BEN)
        assert store.require(seen.id) is Role.READER
    (taken,) = told(run(data, "access", "remove", "ThoraFlag", BEN.id, "--json"))
    assert taken["members"] == {}
    with Store.open(data) as store:
        assert store.dossiers(BEN) == []
        events = store.events(DossierId(tokens_of(store)["ThoraFlag"], LOCAL))
    changed = [one for one in events if one.deed and one.deed.what is EventKind.ACCESS_CHANGED]
    assert [(one.who, one.deed.old, one.deed.new) for one in changed if one.deed] == [
        ("Ada", "no role", "reader"),
        ("Ada", "reader", "no role"),
    ]


def test_all_dossiers_are_listed_with_members_and_retention(data: Path) -> None:
    run(data, "access", "set", "StepMate", BEN.id, "owner")
    run(data, "retention", "until", "StepMate", "2099-12-31")
    run(data, "retention", "hold", "StepMate", "case 7", "--reason", "their letter")
    found = {str(row["name"]): row for row in told(run(data, "access", "list", "--json"))}
    assert found.keys() == {"ThoraFlag", "StepMate"}
    row = found["StepMate"]
    assert (row["until"], row["hold"]) == ("2099-12-31", "case 7")
    assert row["dossier"] == tokens(data)["StepMate"]
    lines = run(data, "access", "list").stdout.splitlines()
    assert lines[-4:] == [
        f"{row['dossier']}  StepMate",
        f"  owner: {BEN.id}",
        "  kept until 2099-12-31",
        "  legal hold: case 7",
    ]


def test_a_dossier_is_named_by_its_id_too(data: Path) -> None:
    token = tokens(data)["StepMate"]
    (row,) = told(run(data, "retention", "until", token, "2099-12-31", "--json"))
    assert row["name"] == "StepMate"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("access", "set", "Nothing", "a@example.org", "reader"), "StepMate"),
        (("access", "set", "t", "a@example.org", "reader"), "2 dossiers are"),
        (("access", "set", "StepMate", "a b", "reader"), "e-mail address"),
        (("access", "set", "StepMate", "a@example.org", "boss"), "reviewer"),
        (("retention", "until", "StepMate", "31.12.2036"), "2036-12-31"),
        (("retention", "until", "StepMate", "2036-02-30"), "2036-12-31"),
        (("retention", "hold", "StepMate", "  "), "held for"),
        (("retention", "release", "Nothing"), "StepMate"),
    ],
)
def test_a_wrong_request_is_usage_and_changes_nothing(
    data: Path, words: tuple[str, ...], said: str
) -> None:
    before = told(run(data, "access", "list", "--json"))
    result = run(data, *words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert told(run(data, "access", "list", "--json")) == before


def test_a_blank_cause_does_not_release_a_hold(data: Path) -> None:
    run(data, "retention", "hold", "StepMate", "case 7")
    assert run(data, "retention", "hold", "StepMate", "").exit_code == 2
    with Store.open(data) as store:
        kept = store.retention(DossierId(tokens_of(store)["StepMate"], LOCAL))
    assert kept == Retention(hold="case 7")


def test_only_what_is_due_and_not_held_is_erased(data: Path) -> None:
    for name in ("ThoraFlag", "StepMate"):
        run(data, "retention", "until", name, LAST_WEEK)
    run(data, "retention", "hold", "StepMate", "case 7")
    token = tokens(data)["ThoraFlag"]
    gone = told(run(data, "retention", "erase-due", "--json"))
    assert gone == [{"dossier": token, "name": "ThoraFlag"}]
    assert tokens(data).keys() == {"StepMate"}
    left = [path for path in data.rglob("*") if MARKER + b"Thora" in content(path)]
    assert not left
    assert run(data, "retention", "erase-due").stdout == "Nothing is due.\n"
    run(data, "retention", "release", "StepMate", "--reason", "closed")
    assert run(data, "retention", "erase-due").stdout.startswith("erased: StepMate (")
    assert told(run(data, "access", "list", "--json")) == []
    assert run(data, "access", "list").stdout == "There is no dossier.\n"


def content(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def test_a_day_that_is_taken_back_keeps_the_dossier(data: Path) -> None:
    run(data, "retention", "until", "StepMate", LAST_WEEK)
    (row,) = told(run(data, "retention", "until", "StepMate", "none", "--json"))
    assert row["until"] is None
    assert told(run(data, "retention", "erase-due", "--json")) == []


def test_without_a_data_folder_there_is_nothing_to_list(tmp_path: Path) -> None:
    result = run(tmp_path / "none", "access", "list")
    assert result.exit_code == 1
    assert "holds no data of citemark yet" in result.stderr
    assert not (tmp_path / "none").exists()
