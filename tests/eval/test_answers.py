"""The questions to documents: every place that is expected stands in its document, once."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.document import Document
from eval.gold_files import Row, gold_rows
from eval.suites import answers
from eval.suites.answers import PARTS, documents_of, place_of
from review.assembly import Workbench
from review.file_limits import file_limits
from review.reading import read_corpus
from review.settings import Settings
from tests.review.making import document

ROWS = gold_rows("questions_documents")
DOSSIERS = [name for names in PARTS.values() for name in names]


def by_name(dossier: str) -> Mapping[str, Document]:
    read = read_corpus([documents_of(dossier)], file_limits())
    assert not read.failures
    return {one.name: one for one in read.documents}


@pytest.mark.parametrize("dossier", DOSSIERS)
def test_every_expected_place_stands_once_in_its_document(dossier: str) -> None:
    documents = by_name(dossier)
    rows = [row for row in ROWS if row["dossier"] == dossier]
    assert rows
    for place in (place for row in rows for place in row["places"]):
        found = documents[place["document"]]
        span = place_of(place["words"], found)
        assert span is not None, place
        assert span.of(found.text).split() == place["words"].split()


def test_each_part_asks_what_is_answered_and_what_is_not() -> None:
    assert {row["dossier"] for row in ROWS} == set(DOSSIERS)
    assert not set(PARTS["dev"]) & set(PARTS["test"])
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    assert len({(row["dossier"], row["question"]) for row in ROWS}) == len(ROWS)
    for part, fewest, nothing in (("dev", 50, 30), ("test", 35, 10)):
        some = [row for row in ROWS if row["dossier"] in PARTS[part]]  # type: ignore[index]
        assert sum(bool(row["places"]) for row in some) >= fewest
        assert sum(not row["places"] for row in some) >= nothing


@given(st.text("ab \n", min_size=1, max_size=30), st.data())
def test_words_are_found_where_they_stand_once(text: str, data: st.DataObject) -> None:
    made = document(f"x{text}x")
    start = data.draw(st.integers(0, len(made.text) - 1))
    words = made.text[start : data.draw(st.integers(start + 1, len(made.text)))]
    span = place_of(words, made)
    plain, sought = " ".join(made.text.split()), " ".join(words.split())
    once = bool(sought) and plain.find(sought) == plain.rfind(sought)
    assert (span is not None) == once
    assert span is None or " ".join(span.of(made.text).split()) == sought


def some(name: str) -> list[Row]:
    """A few rows of the gold, of one dossier."""
    return [row for row in gold_rows(name) if row["dossier"] == "contourmate"][::3]


def test_answers_hold_their_floor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "PARTS", {"dev": ("contourmate",)})
    monkeypatch.setattr(answers, "gold_rows", some)
    with Workbench(Settings(data=tmp_path, model="")) as bench:
        found = answers.run(bench)
    value = {name: measure.value for name, measure in found.measures.items()}
    assert value["dev/hit@1"] >= 0.6
    assert value["dev/hit@3"] >= 0.7
    assert value["dev/answerable wrongly refused"] <= 0.2
    assert value["dev/answered where nothing answers"] <= 0.3
    missed = [miss for miss in found.misses if "right at" in miss.kind or "not found" in miss.kind]
    assert len(missed) == round((1 - value["dev/hit@1"]) * found.measures["dev/hit@1"].cases)
