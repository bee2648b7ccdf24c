"""The small suites, with floors that are never lowered."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from domain.errors import RequestError
from eval.alterations import altered
from eval.beir import read_collection
from eval.made_documents import corpus_of_sentences
from eval.results import Measured, part_of
from eval.runner import read_baseline, run_json, run_suites, worse
from eval.suites import chains, conflicts, mapping, retrieval, verdicts
from review.assembly import Workbench
from review.settings import Settings


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    with Workbench(Settings(data=tmp_path_factory.mktemp("data"))) as made:
        yield made


def test_verdicts_hold_their_floor(bench: Workbench) -> None:
    measures = verdicts.run(bench).measures
    for part, alone, learned in (
        ("tuned", 0, 0.027),
        ("dev", 0.0109, 0.028),
        ("test", 0.0118, 0.018),
    ):
        assert measures[f"{part} terms alone/false evidence rate"].value <= alone
        assert measures[f"{part}/false evidence rate"].value <= learned
    assert measures["test/missed evidence rate"].value <= 0.06
    assert measures["dev/macro F1"].value >= 0.85
    assert measures["test/macro F1"].value >= 0.8


def test_mapping_holds_its_floor(bench: Workbench) -> None:
    measures = mapping.run(bench).measures
    for part in ("dev", "test"):
        assert measures[f"{part}/recall@10"].value >= 0.85
        assert measures[f"{part}/article accuracy@1"].value >= 0.85


def test_conflicts_hold_their_floor(bench: Workbench) -> None:
    measures = conflicts.run(bench).measures
    for part in ("dev", "test", "rows dev", "rows test"):
        assert measures[f"{part}/recall"].value == 1
        assert measures[f"{part}/false conflict rate"].value == 0


def test_chains_hold_their_floor() -> None:
    measures = chains.run_cases().measures
    for name, floor in (
        ("dev/recall", 1),
        ("dev/precision", 1),
        ("test/recall", 1),
        ("test/precision", 1),
        ("blind dev/recall", 0.9),
        ("blind dev/precision", 1),
        ("blind test/recall", 0.92),
        ("blind test/precision", 0.92),
        ("reworded dev/precision", 0.4),
        ("reworded test/recall", 1),
        ("reworded test/precision", 0.85),
    ):
        assert measures[name].value >= floor, name


def test_a_row_of_a_table_is_read_as_a_row() -> None:
    corpus = corpus_of_sentences("Data", ["| Women | 48 % | n = 212 |"], "DSH")
    assert len(corpus.sentences[-1].block.cells) == 3
    assert list(corpus.types.values()) == ["DSH"]


def test_alterations_change_the_sentence() -> None:
    text = "On 2026-04-20 the sensitivity of 94.1 % was not reached and must be checked in 30 days."
    made = list(altered(text, Random(1)))  # noqa: S311 - draws test cases
    assert len(made) >= 7
    assert text not in made
    assert any(" not " not in words for words in made)


def test_a_collection_in_beir_form_is_searched(bench: Workbench, tmp_path: Path) -> None:
    (tmp_path / "c.jsonl").write_text(
        '{"_id": "1", "title": "Logs", "text": "Logs are kept for two years."}\n'
        '{"_id": "2", "title": "", "text": "The model was trained on scans."}\n'
    )
    (tmp_path / "q.jsonl").write_text('{"_id": "a", "text": "how long are logs kept"}\n')
    (tmp_path / "r.tsv").write_text("query-id\tcorpus-id\tscore\na\t1\t1\n")
    collection = read_collection(*(tmp_path / n for n in ("c.jsonl", "q.jsonl", "r.tsv")))
    measures = retrieval.run_collection(bench, collection).measures
    assert {name.partition("/")[0] for name in measures} == {"lexical", "dense", "fused"}
    assert all(measure.value == 1 for name, measure in measures.items() if "MRR" in name)


@pytest.mark.parametrize("broken", ['{"_id": 1}', "no json"])
def test_a_broken_collection_is_named_with_its_line(tmp_path: Path, broken: str) -> None:
    file = tmp_path / "c.jsonl"
    file.write_text(broken + "\n")
    with pytest.raises(RequestError, match=r"c\.jsonl, line 1"):
        read_collection(file, file, file)


def test_a_strange_suite_is_refused(bench: Workbench) -> None:
    with pytest.raises(RequestError, match="no suite"):
        run_suites(bench, ["nothing"])


def test_a_run_is_its_own_baseline(bench: Workbench, tmp_path: Path) -> None:
    run = run_suites(bench, ["verdicts"])
    file = tmp_path / "run.json"
    file.write_text(run_json(run))
    before = read_baseline(file)["verdicts"]
    assert not [n for n, m in run.results[0].measures.items() if worse(m, before[n])]
    assert run.manifest["catalogue"] == bench.catalogue.digest


def test_worse_is_more_where_less_is_better() -> None:
    assert worse(Measured(0.2, 0, 1, 9, lower=True), 0.1)
    assert not worse(Measured(0.2, 0, 1, 9), 0.1)
    assert worse(Measured(0.1, 0, 1, 9), 0.2)
    assert not worse(Measured(0.1, 0, 1, 9), None)


def test_no_baseline_is_no_json(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="not the JSON"):
        read_baseline(tmp_path / "none.json")


def test_the_part_of_a_case_never_changes() -> None:
    assert [part_of(name) for name in ("q01", "q03", "aia.art-4#0")] == ["test", "dev", "dev"]
