"""A class that the rules do not propose is a finding, and an open question is none."""

import json
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from domain.device import DeviceProfile, Fact, Framework
from domain.finding import Finding, Review, Searched, Verdict
from regulations.catalogue import load_catalogue
from review.affinity import Affinity
from review.class_doubt import with_class_doubt
from review.law import LawShelf
from review.report import as_markdown, as_workbook, review_json
from review.reviewing import Ground, review
from tests.review.making import corpus

SETTLED = {
    "software": Fact.YES,
    "physical-product": Fact.NO,
    "drives-device": Fact.NO,
    "decision-information": Fact.YES,
    "decision-death": Fact.YES,
    "decision-serious": Fact.YES,
    "monitors-physiology": Fact.NO,
    "monitors-vital": Fact.NO,
    "closed-loop": Fact.NO,
}
IVD = dict.fromkeys(
    (
        "ivd-transfusion",
        "ivd-typing",
        "ivd-typing-major",
        "ivd-infection",
        "companion-dx",
        "ivd-life-threatening",
        "ivd-genetic",
        "ivd-congenital",
        "self-test",
    ),
    Fact.NO,
)
STATED = "# Class\n\nThe device is placed in class IIb by Rule 11 of Annex VIII.\n"


def device(stated: str = "IIb", **facts: Fact) -> DeviceProfile:
    named = {name.replace("_", "-"): fact for name, fact in facts.items()}
    return DeviceProfile("Pot", "1", Framework.MDR, stated, SETTLED | named)


def reviewed(profile: DeviceProfile) -> Review:
    ground = Ground(date(2026, 11, 24), load_catalogue(), (), "none")
    return review(corpus(a=STATED), profile, ground, Affinity())


def finding(made: Review, row: str) -> Finding:
    return next(one for one in made.findings if one.obligation == row)


@pytest.mark.parametrize("row", ["mdr.art-51.1", "mdr.annex-viii.6.3"])
def test_another_class_is_said_on_the_rows_of_classification(row: str) -> None:
    found = finding(reviewed(device()), row)
    assert found.verdict not in {Verdict.COVERED, Verdict.PARTIAL}
    assert "propose class III and the manufacturer states class IIb" in found.reason
    assert "Rule 11, decisions with death" in found.reason
    assert "MDR Annex VIII, 6.3" in found.reason


def test_what_the_documents_say_of_the_class_stays_cited() -> None:
    sure = finding(reviewed(device("III")), "mdr.art-51.1")
    found = finding(reviewed(device()), "mdr.art-51.1")
    assert sure.verdict is Verdict.COVERED
    assert found.verdict is Verdict.UNDETERMINED
    assert found.citations == sure.citations
    assert found.reason.endswith(sure.reason)


@pytest.mark.parametrize(
    "profile",
    [device("III"), device(decision_death=Fact.UNKNOWN), device(drives_device=Fact.UNKNOWN)],
    ids=["same class", "open rule", "open drive"],
)
def test_the_same_class_or_an_open_question_claims_nothing(profile: DeviceProfile) -> None:
    assert not [f for f in reviewed(profile).findings if "the rules propose" in f.reason]


def test_under_the_ivdr_the_rule_that_decides_is_named() -> None:
    facts = SETTLED | IVD | {"ivd-cancer": Fact.YES}
    profile = DeviceProfile("Pot", "1", Framework.IVDR, "B", facts)
    rows = ("ivdr.art-47.1", "ivdr.annex-viii.2.3", "ivdr.annex-viii.2.1")
    searched = Searched(("0" * 64,), 1)
    given = [Finding(row, Verdict.GAP, "nothing said", (), searched) for row in rows]
    first, rule, other = with_class_doubt(given, profile)
    assert first.verdict is rule.verdict is Verdict.GAP
    assert "propose class C and the manufacturer states class B: Rule 3 (h)" in rule.reason
    assert other.reason == "nothing said"


def test_said_once_however_often_it_is_asked() -> None:
    once = with_class_doubt(reviewed(device()).findings, device())
    assert with_class_doubt(once, device()) == once


def test_every_report_says_it() -> None:
    made, catalogue, shelf = reviewed(device()), load_catalogue(), LawShelf({})
    told = "the rules propose class III"
    payload = json.loads(review_json(made, catalogue, shelf))
    row = next(one for one in payload["findings"] if one["obligation"] == "mdr.art-51.1")
    assert row["reason"].startswith(told)
    assert told in as_markdown(made, catalogue, shelf)
    sheet = load_workbook(BytesIO(as_workbook(made, catalogue, shelf)))["Review"]
    assert any(str(cell.value).startswith(told) for line in sheet.iter_rows() for cell in line)
