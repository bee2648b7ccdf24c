import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.device import DeviceProfile, Fact, Framework
from domain.pinpoint import Pinpoint
from regulations.classification import Classification, classify, qualify
from regulations.profile import parse_profile
from regulations.vocabulary import load_vocabulary

ASKED = [
    name
    for name, row in load_vocabulary().conditions.items()
    if row.group == "Classification of software"
]
QUIET = {"closed-loop": "no", "companion-dx": "no", "self-test": "no"}


def profile(risk_class: str, framework: str, **stated: str) -> DeviceProfile:
    facts = {**dict.fromkeys(ASKED, "no"), **QUIET, "software": "yes"}
    facts |= {name.replace("_", "-"): value for name, value in stated.items()}
    listed = ", ".join(f"{name}: {value}" for name, value in facts.items())
    return parse_profile(
        f"name: X\nframework: {framework}\nclass: {risk_class}\nfacts: {{{listed}}}"
    )


def mdr(risk_class: str = "IIa", **stated: str) -> Classification:
    return classify(profile(risk_class, "mdr", **stated))


def ivdr(risk_class: str = "B", **stated: str) -> Classification:
    return classify(profile(risk_class, "ivdr", **stated))


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({}, "I"),
        ({"decision_information": "yes"}, "IIa"),
        ({"decision_information": "yes", "decision_serious": "yes"}, "IIb"),
        (
            {"decision_information": "yes", "decision_serious": "yes", "decision_death": "yes"},
            "III",
        ),
        ({"decision_death": "yes"}, "I"),
        ({"monitors_physiology": "yes"}, "IIa"),
        ({"monitors_physiology": "yes", "monitors_vital": "yes"}, "IIb"),
        (
            {"monitors_physiology": "yes", "decision_information": "yes", "decision_death": "yes"},
            "III",
        ),
        ({"closed_loop": "yes"}, "III"),
    ],
)
def test_rule_11_takes_the_strictest_part_that_holds(stated: dict[str, str], expected: str) -> None:
    assert mdr(**stated).proposed == expected


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({}, "B"),
        ({"ivd_cancer": "yes"}, "C"),
        ({"ivd_genetic": "yes"}, "C"),
        ({"companion_dx": "yes"}, "C"),
        ({"ivd_transfusion": "yes", "ivd_cancer": "yes"}, "D"),
        ({"ivd_typing": "yes"}, "C"),
        ({"ivd_typing": "yes", "ivd_typing_major": "yes"}, "D"),
        ({"self_test": "yes"}, "C"),
        ({"self_test": "yes", "self_test_simple": "yes"}, "B"),
    ],
)
def test_ivdr_rules(stated: dict[str, str], expected: str) -> None:
    assert ivdr(**stated).proposed == expected


def test_a_difference_to_the_stated_class_is_told_and_does_not_change_it() -> None:
    found = mdr("IIa", decision_information="yes", decision_death="yes")
    assert found.differs
    assert found.stated == "IIa"
    assert "the manufacturer states IIa" in found.conclusion
    assert not mdr("III", decision_information="yes", decision_death="yes").differs


def test_driving_software_takes_the_class_of_the_device() -> None:
    found = mdr(drives_device="yes")
    assert found.proposed is None
    assert not found.differs
    assert "class of the device it drives" in found.conclusion


def test_an_open_question_that_could_raise_the_class_keeps_it_open() -> None:
    found = mdr(decision_information="yes", decision_death="unknown")
    assert (found.proposed, found.questions) == (None, ("decision-death",))
    assert found.conclusion.startswith("at least class IIa")


def test_an_open_question_below_the_highest_class_does_not_matter() -> None:
    stated = {"decision_information": "yes", "decision_death": "yes", "monitors_physiology": "yes"}
    found = mdr(**stated, monitors_vital="unknown")
    assert (found.proposed, found.questions) == ("III", ())


def test_every_step_cites_its_rule() -> None:
    for found in (mdr(), ivdr()):
        assert len(found.steps) > 5
        assert all(Pinpoint.parse(step.source) and step.rule for step in found.steps)


@pytest.mark.parametrize("stated", [{"software": "no"}, {"physical_product": "yes"}])
def test_other_products_are_left_to_other_rules(stated: dict[str, str]) -> None:
    found = mdr("III", **stated)
    assert (found.proposed, found.steps, found.questions) == (None, (), ())
    assert mdr(software="unknown", physical_product="no").questions == ("software",)


def test_change_over_time_plays_no_part() -> None:
    plain = mdr(decision_information="yes")
    assert mdr(decision_information="yes", predetermined_changes="yes") == plain


MEDICAL = {"action_on_data": "yes", "individual_patients": "yes", "medical_purpose": "yes"}


def test_qualification_walks_to_medical_device_software() -> None:
    device = profile("IIa", "mdr", accessory="no", **MEDICAL)
    found = qualify(device)
    assert (found.is_device_software, found.framework) == (Fact.YES, Framework.MDR)
    both = qualify(
        profile("C", "ivdr", accessory="no", ivd_information="yes", ivd_data="yes", **MEDICAL)
    )
    assert both.framework is Framework.IVDR


@pytest.mark.parametrize("name", MEDICAL)
def test_qualification_stops_where_a_step_fails(name: str) -> None:
    found = qualify(profile("IIa", "mdr", accessory="no", **{**MEDICAL, name: "no"}))
    assert (found.is_device_software, found.framework) == (Fact.NO, None)
    assert found.steps[-1].value is Fact.NO


def test_an_accessory_is_in_without_the_further_steps() -> None:
    found = qualify(profile("IIa", "mdr", accessory="yes"))
    assert found.is_device_software is Fact.YES
    assert len(found.steps) == 2


def test_an_open_step_is_a_question() -> None:
    found = qualify(
        profile("IIa", "mdr", accessory="no", **{**MEDICAL, "medical_purpose": "unknown"})
    )
    assert found.is_device_software is Fact.UNKNOWN
    assert "medical-purpose" in found.questions


@given(st.dictionaries(st.sampled_from(ASKED), st.sampled_from(Fact)))
def test_a_proposal_has_no_open_question_and_an_open_one_no_proposal(
    facts: dict[str, Fact],
) -> None:
    found = classify(DeviceProfile("X", "1", Framework.MDR, "IIa", {**facts, "software": Fact.YES}))
    assert found.proposed is None or not found.questions
    assert found.proposed is not None or found.questions or facts["drives-device"] is Fact.YES


def test_the_strictest_rule_is_a_step_where_several_hold() -> None:
    both = mdr("III", decision_information="yes", decision_death="yes").steps[-1]
    assert (both.source, both.gives) == ("mdr.annex-viii.3.5", "III")
    one = mdr("IIa", decision_information="yes").steps
    assert "mdr.annex-viii.3.5" not in [step.source for step in one]
