"""What the commands promise to whoever calls them: JSON on stdout, exit codes, named failures."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from ui.cli.main import cli

PROFILE = """
name: ThoraFlag
version: "2.1"
framework: mdr
class: {risk_class}
facts: {{software: yes, ai-system: yes, training-data: yes, sterile: no, implantable: unknown}}
"""


@pytest.fixture
def device(tmp_path: Path) -> Path:
    path = tmp_path / "device.yaml"
    path.write_text(PROFILE.format(risk_class="IIb"))
    return path


def run(data: Path, *words: str | Path) -> Result:
    return CliRunner().invoke(cli, [*map(str, words), "--data", str(data)])


def rows(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, result.output
    found: list[dict[str, object]] = json.loads(result.stdout)
    return found


def test_obligations_have_the_promised_fields(tmp_path: Path, device: Path) -> None:
    found = rows(run(tmp_path / "data", "obligations", "--device", device, "--json"))
    promised = {"id", "pinpoint", "title", "act", "tier", "applies", "reason", "from", "crosswalk"}
    assert all(promised <= row.keys() for row in found)
    assert all(row["applies"] is not False and row["reason"] for row in found)


def applying(data: Path, device: Path, risk_class: str) -> set[str]:
    device.write_text(PROFILE.format(risk_class=risk_class))
    found = rows(run(data, "obligations", "--device", device, "--json"))
    return {str(row["id"]) for row in found if row["applies"] is True}


def test_class_decides_high_risk_as_article_6_says(tmp_path: Path, device: Path) -> None:
    by_body = applying(tmp_path / "data", device, "IIb")
    alone = applying(tmp_path / "data", device, "I")
    for row in ("aia.art-9.1", "aia.art-14.1", "aia.art-15.1", "aia.art-17.1", "aia.annex-iv.2.g"):
        assert row in by_body
        assert row not in alone
    for row in ("aia.art-27.1", "aia.art-49.1", "aia.art-86.1", "aia.art-26.11"):
        assert row not in by_body | alone
    assert "aia.art-4" in by_body & alone


def test_map_gives_places_and_obligations(tmp_path: Path) -> None:
    file = tmp_path / "use.md"
    file.write_text("# Oversight\n\nThe reader can override the output with one click.\n")
    (found,) = rows(run(tmp_path / "data", "map", file, "--top", "3", "--json"))
    assert file.read_text()[int(str(found["start"])) : int(str(found["end"]))] == found["text"]
    assert len(found["obligations"]) == 3  # type: ignore[arg-type]


def test_a_broken_file_is_named_and_the_rest_goes_on(tmp_path: Path, device: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "use.md").write_text("# Oversight\n\nThe reader can override the output.\n")
    (tmp_path / "in" / "bad.pdf").write_bytes(b"%PDF-1.7 nothing")
    out = tmp_path / "out"
    result = run(
        tmp_path / "data", "review", tmp_path / "in", "--device", device, "--json", "--out", out
    )
    assert result.exit_code == 3
    assert "bad.pdf" in result.stderr
    review = json.loads(result.stdout)
    errors = {document["name"]: document["error"] for document in review["documents"]}
    assert errors["use.md"] is None
    assert errors["bad.pdf"]["reason"]
    assert {path.name for path in out.iterdir()} == {"review.json", "review.md", "review.xlsx"}
    assert json.loads((out / "review.json").read_bytes()) == review


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["law", "show", "mdr.article-1"], "article-1"),
        (["law", "show", "mdr.art-999"], "Art. 999"),
        (["obligations", "--device", "missing.yaml"], "missing.yaml"),
    ],
)
def test_a_wrong_request_is_usage(tmp_path: Path, words: list[str], named: str) -> None:
    result = run(tmp_path / "data", *words)
    assert result.exit_code == 2
    assert named in result.stderr


def test_a_profile_that_says_nonsense_is_usage(tmp_path: Path, device: Path) -> None:
    device.write_text(PROFILE.format(risk_class="IV"))
    result = run(tmp_path / "data", "obligations", "--device", device)
    assert result.exit_code == 2
    assert "IIb" in result.stderr


def test_what_is_no_law_is_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / "notes.html"
    file.write_text("<html><body><p>Not a regulation.</p></body></html>")
    result = run(tmp_path / "data", "law", "add", file)
    assert result.exit_code == 3
    assert "notes.html" in result.output


def test_law_is_added_shown_and_found(tmp_path: Path, shared: Path) -> None:
    data = tmp_path / "data"
    file = shared / "regulations" / "32024R1689.en.fmx4.zip"
    (added,) = rows(run(data, "law", "add", file, "--json"))
    assert added["error"] is None
    shown = json.loads(run(data, "law", "show", "aia.art-14.4.d", "--json").stdout)
    assert shown["version"].startswith("32024R1689")
    assert "override" in shown["quote"]
    replaced = json.loads(run(data, "law", "show", "aia.art-113", "--json").stdout)
    assert any("2028" in change or "32026R1744" in change for change in replaced["superseded"])
    found = rows(run(data, "law", "search", "Art 14(4)(d) AI Act", "--top", "3", "--json"))
    assert found[0]["pinpoint"] == "aia.art-14.4.d"


def test_an_answer_quotes_or_abstains(tmp_path: Path) -> None:
    file = tmp_path / "use.md"
    file.write_text("# Oversight\n\nThe reader can override the output with one click.\n")
    asked = ["ask", "Can the reader override the output?", "--in", str(file), "--json"]
    answer = json.loads(run(tmp_path / "data", *asked).stdout)
    assert not answer["abstained"]
    cited = [c for s in answer["answer"] for c in s["citations"] if c["kind"] == "document"]
    assert any("override the output" in c["quote"] for c in cited)
    outside = ["ask", "Zzyzx quux flibbertigibbet?", "--json"]
    assert json.loads(run(tmp_path / "data", *outside).stdout)["abstained"]
