"""A whole act in invented words, and what happens when something of it is left out."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from domain.errors import LawTextError
from domain.law import LawText
from domain.pinpoint import Act, Pinpoint
from ingest.law import check_law, read_law
from ingest.law.acts import act_facts
from tests.ingest.law.making import annex, article, recital, whole_act

Edit = Callable[[str], str]


def read(edit: Edit = str) -> LawText:
    return read_law("pots.html", edit(whole_act()).encode())


def without(part: str) -> Edit:
    def edit(page: str) -> str:
        assert page.count(part) == 1
        return page.replace(part, "")

    return edit


def test_a_whole_act_passes() -> None:
    law = read()
    assert law.version.label == "32024R1689 (Official Journal, 2031-02-03)"
    assert law.get(Pinpoint.parse("aia.art-2.3")).text == "Pots are round."


@pytest.mark.parametrize(
    ("edit", "named"),
    [
        (without(article(60, 0)), "Art. 60 is missing"),
        (without(article(113, 0)), "Art. 113 is missing"),
        (without(annex(13)), "Annex XIII is missing"),
        (without(recital(180)), "Recital 180 is missing"),
        (
            without('<div id="002.004"><p>4. Pots are round.</p></div>\n'),
            r"Art. 2 lacks number 4",
        ),
        (without('<div id="002.010"><p>10. Pots are round.</p></div>\n'), "499 numbered"),
        (lambda page: page.replace(annex(2), annex(2) + annex(14)), "Annex XIV is not in"),
        (
            lambda page: page.replace(article(90, 0), '<div id="art_90"></div>'),
            "Art. 90 has no text",
        ),
    ],
)
def test_what_is_missing_is_named(edit: Edit, named: str) -> None:
    with pytest.raises(LawTextError, match=named):
        read(edit)


def test_a_long_list_of_faults_is_cut() -> None:
    with pytest.raises(
        LawTextError, match=r"Recital 12 is missing and 168 more\. Use another copy"
    ):
        read(lambda page: "".join(line for line in page.splitlines(True) if "rct_" not in line))


def test_a_consolidated_text_may_lack_recitals_and_have_inserted_units() -> None:
    law = read()
    kept = {p: one for p, one in law.provisions.items() if not p.path[0].startswith("rec-")}
    article_4a = Pinpoint.parse("aia.art-4a")
    inserted = replace(law.get(Pinpoint.parse("aia.art-100")), pinpoint=article_4a)
    version = replace(law.version, celex="02024R1689-20320105", form="consolidated-xhtml")
    check_law(replace(law, version=version, provisions={**kept, article_4a: inserted}))
    del kept[Pinpoint.parse("aia.art-100")]
    with pytest.raises(LawTextError, match=r"Art\. 100 is missing"):
        check_law(replace(law, version=version, provisions=kept))


def test_the_table_of_acts_names_a_source_for_every_act() -> None:
    assert set(act_facts()) == set(Act)
    assert all(one.source.startswith("OJ L") for one in act_facts().values())
