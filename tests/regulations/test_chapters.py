import re
from pathlib import Path

import pytest
from lxml import html

from domain.pinpoint import Act, Pinpoint
from regulations.chapters import chapter_of, chapters

ACTS = {Act.MDR: ("32017R0745.en.oj.html", 123), Act.AIA: ("32024R1689.en.oj.html", 113)}


def number_of(place: str) -> str:
    found = chapter_of(Pinpoint.parse(place))
    return found.number if found else ""


def test_an_article_and_what_lies_in_it_are_in_one_chapter() -> None:
    assert number_of("mdr.art-10.9.a") == "II"
    assert number_of("aia.art-4a.1") == "I"
    assert number_of("aia.art-6.1a") == "III"
    assert number_of("mdr.annex-i.17.2") == number_of("aia.rec-51") == ""


@pytest.mark.parametrize("act", Act)
def test_chapters_are_counted_and_follow_one_another(act: Act) -> None:
    found = chapters(act)
    assert found[0].first == 1
    assert [one.first for one in found] == sorted({one.first for one in found})
    assert len(found) == {Act.MDR: 10, Act.IVDR: 10, Act.AIA: 13}[act]


@pytest.mark.parametrize("act", ACTS)
def test_every_article_is_in_the_chapter_that_the_official_page_puts_it_in(
    act: Act, shared: Path
) -> None:
    name, articles = ACTS[act]
    page = html.fromstring((shared / "regulations" / name).read_bytes())
    printed = {
        str(article.get("id")): str(division.get("id")).removeprefix("cpt_")
        for division in page.iter("div")
        if re.fullmatch("cpt_[IVX]+", division.get("id") or "")
        for article in division.iter("div")
        if re.fullmatch(r"art_\d+", article.get("id") or "")
    }
    assert len(printed) == articles
    ours = {key: number_of(f"{act.value}.{key.replace('_', '-')}") for key in printed}
    assert ours == printed
