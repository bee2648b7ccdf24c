from collections.abc import Callable

import pytest

from domain.law import LawText
from domain.pinpoint import Act, Pinpoint
from ingest.law import cross_references

CASES = [
    ("see Article 9 and Article 10(9)(a).", "aia.art-1", ["aia.art-9", "aia.art-10.9.a"]),
    ("point (b) of paragraph 2", "aia.art-9.1", ["aia.art-9.2.b"]),
    ("paragraph 2, point (d), applies", "aia.art-9.5", ["aia.art-9.2.d"]),
    ("paragraphs 1 and 2", "aia.art-14.3", ["aia.art-14.1", "aia.art-14.2"]),
    ("paragraph 1 of Article 52", "mdr.art-1", ["mdr.art-52.1"]),
    ("points (a) to (c) of Article 5(1)", "aia.art-1", [f"aia.art-5.1.{x}" for x in "abc"]),
    ("Article 6(1), point (b)", "aia.art-1", ["aia.art-6.1.b"]),
    ("Article 5(1), first subparagraph, point (h)", "aia.art-1", ["aia.art-5.1.h"]),
    ("Articles 8 to 10", "aia.art-1", ["aia.art-8", "aia.art-9", "aia.art-10"]),
    ("point (18)", "mdr.art-2.19", ["mdr.art-2.18"]),
    ("point (b)", "aia.art-9.2.c", ["aia.art-9.2.b"]),
    ("point (b)", "aia.art-16.c", ["aia.art-16.b"]),
    ("Annex XIV", "mdr.art-1", ["mdr.annex-xiv"]),
    ("Annexes IX to XI", "mdr.art-1", ["mdr.annex-ix", "mdr.annex-x", "mdr.annex-xi"]),
    ("Section 3 of Annex I", "mdr.art-1", ["mdr.annex-i.3"]),
    ("point (a) of Section 4 of Annex X", "mdr.art-1", ["mdr.annex-x.4.a"]),
    ("Sections 1 and 8", "mdr.annex-i.9", ["mdr.annex-i.1", "mdr.annex-i.8"]),
    ("Section 2.1", "mdr.annex-vi.part-c.3", ["mdr.annex-vi.part-c.2.1"]),
    ("Annex III, point 5(b)", "aia.art-1", ["aia.annex-iii.5.b"]),
    ("point 1(a) of Annex III", "aia.art-1", ["aia.annex-iii.1.a"]),
    ("Part A of Annex XIV", "mdr.art-1", ["mdr.annex-xiv.part-a"]),
    ("Section 2 of Part A of Annex XIV", "mdr.art-1", ["mdr.annex-xiv.2"]),
    ("Section 2 of Part A of Annex VI", "mdr.art-1", ["mdr.annex-vi.part-a.2"]),
    ("Annex I, Section A", "aia.art-1", ["aia.annex-i.sec-a"]),
    ("Article 5(1) of Regulation (EU) 2017/745", "aia.art-1", ["mdr.art-5.1"]),
    ("Annex I to Regulation (EU) 2017/746", "aia.art-1", ["ivdr.annex-i"]),
]
SILENT = [
    "Article 9 of Regulation (EU) 2016/679",
    "Articles 8 and 9 of Directive 2001/83/EC",
    "Annex I to Directive 2001/83/EC",
    "Article 168 TFEU",
    "Article 5 of that Directive",
    "Chapter III, Section 2",
    "Section 2 of Chapter III",
    "the article on page 9, section by section",
]


@pytest.mark.parametrize(("text", "here", "pinpoints"), CASES)
def test_a_reference_names_its_places(text: str, here: str, pinpoints: list[str]) -> None:
    place = Pinpoint.parse(here)
    assert [str(one) for _, one in cross_references(text, place.act, place)] == pinpoints


@pytest.mark.parametrize("text", SILENT)
def test_what_is_of_another_act_or_has_no_pinpoint_is_silent(text: str) -> None:
    assert cross_references(text, Act.AIA, Pinpoint.parse("aia.art-2.1")) == ()


def test_the_span_is_that_of_the_whole_phrase() -> None:
    text = "as laid down in points (a) and (b) of Article 4(2), or else"
    found = cross_references(text, Act.MDR, Pinpoint.parse("mdr.art-1"))
    assert {span.of(text) for span, _ in found} == {"points (a) and (b) of Article 4(2)"}


@pytest.mark.parametrize(
    ("name", "share"), [("32017R0745.en.oj.html", 0.95), ("32024R1689.en.oj.html", 0.98)]
)
def test_most_references_of_an_act_to_itself_resolve(
    official: Callable[[str], LawText], name: str, share: float
) -> None:
    law = official(name)
    found = [
        place
        for pinpoint, one in law.provisions.items()
        if not pinpoint.path[0].startswith("rec-")
        for _, place in cross_references(one.words, law.version.act, pinpoint)
        if place.act is law.version.act
    ]
    assert len(found) > 700
    assert sum(one in law.provisions for one in found) / len(found) > share
