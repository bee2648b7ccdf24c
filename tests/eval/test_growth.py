"""How growth is measured: what is made, and what is told; never a time."""

from pathlib import Path

import pytest

import samples
from eval.bench.growth import grown, measured
from eval.bench.growth_dossiers import own_words
from eval.bench.growth_passages import mapping, passages
from eval.bench.growth_search import CASES
from review.reading import read_corpus
from tests import postgres_server


def test_dossiers_have_words_of_their_own_and_the_same_lengths() -> None:
    corpus = read_corpus([next(iter(sorted(samples.dossier_path().iterdir())))])
    (document,) = corpus.documents
    made = [own_words(document, number, None)[1] for number in (0, 1, 26, 100)]
    assert len({one.text for one in made}) == len({one.id for one in made}) == len(made)
    assert {len(one.text) for one in made} == {len(document.text)}
    assert made[0].text == document.text


def test_passages_differ_and_are_the_same_each_time() -> None:
    made = passages(500)
    assert len(set(made)) == 500
    assert made == passages(500)


def test_every_step_of_an_index_and_the_mapping_is_timed(tmp_path: Path) -> None:
    for part in ("by words", "by meaning, every vector", "by meaning, Chroma"):
        found = dict(CASES[part](tmp_path, 200))
        assert {"build", "ask"} <= {name.partition(" ")[0] for name in found}
    assert found["recall@10"] > 0.9
    assert mapping(20).keys() == {"map"}


def test_vectors_in_a_database_are_timed(
    tmp_path: Path, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with postgres_server.database(server) as address:
        monkeypatch.setenv("CITEMARK_DATABASE", address)
        found = dict(CASES["by meaning, PostgreSQL"](tmp_path, 200))
    assert found.keys() == {"put, by the clock", "ask, by the clock"}


def test_a_size_that_does_not_fit_is_told_and_the_next_is_not_compared_with_it() -> None:
    table = grown("index", {1: {"a": 2.0}, 2: "ended with 1 within 1 GiB", 3: {"a": 6.0}})
    cells = [next(iter(column.cells)) for column in table.columns]
    assert cells == ["a", "2", "ended with 1 within 1 GiB", "6"]


@pytest.mark.slow
def test_a_size_is_measured_in_a_process_of_its_own() -> None:
    found = measured("dossiers", 2, 1, 8)
    assert isinstance(found, dict)
    for step in ("keep one more", "list all", "delete one", "most memory, MiB"):
        assert found[step] > 0
    assert isinstance(measured("mapping", 3000, 1, 0), str)
