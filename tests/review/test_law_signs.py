"""The signs that order provisions, on rankings made by hand."""

from dataclasses import replace

import numpy as np
import pytest

from domain.law import Catalogue
from domain.pinpoint import Act, Pinpoint
from domain.ports import Hit
from review.law_signs import SIGNS, Question, Ranking, signs, weighed
from review.law_weights import Weights


def ranking(*names: str) -> Ranking:
    return Ranking([Hit(name, float(10 - n)) for n, name in enumerate(names)])


NONE = ranking()
QUESTION = Question(NONE, NONE, NONE, NONE, NONE, NONE, NONE, frozenset(), ())


def sign(name: str, of: str, question: Question) -> float:
    ids, table = signs(question, Catalogue())
    return float(table[ids.index(of), SIGNS.index(name)])


def test_a_rank_is_worth_less_further_down_and_nothing_unfound() -> None:
    found = ranking("aia.art-9", "aia.art-10.2", "aia.art-10.2.f")
    worths = [found.worth(name) for name in ("aia.art-9", "aia.art-10.2", "aia.art-10.2.f")]
    assert worths == sorted(worths, reverse=True)
    assert 0 < worths[-1] < worths[0] < 1
    assert found.worth("aia.art-11") == 0
    assert found.scores["aia.art-9"] == pytest.approx(1)


def test_a_place_has_the_worth_of_the_best_unit_inside_it() -> None:
    found = ranking("aia.art-9", "aia.art-10.2.f", "aia.art-10.3")
    assert found.children["aia.art-10"] == found.worth("aia.art-10.2.f")
    assert found.children["aia.art-10.2"] == found.worth("aia.art-10.2.f")
    assert "aia.art-9" not in found.children


def test_points_that_are_found_together_speak_for_what_holds_them() -> None:
    asked = replace(QUESTION, words=ranking("mdr.art-87", "mdr.art-87.3", "mdr.art-87.4"))
    assert sign("family", "mdr.art-87", asked) > sign("family", "mdr.art-87.3", asked) == 0


def test_a_place_of_another_act_a_recital_and_what_was_deleted_are_marked() -> None:
    asked = replace(
        QUESTION,
        words=ranking("mdr.art-87.3", "aia.art-73.2", "aia.rec-20", "aia.art-10.5"),
        hinted=frozenset({Act.AIA}),
        topics=(Pinpoint.parse("aia.art-73"),),
    )
    assert sign("other_act", "mdr.art-87.3", asked) == 1
    assert sign("other_act", "aia.art-73.2", asked) == 0
    assert sign("topic", "aia.art-73.2", asked) == 1
    assert sign("recital", "aia.rec-20", asked) == 1
    assert sign("deleted", "aia.art-10.5", asked) == 1


def test_candidates_are_those_of_all_rankings_and_nothing_found_is_nothing() -> None:
    asked = replace(QUESTION, words=ranking("mdr.art-1"), meaning=ranking("mdr.art-2"))
    assert asked.candidates == ["mdr.art-1", "mdr.art-2"]
    assert signs(QUESTION, Catalogue())[1].shape == (0, len(SIGNS))


def test_the_order_follows_the_weights() -> None:
    table = np.zeros((2, len(SIGNS)))
    table[0, SIGNS.index("recital")] = 1
    ids = ["aia.rec-1", "mdr.art-1"]
    assert [hit.id for hit in weighed(ids, table, Weights())] == ["mdr.art-1", "aia.rec-1"]
    liked = weighed(ids, table, Weights(recital=1.0))
    assert [hit.id for hit in liked] == ["aia.rec-1", "mdr.art-1"]
