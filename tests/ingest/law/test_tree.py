from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from domain.law import LawText, LawVersion, Provision
from domain.pinpoint import Act, Pinpoint
from ingest.law.raw import Block, Item, Para, Title, Unit
from ingest.law.tree import provisions_of


def provisions(key: str, *blocks: Block) -> dict[str, Provision]:
    unit = Unit(key, key, "", blocks)
    return {str(place): one for place, one in provisions_of(Act.AIA, [unit]).items()}


def built(key: str, *blocks: Block) -> dict[str, tuple[str, str, str]]:
    found = provisions(key, *blocks)
    return {str(pinpoint): (one.number, one.heading, one.words) for pinpoint, one in found.items()}


def item(marker: str, *blocks: Block) -> Item:
    return Item(marker, blocks)


def test_closing_words_belong_to_the_unit_that_holds_the_list() -> None:
    found = provisions(
        "art-1", Para("Pots are:"), item("(a)", Para("red")), Para("unless cracked."), Para("So.")
    )
    assert found["aia.art-1"].text == "Pots are:"
    assert found["aia.art-1"].closing == "unless cracked.\nSo."
    assert found["aia.art-1.a"].text == "red"


def test_words_between_two_points_keep_their_place() -> None:
    found = provisions(
        "art-1",
        Para("Pots are:"),
        item("(a)", Para("red")),
        Para("Lids are:"),
        item("(b)", Para("blue")),
    )
    assert found["aia.art-1"].between == ((1, "Lids are:"),)
    assert (found["aia.art-1"].text, found["aia.art-1"].closing) == ("Pots are:", "")


def test_a_unit_without_points_closes_with_nothing() -> None:
    assert provisions("art-1", Para("One."), Para("Two."))["aia.art-1"].closing == ""


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
    told = [f"{one.number} {one.heading} {one.words}" for one in found.values()]
    assert Counter(" ".join(told).split()) == spoken(blocks)


def in_order(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Item):
            yield from (block.marker, *in_order(block.blocks))
        else:
            yield from block.text.split()


@given(st.lists(BLOCKS, max_size=8))
def test_the_full_text_of_an_article_is_its_blocks_in_order(blocks: list[Block]) -> None:
    root = Pinpoint(Act.MDR, ("art-1",))
    version = LawVersion(Act.MDR, "32017R0745", "toy", date(2017, 5, 5), "")
    law = LawText(version, "", provisions_of(Act.MDR, [Unit("art-1", "", "", tuple(blocks))]))
    assert law.full_text(root).split() == list(in_order(blocks))
