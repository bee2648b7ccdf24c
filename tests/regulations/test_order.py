import pytest

from domain.pinpoint import Pinpoint
from regulations.order import reading_order, roman


@pytest.mark.parametrize(
    "places",
    [
        ["mdr.art-2.1", "mdr.art-10.9", "mdr.art-10a", "mdr.art-11.1", "mdr.annex-i.1"],
        ["mdr.annex-iv.1", "mdr.annex-v", "mdr.annex-ix.2.1", "mdr.annex-x.2", "mdr.annex-xiv.1.a"],
        ["aia.art-5.1.a", "aia.art-5.1.g", "aia.art-5.1.ba", "aia.art-5.1a", "aia.art-5.2"],
        ["aia.art-13.3.b.i", "aia.art-13.3.b.ii", "aia.art-13.3.b.iv", "aia.art-13.3.b.ix"],
        ["aia.art-13.3", "aia.art-13.3.a", "aia.art-13.3.b", "aia.art-13.3.b.i", "aia.art-13.3.c"],
        ["mdr.annex-xv.ch-1.2.1", "mdr.annex-xv.ch-2.1", "mdr.annex-xv.ch-2.3.7"],
        ["mdr.annex-i.23.4.z", "mdr.annex-i.23.4.aa", "mdr.annex-i.23.4.ab"],
        ["aia.rec-51", "aia.art-1", "aia.annex-i.11"],
        ["mdr.annex-ii.6.1.b", "mdr.annex-ii.6.1.b.indent-2", "mdr.annex-ii.6.1.b.indent-10"],
    ],
)
def test_sorts_as_people_read(places: list[str]) -> None:
    backwards = reversed(places)
    assert sorted(backwards, key=lambda place: reading_order(Pinpoint.parse(place))) == places


@pytest.mark.parametrize(("number", "value"), [("i", 1), ("iv", 4), ("ix", 9), ("xiv", 14)])
def test_reads_roman_numbers(number: str, value: int) -> None:
    assert roman(number) == value
