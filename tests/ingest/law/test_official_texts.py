"""The official texts beside the checkout: whole, resolvable, the same from every form."""

import re
from collections.abc import Callable
from itertools import chain

import pytest

from domain.errors import LawTextError
from domain.law import LawText
from domain.pinpoint import Act, Pinpoint
from ingest.law import parse_consolidated_xhtml, parse_formex, provisions_of, read_law

Official = Callable[[str], LawText]
Pinpoints = Callable[[Act], list[Pinpoint]]

MDR_HTML = "32017R0745.en.oj.html"
AIA_HTML = "32024R1689.en.oj.html"
AIA_FORMEX = "32024R1689.en.fmx4.zip"


def roots(law: LawText, kind: str) -> int:
    return sum(len(one.path) == 1 and one.path[0].startswith(f"{kind}-") for one in law.provisions)


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        (MDR_HTML, (123, 17, 101)),
        (AIA_HTML, (113, 13, 180)),
        (AIA_FORMEX, (113, 13, 180)),
    ],
)
def test_articles_annexes_and_recitals_are_all_there(
    official: Official, name: str, counts: tuple[int, int, int]
) -> None:
    law = official(name)
    assert tuple(roots(law, kind) for kind in ("art", "annex", "rec")) == counts


@pytest.mark.parametrize(
    ("name", "version"),
    [
        (MDR_HTML, (Act.MDR, "32017R0745", "oj-xhtml", "2017-05-05")),
        (AIA_HTML, (Act.AIA, "32024R1689", "oj-xhtml", "2024-07-12")),
        (AIA_FORMEX, (Act.AIA, "32024R1689", "formex", "2024-07-12")),
    ],
)
def test_the_version_is_told_from_the_content(
    official: Official, name: str, version: tuple[Act, str, str, str]
) -> None:
    told = official(name).version
    assert (told.act, told.celex, told.form, told.as_of.isoformat()) == version


@pytest.mark.parametrize(
    ("name", "act"), [(MDR_HTML, Act.MDR), (AIA_HTML, Act.AIA), (AIA_FORMEX, Act.AIA)]
)
def test_every_pinpoint_of_the_catalogue_resolves_to_words(
    official: Official, catalogue_pinpoints: Pinpoints, name: str, act: Act
) -> None:
    law = official(name)
    pinpoints = catalogue_pinpoints(act)
    assert len(pinpoints) > 200
    assert [str(one) for one in pinpoints if one not in law.provisions] == []
    assert [str(one) for one in pinpoints if not law.full_text(one)] == []


def test_xhtml_and_formex_of_the_ai_act_are_the_same(official: Official) -> None:
    html, formex = official(AIA_HTML), official(AIA_FORMEX)
    assert list(html.provisions) == list(formex.provisions)
    assert [p for p, one in html.provisions.items() if one != formex.provisions[p]] == []


SPOTS = [
    (MDR_HTML, "mdr.art-2.1", "(1)", r"^.medical device. means"),
    (MDR_HTML, "mdr.art-10.9.a", "(a)", r"^a strategy for regulatory compliance"),
    (MDR_HTML, "mdr.annex-i.3.a", "(a)", r"risk management plan"),
    (MDR_HTML, "mdr.annex-i.17.2", "17.2.", r"software.*life cycle"),
    (MDR_HTML, "mdr.annex-i.23.4.b", "(b)", r"intended purpose.*target group"),
    (MDR_HTML, "mdr.annex-ii.6.1.b", "(b)", r"detailed information"),
    (MDR_HTML, "mdr.annex-iii.1.1.a", "(a)", r"collection and utili[sz]ation"),
    (MDR_HTML, "mdr.annex-viii.6.3", "6.3.", r"^Software intended"),
    (MDR_HTML, "mdr.annex-xiv.2", "2.", r"^The clinical evaluation shall be thorough"),
    (AIA_HTML, "aia.art-3.1", "(1)", r"^.AI system. means"),
    (AIA_HTML, "aia.art-9.5", "5.", r"residual risk"),
    (AIA_HTML, "aia.art-10.2.f", "(f)", r"biases"),
    (AIA_HTML, "aia.art-11.2", "2.", r"single set of technical documentation"),
    (AIA_HTML, "aia.art-12.2", "2.", r"logging capabilities"),
    (AIA_HTML, "aia.art-13.3.b.ii", "(ii)", r"level of accuracy"),
    (AIA_HTML, "aia.art-14.4.b", "(b)", r"automation bias"),
    (AIA_HTML, "aia.art-15.4", "4.", r"resilient.*feedback loops"),
    (AIA_HTML, "aia.art-17.1.a", "(a)", r"^a strategy for regulatory compliance"),
    (AIA_HTML, "aia.art-72.2", "2.", r"post-market monitoring system"),
    (AIA_HTML, "aia.annex-iv.2.g", "(g)", r"validation and testing"),
]


@pytest.mark.parametrize(("name", "pinpoint", "number", "words"), SPOTS)
def test_known_places_hold_what_they_must(
    official: Official, name: str, pinpoint: str, number: str, words: str
) -> None:
    provision = official(name).get(Pinpoint.parse(pinpoint))
    assert provision.number == number
    assert re.search(words, provision.words, re.DOTALL)


@pytest.mark.parametrize(
    ("name", "pinpoint", "heading"),
    [
        (MDR_HTML, "mdr.art-10", "General obligations of manufacturers"),
        (MDR_HTML, "mdr.annex-xiv.part-a", "CLINICAL EVALUATION"),
        (MDR_HTML, "mdr.annex-viii.6.3", "Rule 11"),
        (AIA_HTML, "aia.art-14", "Human oversight"),
        (AIA_HTML, "aia.annex-vii.3", "Quality management system"),
    ],
)
def test_headings_are_kept_apart_from_words(
    official: Official, name: str, pinpoint: str, heading: str
) -> None:
    assert official(name).get(Pinpoint.parse(pinpoint)).heading == heading


def test_levels_stay_only_where_numbers_come_back(official: Official) -> None:
    law = official(MDR_HTML)
    chapter = law.get(Pinpoint.parse("mdr.annex-i.ch-2"))
    assert str(chapter.children[0]) == "mdr.annex-i.10"
    part = law.get(Pinpoint.parse("mdr.annex-vi.part-c"))
    assert str(part.children[0]) == "mdr.annex-vi.part-c.1"


@pytest.mark.parametrize("name", [MDR_HTML, AIA_HTML])
def test_every_unit_is_reached_once_from_its_root(official: Official, name: str) -> None:
    law = official(name)
    reached = list(chain.from_iterable(one.children for one in law.provisions.values()))
    assert len(reached) == len(set(reached))
    assert {one for one in law.provisions if len(one.path) > 1} == set(reached)


@pytest.mark.parametrize("pinpoint", ["aia.art-105", "aia.art-106", "aia.art-107", "aia.art-109"])
def test_quoted_amendments_stay_words(official: Official, pinpoint: str) -> None:
    provision = official(AIA_HTML).get(Pinpoint.parse(pinpoint))
    assert not provision.children
    assert re.search(r"\n\u2018\d+\. ", provision.text)


@pytest.mark.parametrize("name", [MDR_HTML, AIA_HTML])
def test_no_footnote_mark_is_left(official: Official, name: str) -> None:
    law = official(name)
    text = "\n".join(one.words for one in law.provisions.values())
    assert not re.search(r"\(\s*\)|\(\*\d*\)|[\u00a0\ue000]", text)
    assert " ," not in text


def test_the_correlation_table_is_text(official: Official) -> None:
    provision = official(MDR_HTML).get(Pinpoint.parse("mdr.annex-xvii"))
    assert provision.text.count("\n") > 60
    assert "Article 1(1) Article 1(1) Article 1(1)" in provision.text


def test_a_consolidated_page_gives_the_tree_of_the_official_journal(
    official: Official, sample: Callable[[str], bytes]
) -> None:
    raw = parse_consolidated_xhtml(sample("02024R1689-20240712.nl.consolidated.html"))
    dutch = provisions_of(Act.AIA, raw.units)
    english = {
        pinpoint: one
        for pinpoint, one in official(AIA_HTML).provisions.items()
        if not pinpoint.path[0].startswith("rec-")
    }
    assert raw.celex == "02024R1689-20240712"
    assert {p: one.children for p, one in dutch.items()} == {
        p: one.children for p, one in english.items()
    }
    assert not [p for p, one in dutch.items() if "▼" in one.words or "()" in one.words]


def test_a_text_in_another_language_is_refused(sample: Callable[[str], bytes]) -> None:
    data = sample("02024R1689-20240712.nl.consolidated.html")
    with pytest.raises(LawTextError, match="AI Act in another language; take the English text"):
        read_law("nl.html", data)


def test_a_consolidated_formex_keeps_inserted_units(sample: Callable[[str], bytes]) -> None:
    raw = parse_formex(sample("02011L0083.en.consolidated.fmx.xml"))
    found = {str(one) for one in provisions_of(Act.AIA, raw.units)}
    assert (raw.celex, raw.form) == ("02011L0083-20220528", "consolidated-formex")
    assert {"aia.art-6a.1.a", "aia.art-2.4a", "aia.art-3.1a", "aia.art-14.2a"} <= found
    assert sum(one.count(".") == 1 and ".art-" in one for one in found) == 36
