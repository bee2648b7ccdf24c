from datetime import date

from domain.device import Applies
from regulations.applicability import applicability
from regulations.catalogue import load_catalogue
from regulations.crosswalk import load_topics, matrix, topic_of, topics
from regulations.profile import parse_profile

CATALOGUE = load_catalogue()
DEVICE = parse_profile(
    "name: X\nframework: mdr\nclass: IIb\nfacts: {ai-system: yes, training-data: yes}"
)
ANSWERS = applicability(CATALOGUE, DEVICE, date(2026, 11, 24))
ROWS = {row.topic.id: row for row in matrix(CATALOGUE, ANSWERS)}


def test_every_obligation_is_in_exactly_one_topic() -> None:
    placed = [name for ids in topics(CATALOGUE).values() for name in ids]
    assert sorted(placed) == sorted(CATALOGUE.obligations)


def test_every_place_of_a_topic_holds_an_obligation() -> None:
    for topic in load_topics().values():
        mine = [CATALOGUE.get(name).pinpoint for name in topics(CATALOGUE)[topic.id]]
        empty = [place for place in topic.places if not any(place.holds(row) for row in mine)]
        assert not empty, topic.id


def test_the_longest_place_decides() -> None:
    expected = {
        "aia.art-10.2.f": "data-governance",
        "aia.art-15.3": "information",
        "aia.art-15.5": "accuracy-robustness-cybersecurity",
        "mdr.art-10.9.e": "risk-management",
        "mdr.art-10.9.c": "quality-management",
        "ivdr.annex-i.20.4.1.a": "information",
        "mdr.art-5.5.a": "special-devices",
    }
    assert {name: topic_of(CATALOGUE.get(name)).id for name in expected} == expected


def test_no_topic_is_empty_and_names_are_unlike() -> None:
    assert all(topics(CATALOGUE).values())
    names = [topic.name for topic in load_topics().values()]
    assert len(set(names)) == len(names)


def test_the_matrix_holds_what_reaches_the_device_once() -> None:
    reaching = [name for name, answer in ANSWERS.items() if answer.applies is not Applies.NO]
    placed = [name for row in ROWS.values() for name in (*row.device, *row.ai)]
    assert sorted(placed) == sorted(reaching)
    for row in ROWS.values():
        parts = sorted((*row.shared, *row.device_only, *row.ai_only))
        assert parts == sorted((*row.device, *row.ai))


def test_risk_management_is_shared_and_logging_is_the_ai_acts_alone() -> None:
    risk, logging = ROWS["risk-management"], ROWS["logging"]
    assert {"mdr.annex-i.3", "aia.art-9.1"} <= set(risk.shared)
    assert ("mdr.annex-i.3", "aia.art-9.1") in {(link.device, link.ai) for link in risk.links}
    assert logging.ai
    assert not logging.device
    assert "mdr.art-87.3" in (*ROWS["incidents"].shared, *ROWS["incidents"].device_only)


def test_a_device_without_ai_shares_nothing() -> None:
    plain = parse_profile("name: X\nframework: mdr\nclass: IIb\nfacts: {software: no}")
    answers = applicability(CATALOGUE, plain, date(2026, 11, 24))
    rows = matrix(CATALOGUE, answers)
    assert not any(row.ai or row.shared or row.links for row in rows)
    assert any(row.device_only for row in rows)
