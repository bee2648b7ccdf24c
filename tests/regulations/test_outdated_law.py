"""What is known of the law of the past: each row has a source, and the source says so."""

import re
from pathlib import Path

import pytest

from domain.law import LawText
from domain.pinpoint import Act, Pinpoint
from eval.shared import official_texts
from regulations.amendments import amendments_for
from regulations.catalogue import load_catalogue
from regulations.outdated_law import OldDate, load_outdated_law, roman

LAW = load_outdated_law()
CELEX = {Act.MDR: "32017R0745", Act.IVDR: "32017R0746", Act.AIA: "32024R1689"}


@pytest.fixture(scope="module")
def texts(shared: Path) -> dict[Act, LawText]:
    found = official_texts()
    assert found is not None, shared
    return found


def words(texts: dict[Act, LawText], place: Pinpoint) -> str:
    """All words of a place and of what is in it."""
    held = texts[place.act].provisions
    return " ".join(held[one].words for one in held if place.holds(one))


def test_every_row_has_a_source_of_a_version_and_says_how_sure_it_is() -> None:
    assert len(LAW.sources) >= 20
    for source in LAW.sources:
        assert source.named
        assert re.fullmatch(r"3\d{4}R\d{4}|\d{4}-\d{2}", source.version), source
        read = source.confidence == "text"
        assert read == source.version.startswith("3"), source
        if read and source.place is None:
            assert source.named in CELEX.values()
        if source.place:
            assert source.version == CELEX[source.place.act]


def test_what_stands_now_is_told_in_every_row() -> None:
    assert all(row.now for row in (*LAW.acts, *LAW.wrong_numbers))
    assert all(row.now for row in LAW.dates)
    assert all(row.by for row in LAW.standards)
    assert not [row for row in LAW.standards if f"{row.standard}:{row.edition}" == row.by]


def test_every_place_is_in_the_official_texts(texts: dict[Act, LawText]) -> None:
    places = [source.place for source in LAW.sources if source.place]
    assert len(places) >= 5
    assert all(place in texts[place.act].provisions for place in places)
    assert {text.version.celex for text in texts.values()} == set(CELEX.values())


def test_a_repeal_names_the_directive_it_ends(texts: dict[Act, LawText]) -> None:
    for row in LAW.acts:
        assert row.source.place
        assert row.cited.search(words(texts, row.source.place)), row.name


def test_a_wrong_number_is_that_of_another_act(texts: dict[Act, LawText]) -> None:
    for row in LAW.wrong_numbers:
        assert row.source.place
        assert row.cited.search(words(texts, row.source.place)), row.name
        assert all(act.number.rpartition(" ")[2] not in row.name for act in Act)


@pytest.mark.parametrize("row", LAW.dates, ids=lambda row: row.of)
def test_a_date_stood_where_it_is_said_and_has_moved(
    row: OldDate, texts: dict[Act, LawText]
) -> None:
    assert row.source.place
    day = f"{row.was.day} {row.was:%B %Y}"
    assert day in words(texts, row.source.place)
    assert day not in row.now
    assert row.was.isoformat() not in row.now
    assert amendments_for(row.source.place, None)


def test_an_act_reaches_as_far_as_its_text(texts: dict[Act, LawText]) -> None:
    for act, reach in LAW.reach.items():
        held = [str(place) for place in texts[act].provisions]
        articles = {int(m[1]) for p in held if (m := re.match(r"\w+\.art-(\d+)", p))}
        annexes = {roman(m[1]) for p in held if (m := re.match(r"\w+\.annex-([ivx]+)(?=\.|$)", p))}
        assert (max(articles), max(annexes)) == (reach.articles, reach.annexes)


def test_no_row_of_the_catalogue_stands_beyond_that_reach() -> None:
    for row in load_catalogue().obligations.values():
        found = re.match(r"\w+\.art-(\d+)", str(row.pinpoint))
        assert not found or int(found[1]) <= LAW.reach[row.pinpoint.act].articles


def test_a_source_is_shown_as_people_cite_it() -> None:
    shown = [source.label for source in LAW.sources]
    assert "MDR Art. 122 (32017R0745)" in shown
    assert "32024R1689" in shown


@pytest.mark.parametrize(("numeral", "value"), [("XVII", 17), ("XIII", 13), ("IX", 9)])
def test_roman_numerals(numeral: str, value: int) -> None:
    assert roman(numeral) == value
