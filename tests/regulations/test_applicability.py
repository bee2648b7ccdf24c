"""Which rows reach a device, from when, and what is still asked."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.device import Applies, DeviceProfile, Fact, Framework
from regulations.applicability import applicability, open_questions, reaching
from regulations.vocabulary import ConditionKind, load_vocabulary
from tests.regulations.making import (
    CATALOGUE,
    PLAIN_AI,
    SETTLED,
    TODAY,
    answers,
    names,
    profile,
)

ASKED = [
    name
    for name, condition in load_vocabulary().conditions.items()
    if condition.kind is not ConditionKind.DERIVED
]


def test_answers_every_row_with_a_reason() -> None:
    found = answers(profile("IIb"))
    assert found.keys() == CATALOGUE.obligations.keys()
    assert all(len(answer.reason) > 20 for answer in found.values())
    starts = {Applies.YES: "applies", Applies.NO: "not applicable: ", Applies.UNKNOWN: "open: "}
    assert all(answer.reason.startswith(starts[answer.applies]) for answer in found.values())


def test_class_c_software_under_the_ivdr() -> None:
    found = answers(profile("C", framework="ivdr"))
    assert not [name for name in names(found) if name.startswith("mdr.")]
    assert {"ivdr.art-48.7", "ivdr.art-81.1", "ivdr.annex-i.16.2", "aia.art-43.3"} <= names(found)
    assert {"ivdr.art-48.9", "ivdr.art-80", "ivdr.annex-i.11.3"} <= names(found, Applies.NO)
    assert found["mdr.art-5.1"].reason == (
        "not applicable: an obligation of the MDR, and the device follows the IVDR"
    )


def test_class_iii_implant_without_ai() -> None:
    found = answers(profile("III", "{software: no, implantable: yes, physical-product: yes}"))
    assert not [name for name in names(found) if name.startswith("aia.")]
    assert {"mdr.art-18.1", "mdr.art-32.1", "mdr.art-52.3", "mdr.annex-i.10.1"} <= names(found)
    assert found["mdr.annex-i.11.4"].questions == ("sterile",)
    assert (
        found["aia.art-4"].reason == "not applicable: a device without software holds no AI system"
    )


def test_class_i_software_without_ai() -> None:
    found = answers(profile("I", f"{{software: yes, ai-system: no, {SETTLED}}}"))
    assert [name for name in names(found) if name.startswith("aia.")] == ["aia.art-3.1"]
    assert {"mdr.art-52.7", "mdr.art-85", "mdr.annex-i.17.2"} <= names(found)
    assert found["mdr.annex-ix.2.1"].applies is Applies.NO


def test_stand_alone_software_is_not_asked_what_software_cannot_be() -> None:
    found = answers(profile("IIa", "{software: yes}"))
    assert not {"sterile", "implantable", "animal-tissue", "physical-product"} & set(
        open_questions(found)
    )
    assert found["mdr.annex-i.18.8"].applies is Applies.YES
    assert found["mdr.annex-i.18.7"].applies is Applies.NO
    assert "stand-alone software" in found["mdr.annex-i.11.4"].reason


def test_a_fact_stated_as_unknown_is_asked_even_of_software() -> None:
    found = answers(profile("IIa", "{software: yes, implantable: unknown}"))
    assert found["mdr.art-18.1"].questions == ("implantable",)


def test_software_in_a_physical_product_is_asked_everything() -> None:
    found = answers(profile("IIa", "{software: yes, physical-product: yes}"))
    assert {"sterile", "implantable", "patient-contact"} <= set(open_questions(found))


def test_the_rules_overrule_a_stated_fact_and_say_so() -> None:
    found = answers(profile("IIb", PLAIN_AI.replace("}", ", high-risk-ai: no}")))
    assert found["aia.art-9.1"].applies is Applies.YES
    assert found["aia.art-9.1"].reason.endswith("(this overrules the profile's no)")


def test_a_stated_fact_fills_in_what_the_rules_leave_open() -> None:
    facts = "{software: yes, ai-system: yes, measuring: unknown, notified-body: %s}"
    for stated, expected in (
        ("yes", Applies.YES),
        ("no", Applies.NO),
        ("unknown", Applies.UNKNOWN),
    ):
        assert answers(profile("I", facts % stated))["aia.art-9.1"].applies is expected


def test_in_house_devices_keep_annex_i_and_article_5_5_and_are_not_high_risk() -> None:
    found = answers(profile("IIb", PLAIN_AI.replace("}", ", in-house: yes}")))
    kept = {name for name in names(found) if name.startswith("mdr.")}
    assert kept
    assert all(name.startswith(("mdr.annex-i.", "mdr.art-5.5")) for name in kept)
    assert found["aia.art-9.1"].applies is Applies.NO


def test_custom_made_devices_have_a_notified_body_only_as_class_iii_implants() -> None:
    implant = "{software: no, custom-made: yes, implantable: %s}"
    for implantable, expected in (("yes", Applies.YES), ("no", Applies.NO)):
        found = answers(profile("III", implant % implantable))
        assert found["mdr.art-52.12"].applies is expected


@pytest.mark.parametrize(
    ("fact", "row"),
    [
        ("deployer-role", "aia.art-26.1"),
        ("importer-role", "aia.art-23.1"),
        ("distributor-role", "aia.art-24.1"),
        ("non-eu-manufacturer", "mdr.art-11.3.a"),
    ],
)
def test_duties_of_other_parties_need_their_role(fact: str, row: str) -> None:
    assert row in CATALOGUE.obligations
    for value, expected in (("yes", Applies.YES), ("no", Applies.NO)):
        facts = PLAIN_AI.replace("}", f", {fact}: {value}}}")
        assert answers(profile("IIb", facts))[row].applies is expected


def test_a_row_for_another_party_without_a_role_is_not_the_manufacturers() -> None:
    row = replace(CATALOGUE.get("mdr.art-5.1"), addressees=("deployer",))
    small = replace(CATALOGUE, obligations={row.id: row})
    answer = applicability(small, profile("IIb"), TODAY)[row.id]
    assert answer.applies is Applies.NO
    assert answer.reason == "not applicable: addressed to the deployer"


def test_events_are_standing_duties_that_nobody_is_asked_about() -> None:
    found = answers(profile("IIb"))
    events = {name for name, row in load_vocabulary().conditions.items() if row.kind == "event"}
    assert not events & set(open_questions(found))
    for name in ("mdr.art-87.3", "aia.art-73.10", "aia.art-43.4", "mdr.art-10a"):
        assert found[name].applies is Applies.YES, name
        assert "standing duty: the procedure must exist for the case of a" in found[name].reason
    calm = answers(profile("IIb", PLAIN_AI.replace("}", ", incident: no}")))
    assert calm["mdr.art-87.3"].applies is Applies.NO


def test_the_deleted_article_gives_way_to_its_successor_on_the_day() -> None:
    device = profile("IIb", PLAIN_AI.replace("}", ", special-category-data: yes}"))
    before, after = answers(device, date(2026, 7, 26)), answers(device, date(2026, 7, 27))
    assert before["aia.art-10.5"].applies is Applies.YES
    assert after["aia.art-10.5"].applies is Applies.NO
    assert "Art. 4a" in after["aia.art-10.5"].reason
    assert after["aia.art-4a.1"].applies is Applies.YES
    assert (before["aia.art-4a.1"].in_force, after["aia.art-4a.1"].in_force) == (False, True)


def test_dates_by_route() -> None:
    found = answers(profile("IIb"))
    assert found["mdr.art-10.1"].applies_from == date(2021, 5, 26)
    assert found["mdr.art-10.1"].in_force
    assert found["aia.art-9.1"].applies_from == date(2028, 8, 2)
    assert not found["aia.art-9.1"].in_force
    assert found["aia.art-5.1"].applies_from == date(2025, 2, 2)
    assert answers(profile("IIb"), date(2028, 8, 2))["aia.art-9.1"].in_force


@pytest.mark.parametrize("row", ["aia.art-43.3", "aia.art-47.1", "aia.art-72.1", "aia.art-73.10"])
def test_rows_that_presuppose_high_risk_say_how_their_date_is_read(row: str) -> None:
    answer = answers(profile("IIb"))[row]
    assert answer.applies_from == date(2028, 8, 2)
    assert re.search(r"formally applicable since 2026-08-02.*a reading, not a text", answer.reason)


def test_further_dates_are_told() -> None:
    facts = PLAIN_AI.replace("}", ", generates-synthetic-content: yes}")
    found = answers(profile("IIb", facts))
    assert found["mdr.art-31.1"].reason.endswith("; by EUDAMED since 2026-05-28")
    assert found["aia.art-50.2"].reason.endswith("before that, from 2026-12-02")
    assert found["aia.art-50.2"].applies_from == date(2026, 8, 2)


def test_open_questions_come_most_rows_first() -> None:
    counts = list(open_questions(answers(profile("IIb", "{}"))).values())
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1]


DEVICES = st.sampled_from(Framework).flatmap(
    lambda framework: st.builds(
        DeviceProfile,
        name=st.just("X"),
        version=st.just("1"),
        framework=st.just(framework),
        risk_class=st.sampled_from(framework.classes),
        facts=st.fixed_dictionaries(dict.fromkeys(ASKED, st.sampled_from(Fact))),
    )
)


@settings(max_examples=50)
@given(DEVICES, st.sampled_from(ASKED), st.booleans())
def test_learning_a_fact_never_reopens_a_row(
    device: DeviceProfile, name: str, answer: bool
) -> None:
    before = answers(replace(device, facts={**device.facts, name: Fact.UNKNOWN}))
    after = answers(replace(device, facts={**device.facts, name: Fact.YES if answer else Fact.NO}))
    settled = names(before) | (names(before, Applies.NO) if name != "annex-iii-ai" else set())
    assert not settled & names(after, Applies.UNKNOWN)


@settings(max_examples=30)
@given(DEVICES)
def test_a_known_device_leaves_nothing_open(device: DeviceProfile) -> None:
    known = {name: Fact.NO if fact is Fact.UNKNOWN else fact for name, fact in device.facts.items()}
    found = answers(replace(device, facts=known))
    assert not names(found, Applies.UNKNOWN)
    assert not open_questions(found)


@settings(max_examples=30)
@given(DEVICES)
def test_an_open_row_names_a_question_that_the_form_asks(device: DeviceProfile) -> None:
    asked = {condition.name for condition in load_vocabulary().questions}
    for answer in answers(device).values():
        assert bool(answer.questions) == (answer.applies is Applies.UNKNOWN)
        assert set(answer.questions) <= asked


@settings(max_examples=20)
@given(DEVICES)
def test_what_may_reach_a_device_is_what_is_not_found_inapplicable(device: DeviceProfile) -> None:
    found = answers(device)
    assert reaching(CATALOGUE, device, TODAY) == found.keys() - names(found, Applies.NO)
