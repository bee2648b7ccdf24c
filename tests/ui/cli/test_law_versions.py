"""`citemark law fetch`, `list`, `use`, `remove` and `show --version`, on acts in invented words."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.ingest.law.making import consolidated_act, whole_act
from tests.ingest.law.office_server import Reply, Site, office_server
from ui.cli.main import cli

OLD, NEW = "32024R1689", "02024R1689-20260727"
FILLER = f"<!-- {'.' * 500_000} -->"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def site() -> Iterator[Site]:
    with office_server() as opened:
        opened.serve_versions(NEW)
        opened.serve(f"/resource/celex/{NEW}", Reply(body=page(consolidated_act())))
        opened.serve(f"/resource/celex/{OLD}", Reply(body=page(whole_act())))
        yield opened


def page(act: str) -> bytes:
    """An act in few words, as long as one in many."""
    dated = act.replace("3.2.2031", "12.7.2024")
    return dated.replace("</body>", f"{FILLER}</body>").encode()


def run(data: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, [*words, "--data", str(data)])


def told(result: Result) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(result.stdout)
    return found


def kept(data: Path) -> dict[str, bool]:
    rows = told(run(data, "law", "list", "--json"))
    return {str(row["celex"]): bool(row["current"]) for row in rows}


def test_the_newest_text_is_taken_and_speaks_for_its_act(data: Path, site: Site) -> None:
    result = run(data, "law", "fetch", "aia", "--from", site.base, "--json")
    assert result.exit_code == 0, result.output
    (row,) = told(result)
    assert (row["error"], row["address"]) == (None, f"{site.base}/resource/celex/{NEW}")
    assert kept(data) == {NEW: True}


def test_an_older_text_does_not_take_the_place_of_a_newer(data: Path, site: Site) -> None:
    run(data, "law", "fetch", "aia", "--from", site.base)
    result = run(data, "law", "fetch", "--version", OLD, "--from", site.base)
    assert "a text of a later day stays in use" in result.stdout
    assert kept(data) == {OLD: False, NEW: True}
    assert f"newer is known: {NEW}" in run(data, "law", "list").stdout


def test_a_person_chooses_the_text_in_use(data: Path, site: Site) -> None:
    for version in ("oj", "latest"):
        run(data, "law", "fetch", "aia", "--version", version, "--from", site.base)
    assert run(data, "law", "use", OLD).exit_code == 0
    assert kept(data) == {OLD: True, NEW: False}
    assert run(data, "law", "remove", OLD.lower()).exit_code == 0
    assert kept(data) == {NEW: True}


def test_a_provision_is_shown_in_the_version_asked_for(data: Path, site: Site) -> None:
    for version in ("oj", "latest"):
        run(data, "law", "fetch", "aia", "--version", version, "--from", site.base)
    now = run(data, "law", "show", "aia.art-113")
    assert NEW in now.stdout
    assert "!" not in now.stdout
    then = run(data, "law", "show", "aia.art-113", "--version", OLD)
    assert f"{OLD} (Official Journal" in then.stdout
    assert "! AI Act Art. 113 replaced by 32026R1744" in then.stdout


@pytest.mark.parametrize("place", ["aia.art-4a", "aia.art-75a", "aia.art-6.1a"])
def test_what_was_inserted_later_is_told_in_our_words(data: Path, site: Site, place: str) -> None:
    run(data, "law", "fetch", "aia", "--version", "oj", "--from", site.base)
    shown = run(data, "law", "show", place).stdout
    assert f"not in {OLD}" in shown
    assert "(our paraphrase)" in shown
    assert "inserted by 32026R1744" in shown


def test_a_failed_fetch_changes_nothing_and_names_what_to_do(data: Path, site: Site) -> None:
    run(data, "law", "fetch", "aia", "--version", "oj", "--from", site.base)
    before = run(data, "law", "list", "--json").stdout
    site.serve(f"/resource/celex/{NEW}", Reply(body=b"<html>please wait</html>"))
    result = run(data, "law", "fetch", "aia", "--from", site.base)
    assert result.exit_code == 3
    assert "law add FILE" in result.stdout
    assert run(data, "law", "list", "--json").stdout == before


def test_one_act_that_fails_leaves_the_others(data: Path, site: Site) -> None:
    result = run(data, "law", "fetch", "--from", site.base, "--json")
    assert result.exit_code == 3
    rows = {str(row["act"]): row["error"] for row in told(result)}
    assert rows["aia"] is None
    assert rows["mdr"]
    assert rows["ivdr"]
    assert kept(data) == {NEW: True}


def test_a_text_in_two_forms_is_named_by_its_hash(data: Path, site: Site) -> None:
    run(data, "law", "fetch", "--version", OLD, "--from", site.base)
    site.serve(f"/resource/celex/{OLD}", Reply(body=page(whole_act()) + b"<!-- other -->"))
    run(data, "law", "fetch", "--version", OLD, "--from", site.base)
    first, second = told(run(data, "law", "list", "--json"))
    assert (first["current"], second["current"]) == (False, True)
    result = run(data, "law", "use", OLD)
    assert result.exit_code == 2
    assert str(first["sha256"])[:12] in result.stderr
    assert run(data, "law", "use", str(first["sha256"])[:12]).exit_code == 0
    assert told(run(data, "law", "list", "--json"))[0]["current"]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["law", "fetch", "gdpr"], "no act"),
        (["law", "fetch", "mdr", "--version", "32024R1689"], "text of the AI Act"),
        (["law", "fetch", "--version", "newest"], "no CELEX number"),
        (["law", "use", "32017R0745"], "no text '32017R0745' is kept"),
        (["law", "remove", "32017R0745"], "no text '32017R0745' is kept"),
        (["law", "show", "aia.art-4", "--version", "32017R0745"], "no text"),
    ],
)
def test_a_wrong_request_is_usage(data: Path, words: list[str], named: str) -> None:
    result = run(data, *words)
    assert result.exit_code == 2
    assert named in result.stderr
