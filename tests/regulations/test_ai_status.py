from datetime import date

from domain.device import DeviceProfile, Fact
from domain.pinpoint import Act, Pinpoint
from regulations.ai_status import AiStatus, ai_status
from regulations.known_facts import CONFIDENCES, load_facts
from regulations.profile import parse_profile

TODAY = date(2026, 11, 24)


def profile(risk_class: str, facts: str, framework: str = "mdr") -> DeviceProfile:
    return parse_profile(
        f"name: X\nframework: {framework}\nclass: {risk_class}\nfacts: {{{facts}}}"
    )


def status(risk_class: str, facts: str, framework: str = "mdr") -> AiStatus:
    return ai_status(profile(risk_class, facts, framework), TODAY)


def test_class_iib_ai_software_meets_both_conditions() -> None:
    found = status("IIb", "software: yes, ai-system: yes")
    assert [check.value for check in found.conditions] == [Fact.YES] * 3
    assert found.conclusion.value is found.high_risk is Fact.YES
    assert (found.applies_from, found.in_force) == (date(2028, 8, 2), False)
    assert found.annex_iii.value is Fact.NO
    assert any("aia.art-43.3" in remark.sources for remark in found.route)


def test_class_i_ai_software_fails_the_third_party_condition_only() -> None:
    found = status("I", "software: yes, ai-system: yes, measuring: no")
    assert [check.value for check in found.conditions] == [Fact.YES, Fact.YES, Fact.NO]
    assert found.high_risk is Fact.NO
    assert (found.applies_from, found.in_force, found.route) == (None, False, ())
    assert found.prohibitions[0].value is Fact.YES


def test_an_open_condition_is_shown_with_its_question() -> None:
    found = status("I", "software: yes, ai-system: yes, measuring: unknown")
    assert found.conditions[2].value is Fact.UNKNOWN
    assert found.conditions[2].questions == found.conclusion.questions == ("measuring",)


def test_annex_iii_alone_has_its_own_date_and_route() -> None:
    found = status("I", "software: yes, ai-system: yes, measuring: no, annex-iii-ai: yes")
    assert (found.high_risk, found.conclusion.value) == (Fact.YES, Fact.NO)
    assert found.applies_from == date(2027, 12, 2)


def test_without_ai_there_is_nothing_to_say() -> None:
    found = status("III", "software: no")
    assert found.high_risk is Fact.NO
    assert found.route == found.roles == found.dates == ()
    assert {check.value for check in (*found.prohibitions, *found.transparency)} == {Fact.NO}


def test_ivdr_devices_stand_at_their_own_point_of_annex_i() -> None:
    found = status("C", "software: yes, ai-system: yes", "ivdr")
    assert "aia.annex-i.12" in found.conditions[1].sources
    assert found.high_risk is Fact.YES


def test_the_user_is_told_apart_from_the_deployer() -> None:
    (first, *_) = status("IIb", "ai-system: yes").roles
    assert {"mdr.art-2.37", "aia.art-3.4"} <= set(first.sources)


def test_every_statement_has_a_source() -> None:
    found = status("IIb", "software: yes, ai-system: yes, interacts-with-persons: yes")
    remarks = (*found.route, *found.roles, *found.dates)
    checks = (*found.conditions, found.conclusion, found.annex_iii)
    assert remarks
    assert all(remark.sources for remark in remarks)
    assert all(check.sources for check in (*checks, *found.prohibitions, *found.transparency))


def test_facts_have_confidence_month_and_places_that_parse() -> None:
    for fact in load_facts().values():
        assert fact.confidence in CONFIDENCES
        assert fact.as_of == "2026-11"
        assert all(Pinpoint.parse(place).act in set(Act) for place in fact.pinpoints)
        assert fact.sources or fact.confidence == "absence"
