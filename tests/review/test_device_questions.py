from dataclasses import replace
from datetime import date

import pytest

import samples
from domain.device import DeviceProfile, Fact
from regulations.catalogue import load_catalogue
from regulations.profile import load_profile
from review.device_questions import Question, device_questions

DAY = date(2026, 11, 1)


@pytest.fixture
def sample() -> DeviceProfile:
    return load_profile(samples.device_path())


def asked(profile: DeviceProfile) -> dict[str, Question]:
    return {one.name: one for one in device_questions(profile, load_catalogue(), DAY)}


def without(profile: DeviceProfile, *names: str) -> DeviceProfile:
    facts = {name: fact for name, fact in profile.facts.items() if name not in names}
    return replace(profile, facts=facts)


def test_a_fact_that_only_the_class_waits_for_is_asked(sample: DeviceProfile) -> None:
    found = asked(without(sample, "decision-death"))["decision-death"]
    assert found.for_class
    assert found.open_rows == 0


def test_an_answer_for_the_class_stays_on_the_form(sample: DeviceProfile) -> None:
    assert sample.facts["decision-death"] is Fact.NO
    found = asked(sample)["decision-death"]
    assert not found.for_class


def test_of_a_thing_that_is_no_software_the_class_asks_nothing(sample: DeviceProfile) -> None:
    thing = replace(sample, facts={"software": Fact.NO, "physical-product": Fact.YES})
    assert not any(one.for_class for one in asked(thing).values())


def test_an_unknown_fact_says_how_many_rows_wait_for_it(sample: DeviceProfile) -> None:
    assert sample.facts["electronic-ifu"] is Fact.UNKNOWN
    assert asked(sample)["electronic-ifu"].open_rows > 0
