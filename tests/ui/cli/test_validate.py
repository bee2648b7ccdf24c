"""`citemark validate`: one whole qualification, its record, and what it refuses."""

import json
import platform
from io import BytesIO
from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner, Result

from domain.ports import Progress
from review import validation
from review.validation.checks import Check, run
from review.validation.running import Qualification, qualify
from ui.cli.main import cli


def invoked(*words: str | Path) -> Result:
    return CliRunner().invoke(cli, ["validate", *map(str, words)])


def words_of(record: Path) -> str:
    read = docx.Document(str(record))
    cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in read.paragraphs), *cells])


@pytest.mark.slow
def test_a_whole_qualification_passes_and_leaves_a_record_to_sign(
    tmp_path: Path, tables: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CITEMARK_DATABASE", tables)
    out = tmp_path / "made" / "record.docx"
    result = invoked("--out", out, "--data", tmp_path / "data", "--json")
    assert result.exit_code == 0, result.output
    made = json.loads(result.stdout)
    assert (made["passed"], made["file"]) == (True, str(out))
    assert [one["id"] for one in made["checks"] if not one["passed"]] == []
    record = words_of(out)
    assert all(one["id"] in record and one["found"] in record for one in made["checks"])
    for needed in ("All checks passed", "Performed by", "Approved by (quality management)"):
        assert needed in record
    assert platform.node() in record
    foot = docx.Document(str(out)).sections[0].footer.paragraphs[0]
    assert foot.text.endswith("Page 1 of 1")
    assert not (tmp_path / "data").exists()
    assert "OQ-16" in record
    assert tables.partition("@")[0].rpartition(":")[2] not in record + result.output


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A qualification of one check that does not pass."""

    def made(progress: Progress, _database: str = "") -> Qualification:
        progress(0, 1, "one")
        results = (run(Check("OQ-1", "It does this", "this", lambda: (False, "that & <b>"))),)
        known = _empty()
        return Qualification(known.began, 1.0, known.identity, known.packages, (), results)

    monkeypatch.setattr(validation, "qualify", made)


def _empty() -> Qualification:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("review.validation.running.installation_checks", list)
        patch.setattr("review.validation.running.Operation.checks", lambda _: [])
        return qualify(lambda *_: None)


@pytest.mark.usefixtures("failing")
def test_what_fails_is_in_the_exit_code_and_in_the_record(tmp_path: Path) -> None:
    out = tmp_path / "record.docx"
    result = invoked("--out", out)
    assert result.exit_code == 1
    assert "FAIL  OQ-1  It does this: that & <b>" in result.stdout
    record = words_of(out)
    assert "1 of 1 checks failed" in record
    assert "OQ-1: that & <b>" in record
    assert docx.Document(BytesIO(out.read_bytes()))


@pytest.mark.usefixtures("failing")
@pytest.mark.parametrize("name", ["record.pdf", "record"])
def test_another_kind_of_file_is_refused_at_once(tmp_path: Path, name: str) -> None:
    result = invoked("--out", tmp_path / name)
    assert result.exit_code == 2
    assert ".docx" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("failing")
def test_a_place_that_cannot_be_written_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    result = invoked("--out", tmp_path / "file" / "record.docx")
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr
    assert "OQ-1" not in result.stdout
