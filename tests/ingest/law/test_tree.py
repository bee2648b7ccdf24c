from collections import Counter
from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from domain.pinpoint import Act
from ingest.law.raw import Block, Item, Para, Title, Unit
from ingest.law.tree import provisions_of


def built(key: str, *blocks: Block) -> dict[str, tuple[str, str, str]]:
    unit = Unit(key, key, "", blocks)
    found = provisions_of(Act.AIA, [unit])
    return {str(pinpoint): (one.number, one.heading, one.text) for pinpoint, one in found.items()}


def item(marker: str, *blocks: Block) -> Item:
    return Item(marker, blocks)


def test_closing_words_are_a_line_of_the_unit_that_holds_the_list() -> None:
    found = built("art-1", Para("Pots are:"), item("(a)", Para("red")), Para("unless cracked."))
    assert found["aia.art-1"][2] == "Pots are:\nunless cracked."
    assert found["aia.art-1.a"][2] == "red"


def test_indents_are_counted_across_the_lists_of_a_unit() -> None:
    dash = "\u2014"
    found = built("art-1", item(dash, Para("a")), Para("and"), item(dash, Para("b")))
    assert found["aia.art-1.indent-2"] == (dash, "", "b")


def test_a_marker_that_comes_back_gets_a_count() -> None:
    found = built("art-1", item("(a)", Para("first")), Para("also"), item("(a)", Para("second")))
    assert found["aia.art-1.a-2"][2] == "second"


def test_an_annex_section_counts_from_the_annex() -> None:
    found = built(
        "annex-i",
        Title("CHAPTER I"),
        Title("POTS"),
        Para("1. One pot."),
        Title("CHAPTER II"),
        Title("2. Lids"),
        Para("2.1. A lid fits."),
        item("(a)", Para("tightly")),
        Para("It is round."),
    )
    assert found["aia.annex-i.ch-1"] == ("CHAPTER I", "POTS", "")
    assert found["aia.annex-i.2"] == ("2.", "Lids", "")
    assert found["aia.annex-i.2.1"][2] == "A lid fits.\nIt is round."
    assert found["aia.annex-i.2.1.a"][2] == "tightly"


def test_a_part_stays_where_its_numbers_come_back() -> None:
    found = built("annex-i", Title("PART A"), Para("1. Red."), Title("PART B"), Para("1. Blue."))
    assert found["aia.annex-i.part-b.1"][2] == "Blue."
    assert "aia.annex-i.1" not in found


def test_a_section_that_is_only_implied_has_no_words() -> None:
    found = built("annex-i", Para("3.1. Glaze."))
    assert found["aia.annex-i.3"] == ("", "", "")
    assert found["aia.annex-i.3.1"] == ("3.1.", "", "Glaze.")


def test_an_unnumbered_heading_is_a_line_of_the_open_section() -> None:
    found = built("annex-i", Title("1. Terms"), Title("Handle"), Para("A handle is held."))
    assert found["aia.annex-i.1"][2] == "Handle\nA handle is held."


MARKERS = st.sampled_from(["(a)", "(b)", "(i)", "1.", "2.", "2.1.", "3.1.2.", "\u2014", "(7)"])
TEXTS = st.sampled_from(["clay", "1. kiln", "2.2. fire", "glaze"]).map(Para)
TITLES = st.sampled_from(["PART A", "CHAPTER II", "1. Wheels", "Tools"]).map(Title)
BLOCKS = st.recursive(
    TEXTS | TITLES,
    lambda inner: st.builds(Item, MARKERS, st.lists(inner, max_size=3).map(tuple)),
    max_leaves=12,
)


@given(st.sampled_from(["art-1", "annex-ii"]), st.lists(BLOCKS, max_size=8))
def test_every_unit_is_kept_and_reached_once(key: str, blocks: list[Block]) -> None:
    found = provisions_of(Act.MDR, [Unit(key, key, "", tuple(blocks))])
    reached = [child for one in found.values() for child in one.children]
    assert len(reached) == len(set(reached))
    assert set(reached) == {pinpoint for pinpoint in found if len(pinpoint.path) > 1}


def spoken(blocks: Iterable[Block]) -> Counter[str]:
    words: Counter[str] = Counter()
    for block in blocks:
        if isinstance(block, Item):
            words += Counter([block.marker]) + spoken(block.blocks)
        else:
            words += Counter(block.text.split())
    return words


@given(st.sampled_from(["art-1", "annex-ii"]), st.lists(BLOCKS, max_size=8))
def test_no_word_is_lost_or_told_twice(key: str, blocks: list[Block]) -> None:
    found = provisions_of(Act.MDR, [Unit(key, "", "", tuple(blocks))])
    told = [f"{one.number} {one.heading} {one.text}" for one in found.values()]
    assert Counter(" ".join(told).split()) == spoken(blocks)
