"""Which devices with AI are high-risk, and which rows follow from it."""

from datetime import date

import pytest

from domain.device import Applies
from regulations.applicability import open_questions
from tests.regulations.making import (
    CATALOGUE,
    PLAIN_AI,
    answers,
    high_risk_rows,
    names,
    profile,
)


def test_class_iib_and_class_i_differ_as_article_6_1_says() -> None:
    upper, lower = answers(profile("IIb")), answers(profile("I"))
    assert not any(lower[name].applies is not Applies.NO for name in high_risk_rows())
    gone = {name for name in names(upper) - names(lower) if name.startswith("aia.")}
    assert gone
    assert gone <= set(high_risk_rows())
    for article in range(8, 16):
        assert any(name.startswith(f"aia.art-{article}.") for name in gone), article
    kept = {name for name in names(lower) if name.startswith("aia.")}
    assert {"aia.art-3.1", "aia.art-4", "aia.art-5.1", "aia.art-6.1", "aia.art-6.2"} <= kept
    assert "Art. 52(7)" in lower["aia.art-9.1"].reason


def test_no_annex_iii_duty_reaches_a_device_that_is_high_risk_by_article_6_1() -> None:
    found = answers(profile("IIb"))
    annex_iii = [
        row.id
        for row in CATALOGUE.obligations.values()
        if "annex-iii-ai" in row.conditions
        or row.id.startswith(("aia.annex-iii.", "aia.art-27.", "aia.art-49.", "aia.art-86."))
    ]
    assert len(annex_iii) > 25
    assert {found[name].applies for name in annex_iii} == {Applies.NO}
    assert "Art. 6(1)" in found["aia.art-49.1"].reason


def test_an_open_annex_iii_use_is_no_question_for_a_device_that_is_high_risk_anyway() -> None:
    found = answers(profile("IIb", PLAIN_AI.replace("}", ", annex-iii-ai: unknown}")))
    assert found["aia.art-49.1"].applies is Applies.NO
    lower = answers(profile("I", PLAIN_AI.replace("}", ", annex-iii-ai: unknown}")))
    assert lower["aia.art-49.1"].questions == lower["aia.art-9.1"].questions == ("annex-iii-ai",)


def test_annex_iii_duties_come_back_where_the_profile_says_so() -> None:
    found = answers(profile("IIb", PLAIN_AI.replace("}", ", annex-iii-ai: yes}")))
    assert found["aia.art-49.1"].applies is Applies.YES
    assert found["aia.art-49.1"].applies_from == date(2027, 12, 2)
    assert found["aia.art-9.1"].applies_from == date(2028, 8, 2)


def test_class_i_software_with_an_annex_iii_use_is_high_risk_from_the_earlier_date() -> None:
    found = answers(profile("I", PLAIN_AI.replace("}", ", annex-iii-ai: yes}")))
    assert found["aia.art-9.1"].applies is Applies.YES
    assert found["aia.art-9.1"].applies_from == date(2027, 12, 2)


@pytest.mark.parametrize("aspect", ["sterile", "measuring", "reusable-surgical"])
def test_a_class_i_aspect_with_a_notified_body_makes_ai_high_risk(aspect: str) -> None:
    facts = f"{{software: yes, ai-system: yes, {aspect}: yes}}"
    assert answers(profile("I", facts))["aia.art-9.1"].applies is Applies.YES


def test_an_open_aspect_of_class_i_is_a_question_and_never_a_guess() -> None:
    found = answers(profile("I", "{software: yes, ai-system: yes, sterile: no}"))
    assert found["aia.art-9.1"].applies is Applies.UNKNOWN
    assert found["aia.art-9.1"].questions == ("measuring",)
    assert open_questions(found)["measuring"] > 100
    assert "measuring function" in found["aia.art-9.1"].reason


@pytest.mark.parametrize("risk_class", ["IIa", "IIb", "III"])
def test_upper_mdr_classes_make_ai_high_risk(risk_class: str) -> None:
    assert answers(profile(risk_class))["aia.art-9.1"].applies is Applies.YES


@pytest.mark.parametrize(
    ("risk_class", "sterile", "expected"),
    [
        ("A", "no", Applies.NO),
        ("A", "yes", Applies.YES),
        ("B", "no", Applies.YES),
        ("C", "no", Applies.YES),
        ("D", "no", Applies.YES),
    ],
)
def test_ivdr_classes(risk_class: str, sterile: str, expected: Applies) -> None:
    facts = f"{{software: yes, ai-system: yes, sterile: {sterile}}}"
    assert answers(profile(risk_class, facts, "ivdr"))["aia.art-9.1"].applies is expected


def test_ai_for_mere_convenience_is_not_high_risk() -> None:
    facts = "{ai-system: yes, physical-product: yes, non-safety-ai: yes}"
    found = answers(profile("IIb", facts))
    assert found["aia.art-9.1"].applies is Applies.NO
    assert "Art. 6(1a)" in found["aia.art-9.1"].reason
