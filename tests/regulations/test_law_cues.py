"""What a question gives away of its act and topic."""

import pytest

from domain.pinpoint import Act, Pinpoint
from regulations.law_cues import acts_hinted, leading_places, topic_places


@pytest.mark.parametrize(
    ("question", "acts"),
    [
        ("Does our companion diagnostic need a study?", {Act.IVDR}),
        ("What must a deployer do?", {Act.AIA}),
        ("Is AI allowed in an assay reader?", {Act.AIA, Act.IVDR}),
        ("What must be on the label?", set()),
        ("Who said that?", set()),
    ],
)
def test_words_give_an_act_away(question: str, acts: set[Act]) -> None:
    assert acts_hinted(question) == acts


def test_a_topic_needs_its_second_word_where_it_has_one() -> None:
    dates = {str(place) for place in topic_places("When does the MDR apply?")}
    assert {"mdr.art-123", "ivdr.art-113", "aia.art-113"} <= dates
    assert topic_places("When does the courier come?") == ()


def test_a_question_for_a_date_is_about_the_article_on_dates() -> None:
    assert Pinpoint.parse("aia.art-113") in leading_places("From when does Article 6(1) apply?")
    assert leading_places("What fines apply?") == ()
