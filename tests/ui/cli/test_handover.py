"""`export`, `compare` and `audit` on a kept review, as a user types them."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from domain.decision import DecisionKind
from review.assembly import Workbench
from review.deciding import Desk, Reviewed, Said
from review.settings import Settings
from tests.review.report.making import PROFILE, review
from tests.review.report.test_anchored import source
from ui.cli.main import cli

NAME = "Pots #9"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a dossier of two reviews, the first with a decision."""
    folder = tmp_path_factory.mktemp("kept")
    with Workbench(Settings(data=folder)) as bench:
        dossier = bench.store.create_dossier(NAME, PROFILE)
        bench.store.add_document(dossier, "use.docx", source())
        number = bench.store.put_review(dossier, review())
        of = Reviewed(dossier, number, review())
        row = next(f.obligation for f in review().findings if f.verdict.value == "gap")
        said = Said(DecisionKind.NOT_APPLICABLE, "There is no importer.")
        Desk(bench).decide(of, [row], said, who="Ada")
        bench.store.put_review(dossier, review())
    return folder


def run(data: Path, *words: str | Path) -> Result:
    return CliRunner().invoke(cli, [*map(str, words), "--data", str(data)])


@pytest.fixture
def data(kept: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(kept, tmp_path / "data"))


def test_without_a_name_it_lists_what_is_kept(data: Path) -> None:
    listed = json.loads(run(data, "export", "--json").stdout)
    assert [(row["dossier"], row["revision"]) for row in listed] == [(NAME, 1), (NAME, 2)]
    wrong = run(data, "export", "nothing", "--format", "json")
    assert wrong.exit_code == 2
    assert f"{NAME}#2" in wrong.stderr


def test_every_format_is_written_and_its_head_verifies(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    kinds = ("xlsx", "docx", "html", "json", "csv", "md")
    formats = [word for one in kinds for word in ("--format", one)]
    made = run(data, "export", f"{NAME}#1", *formats, "--out", out, "--json")
    assert made.exit_code == 0, made.output
    files = [Path(path) for path in json.loads(made.stdout)]
    assert {path.suffix for path in files} == {".xlsx", ".docx", ".html", ".json", ".csv", ".md"}
    told = json.loads((out / next(p.name for p in files if p.suffix == ".json")).read_bytes())
    decided = [row for row in told["findings"] if row["people"]["settled"]]
    assert [row["people"]["settled"]["text"] for row in decided] == ["There is no importer."]
    checked = run(data, "audit", "verify", *files, "--json")
    assert checked.exit_code == 0, checked.output
    found = json.loads(checked.stdout)
    assert found["sound"]
    assert found["reports"] == {str(path): True for path in files}
    exports = [e for e in json.loads(run(data, "audit", "show", "--json").stdout)["events"]
               if e["what"] == "export made"]  # fmt: skip
    assert len(exports) == len(files)


def test_a_head_of_another_folder_is_no_head_of_this_one(data: Path, tmp_path: Path) -> None:
    forged = tmp_path / "report.md"
    forged.write_text(f"Head of the audit trail: event 9, {'b' * 64}\n")
    checked = run(data, "audit", "verify", forged)
    assert checked.exit_code == 3
    assert "no event has the hash" in checked.output
    bare = tmp_path / "bare.md"
    bare.write_text("Nothing here.\n")
    assert run(data, "audit", "verify", bare).exit_code == 2


def test_the_trail_of_a_dossier_is_shown(data: Path) -> None:
    shown = run(data, "audit", "show", "pots")
    assert shown.exit_code == 0
    assert "Ada: decision" in shown.stdout
    assert "There is no importer." in shown.stdout
    assert "Head: event" in shown.stdout


def test_a_file_of_a_review_is_exported_and_compared_too(data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "report"
    folder.mkdir()
    one = run(data, "export", f"{NAME}#1", "--format", "json", "--out", folder / "review.json")
    assert one.exit_code == 0, one.output
    page = run(data, "export", folder, "--format", "html", "--out", tmp_path / "page.html")
    assert page.exit_code == 0, page.output
    assert "There is no importer." in (tmp_path / "page.html").read_text()
    found = run(data, "compare", folder, f"{NAME}#2", "--json")
    assert found.exit_code == 0, found.output
    assert json.loads(found.stdout)["counts"]["reopened"] == 1


def test_the_last_two_revisions_are_compared_by_name_alone(data: Path) -> None:
    found = json.loads(run(data, "compare", NAME, "--json").stdout)
    assert (found["old"]["revision"], found["new"]["revision"]) == (1, 2)
    (row,) = found["rows"]
    assert row["decision"] == "decide again: the evidence has changed"
    assert run(data, "compare", f"{NAME}#1").exit_code == 2


def test_what_cannot_be_done_is_said(data: Path, tmp_path: Path) -> None:
    assert "choose of" in run(data, "export", NAME, "--format", "pdf").stderr
    old = tmp_path / "review.json"
    old.write_text("{}")
    refused = run(data, "export", old, "--format", "html")
    assert refused.exit_code == 2
    assert "review the documents again" in refused.stderr
