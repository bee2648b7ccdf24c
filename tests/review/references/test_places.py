"""Words that name places are read with their labels, and words that name none are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.references.places import places_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("See section 4.3.", ["section 4.3"]),
        ("See sections 4.2 and 8.", ["section 4.2", "section 8"]),
        ("Sections 1 to 8 hold the plan.", ["section 1", "section 8"]),
        ("Limits are in Table 2a and in Figure 3.", ["table 2a", "figure 3"]),
        ("Tables 2, 3 and 5 list them.", ["table 2", "table 3", "table 5"]),
        ("The forms are in annex B and appendix 2.", ["annex B", "annex 2"]),
        ("See \u00a7 7.1.", ["section 7.1"]),
        ("RMT-004, sheet 'Traceability', lists both.", ["section traceability"]),
        ("SECTION 4.3, FIGS. 3", ["section 4.3", "figure 3"]),
        ("\u017fections 4 and 5, sect\u0131on 3.", ["section 4", "section 5", "section 3"]),
        ("APPENDICES A and B, Chapters 2, 3", ["annex A", "annex B", "section 2", "section 3"]),
    ],
)
def test_places(text: str, names: list[str]) -> None:
    assert [place.name for place in places_in(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "The table was moved by 30 mm.",
        "Annex II of the law applies.",
        "Each section has a title.",
        "The figure rose to 3 %.",
        "In this chapter a plan is given.",
    ],
)
def test_no_places(text: str) -> None:
    assert list(places_in(text)) == []


def test_a_number_behind_a_place_is_no_place() -> None:
    assert [p.name for p in places_in("See section 4 and 12 patients.")] == ["section 4"]


@given(st.integers(1, 99), st.integers(1, 9), st.text("abc ,.;|", max_size=20))
def test_every_place_is_made_of_words_of_the_text(one: int, two: int, around: str) -> None:
    text = f"{around}, see section {one}.{two}; {around}"
    found = [place for place in places_in(text) if place.label == f"{one}.{two}"]
    assert [place.span.of(text) for place in found] == [f"section {one}.{two}"]
