from datetime import date

from domain.law import Catalogue, LawText, LawVersion, Provision
from domain.pinpoint import Act, Pinpoint
from regulations.catalogue import load_catalogue
from review.law import LawShelf
from review.law_tree import ANNEXES, RECITALS, Branch, act_tree

TOY = {
    "aia.rec-1": "",
    "aia.art-4": "Pots",
    "aia.art-4.1": "",
    "aia.art-10": "Lids",
    "aia.annex-ix": "Forms",
    "aia.annex-iv": "Lists",
}


def toy() -> LawShelf:
    version = LawVersion(Act.AIA, "32024R1689", "toy", date(2024, 7, 12), "0" * 64)
    places = [(Pinpoint.parse(key), heading) for key, heading in TOY.items()]
    units = {place: Provision(place, "", heading, "words") for place, heading in places}
    return LawShelf({Act.AIA: LawText(version, "Toy", units)})


def told(tree: tuple[Branch, ...]) -> dict[str, list[str]]:
    names = {branch.name.split(":")[0]: branch for branch in tree}
    return {name: [str(e.pinpoint) for e in one.entries] for name, one in names.items()}


def test_units_stand_in_their_chapters_in_reading_order() -> None:
    found = told(act_tree(Act.AIA, toy(), Catalogue()))
    assert list(found) == ["Ch. I", "Ch. III", "Ch. VI", "Ch. IX", ANNEXES, RECITALS]
    assert found["Ch. I"] == ["aia.art-4", "aia.art-4a"]
    assert found["Ch. III"] == ["aia.art-10"]
    assert found[ANNEXES] == ["aia.annex-iv", "aia.annex-ix", "aia.annex-xiv"]


def test_without_a_text_the_tree_is_that_of_the_catalogue() -> None:
    tree = act_tree(Act.IVDR, LawShelf({}), load_catalogue())
    rows = load_catalogue().obligations.values()
    roots = {row.pinpoint.root for row in rows if row.pinpoint.act is Act.IVDR}
    assert roots <= {entry.pinpoint for branch in tree for entry in branch.entries}
    assert all(entry.heading for branch in tree for entry in branch.entries)


def test_a_branch_knows_the_places_in_its_units() -> None:
    first, *_ = act_tree(Act.AIA, toy(), Catalogue())
    assert first.holds(Pinpoint.parse("aia.art-4.1"))
    assert not first.holds(Pinpoint.parse("aia.art-10"))
