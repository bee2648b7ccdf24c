"""The questions that people ask."""

from collections.abc import Mapping

import pytest

from domain.errors import CatalogueError
from domain.pinpoint import Pinpoint
from eval.gold_files import gold_rows
from eval.shared import official_texts
from regulations import asked as module
from regulations.asked import load_asked


def test_every_place_is_in_the_official_text() -> None:
    texts = official_texts()
    if texts is None:
        pytest.skip("the official texts in ../shared/regulations are absent")
    places = [Pinpoint.parse(place) for place in load_asked()]
    assert [str(p) for p in places if p not in texts[p.act].provisions] == []


def test_the_questions_of_a_place_differ() -> None:
    twice = [place for place, rows in load_asked().items() if len(set(rows)) < len(rows)]
    assert twice == []


def test_no_question_that_search_is_measured_with_is_among_them() -> None:
    asked = {_plain(one) for rows in load_asked().values() for one in rows}
    gold = [*gold_rows("questions"), *gold_rows("questions_settled")]
    assert [row["question"] for row in gold if _plain(str(row["question"])) in asked] == []


def _plain(question: str) -> str:
    return " ".join(question.lower().strip(" ?.").split())


@pytest.mark.parametrize("rows", [{"aia.art-4": []}, {"aia.art-4": ["Who?"], "aia.art-5": "Who?"}])
def test_a_place_without_questions_is_refused(
    rows: Mapping[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "read_mapping", lambda _: rows)
    load_asked.cache_clear()
    with pytest.raises(CatalogueError, match="has no questions"):
        load_asked()
    load_asked.cache_clear()
