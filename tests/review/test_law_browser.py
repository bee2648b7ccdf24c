"""A provision with its surroundings, on the official texts and on a toy text."""

from datetime import date
from pathlib import Path

import pytest

from domain.law import Catalogue, LawText, LawVersion, Provision
from domain.pinpoint import Act, Pinpoint
from ingest.law import read_law
from regulations.catalogue import load_catalogue
from review.law import LawShelf
from review.law_browser import ProvisionView, act_view, provision_view

TOY = {
    "aia.art-7": (
        "Article 7",
        "Pots",
        "Pots are:",
        ("aia.art-7.a", "aia.art-7.b"),
        "as in Article 9(1).",
    ),
    "aia.art-7.a": ("(a)", "", "red, see Annex I", (), ""),
    "aia.art-7.b": ("(b)", "", "as point (a) says", (), ""),
    "aia.art-8": ("Article 8", "Lids", "Article 7(b) holds for lids.", (), ""),
}


def toy() -> LawText:
    version = LawVersion(Act.AIA, "32024R1689", "toy", date(2024, 7, 12), "0" * 64)
    units = {
        Pinpoint.parse(key): Provision(
            Pinpoint.parse(key),
            number,
            heading,
            text,
            tuple(map(Pinpoint.parse, children)),
            closing,
        )
        for key, (number, heading, text, children, closing) in TOY.items()
    }
    return LawText(version, "Toy", units)


def view(place: str, shelf: LawShelf, catalogue: Catalogue | None = None) -> ProvisionView:
    found = provision_view(Pinpoint.parse(place), shelf, catalogue or Catalogue())
    assert found is not None
    return found


TOY_SHELF = LawShelf({Act.AIA: toy()})


def test_the_parts_are_the_words_in_reading_order() -> None:
    parts = view("aia.art-7", TOY_SHELF).parts
    assert [(part.depth, part.number, part.text) for part in parts] == [
        (0, "Article 7", "Pots are:"),
        (1, "(a)", "red, see Annex I"),
        (1, "(b)", "as point (a) says"),
        (0, "", "as in Article 9(1)."),
    ]


def test_a_reference_is_read_where_it_stands() -> None:
    found = [
        (part.references[0].span.of(part.text), str(part.references[0].pinpoint))
        for part in view("aia.art-7", TOY_SHELF).parts
        if part.references
    ]
    assert found == [
        ("Annex I", "aia.annex-i"),
        ("point (a)", "aia.art-7.a"),
        ("Article 9(1)", "aia.art-9.1"),
    ]


def test_a_reference_that_leads_nowhere_is_told_apart() -> None:
    known = {
        str(r.pinpoint): r.known for p in view("aia.art-7", TOY_SHELF).parts for r in p.references
    }
    assert known == {"aia.annex-i": False, "aia.art-7.a": True, "aia.art-9.1": False}
    rows = view("aia.art-7", TOY_SHELF, load_catalogue()).parts[-1].references
    assert [reference.known for reference in rows] == [True]


def test_who_refers_to_a_place_is_found() -> None:
    assert list(map(str, view("aia.art-7", TOY_SHELF).referring)) == ["aia.art-8"]
    assert list(map(str, view("aia.art-7.a", TOY_SHELF).referring)) == ["aia.art-7.b"]


def test_above_and_below_lead_through_the_tree() -> None:
    point = view("aia.art-7.a", TOY_SHELF)
    assert [(str(one.pinpoint), one.heading) for one in point.above] == [("aia.art-7", "Pots")]
    below = view("aia.art-7", TOY_SHELF).below
    assert [str(one.pinpoint) for one in below] == ["aia.art-7.a", "aia.art-7.b"]
    assert [one.heading for one in act_view(Act.AIA, TOY_SHELF)] == ["Pots", "Lids"]
    assert act_view(Act.MDR, TOY_SHELF) == ()


def test_what_was_inserted_later_is_shown_without_official_words() -> None:
    found = view("aia.art-4a", TOY_SHELF, load_catalogue())
    assert (found.parts, found.quote.words) == ((), None)
    assert [row.id for row in found.obligations] == ["aia.art-4a.1", "aia.art-4a.2"]
    assert found.amendments[0].by == "32026R1744"


def test_a_place_that_nothing_holds_has_no_view() -> None:
    assert provision_view(Pinpoint.parse("aia.art-999"), TOY_SHELF, load_catalogue()) is None


@pytest.fixture(scope="module")
def shelf(shared: Path) -> LawShelf:
    files = {Act.MDR: "32017R0745.en.oj.html", Act.AIA: "32024R1689.en.oj.html"}
    read = {
        act: (name, (shared / "regulations" / name).read_bytes()) for act, name in files.items()
    }
    return LawShelf({act: read_law(*file) for act, file in read.items()})


@pytest.mark.parametrize("place", ["mdr.annex-i.17", "aia.art-10", "mdr.art-2.1", "aia.annex-iv"])
def test_the_parts_say_what_the_full_text_says(shelf: LawShelf, place: str) -> None:
    pinpoint = Pinpoint.parse(place)
    told = "\n".join(f"{p.number} {p.text}".strip() for p in view(place, shelf).parts)
    full = shelf.texts[pinpoint.act].full_text(pinpoint)
    assert [line for line in told.split("\n") if line] == full.split("\n")


def test_an_article_shows_what_hangs_on_it(shelf: LawShelf) -> None:
    found = view("aia.art-9", shelf, load_catalogue())
    assert "aia.art-9.1" in [row.id for row in found.obligations]
    assert ("aia.art-9.1", "mdr.annex-i.3") in [
        (link.obligation.id, link.other.id) for link in found.crosswalk
    ]
    assert Pinpoint.parse("aia.art-8.1") in found.referring


def test_nearly_every_reference_leads_somewhere(shelf: LawShelf) -> None:
    catalogue = load_catalogue()
    places = [entry.pinpoint for act in (Act.MDR, Act.AIA) for entry in act_view(act, shelf)]
    found = [
        reference
        for place in places
        for part in view(str(place), shelf, catalogue).parts
        for reference in part.references
        if reference.pinpoint.act in shelf.texts
    ]
    assert len(found) > 2000
    assert sum(reference.known for reference in found) / len(found) > 0.975
