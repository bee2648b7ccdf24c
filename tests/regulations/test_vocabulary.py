import json
from collections import Counter
from pathlib import Path

from domain.device import Fact
from regulations.catalogue import load_catalogue
from regulations.document_types import load_document_types
from regulations.logic import names_in
from regulations.vocabulary import ConditionKind, load_vocabulary

WORDS = load_vocabulary()
ADDED = {"supply-interruption", "reusable-surgical", "non-safety-ai"}


def test_questions_are_asked_once_in_the_order_of_the_form() -> None:
    asked = WORDS.questions
    texts = Counter(condition.question for condition in asked)
    assert max(texts.values()) == 1
    assert all(condition.question.endswith("?") for condition in asked)
    places = [WORDS.groups.index(condition.group) for condition in asked]
    assert places == sorted(places)


def test_computed_conditions_and_events_are_not_asked() -> None:
    asked = {condition.name for condition in WORDS.questions}
    assert not asked & {"high-risk-ai", "notified-body", "medical-device", "class:IIb", "incident"}
    assert {"software", "implantable", "annex-iii-ai", "deployer-role"} <= asked


def test_a_value_for_silence_has_its_reason() -> None:
    for condition in WORDS.conditions.values():
        assert bool(condition.why) == (condition.silent is not None), condition.name
        assert condition.silent in {None, Fact.NO}
        assert condition.software in {None, Fact.NO}
        assert condition.asked or condition.software is condition.silent is None
        assert bool(condition.case) == (condition.kind is ConditionKind.EVENT)


def test_every_group_of_the_form_has_a_condition() -> None:
    assert {condition.group for condition in WORDS.conditions.values()} == set(WORDS.groups)


def test_roles_of_parties_are_conditions_that_rows_use() -> None:
    used = {
        name for row in load_catalogue().obligations.values() for name in names_in(row.conditions)
    }
    for party in WORDS.addressees.values():
        assert party.own != bool(party.roles)
        assert set(party.roles) <= used


def test_holds_all_words_of_the_reference(shared: Path) -> None:
    reference = json.loads((shared / "domain" / "vocabulary.json").read_text("utf-8"))
    assert set(reference["conditions"]) | ADDED <= set(WORDS.conditions)
    assert set(reference["kinds"]) == set(WORDS.kinds)
    assert set(reference["addressees"]) == set(WORDS.addressees)
    names = {kind.code: kind.name for kind in load_document_types().values()}
    assert names == reference["document_types"]
