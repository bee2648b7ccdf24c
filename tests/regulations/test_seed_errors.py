"""Mistakes that articles on this subject make stand nowhere in our data."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from domain.law import Tier
from domain.pinpoint import Act
from regulations.catalogue import load_catalogue
from regulations.crosswalk import topic_of
from regulations.data_files import DATA
from regulations.known_facts import load_facts
from regulations.logic import names_in
from regulations.routes import load_routes

CATALOGUE = load_catalogue()
ROWS = CATALOGUE.obligations.values()
FOUND_IN_DOCUMENTS = "outdated_law.yaml"
"""Names the mistakes themselves, to find them in documents."""

TEXTS = {
    path.relative_to(DATA).as_posix(): path.read_text("utf-8")
    for path in DATA.rglob("*.yaml")
    if path.name != FOUND_IN_DOCUMENTS
}

CLAIMS = {
    "seed-01": r"2024/900\b",
    "seed-02": r"December 25, 2022|25 December 2022",
    "seed-04": r"virtually all|(all|every) AI (medical )?devices? (is|are) high-risk",
    "seed-05": r"conformity assessment against the AI Act|then (also )?undergo",
    "seed-06": r"may (create|draw up|choose) (a|one) (single|unified)|mechanism .* unified",
    "seed-07": r"dedicated AI risk management|must be fully integrated",
    "seed-10": r"chang\w+ over time|software can change",
    "seed-11": r"mandatory certification|CE certificate is",
    "seed-12": r"(CE mark|requirements?) now (represents?|appl(y|ies) to)",
    "seed-13": r"environmental protection",
    "seed-16": r"now also (considered )?providers?",
    "seed-25": r"ethical AI|most comprehensive|SEO value",
}


@pytest.mark.parametrize(("claim"), CLAIMS.values(), ids=CLAIMS)
def test_no_data_file_makes_the_claim(claim: str) -> None:
    found = [name for name, text in TEXTS.items() if re.search(claim, text, re.IGNORECASE)]
    assert not found


def test_the_patterns_find_the_claims_where_they_stand(shared: Path) -> None:
    lines = (shared / "domain" / "seed_errors.jsonl").read_text("utf-8").splitlines()
    seeds = {row["id"]: row["seed_claim"] for row in map(json.loads, lines)}
    missed = [
        name
        for name in ("seed-01", "seed-02", "seed-04", "seed-05", "seed-07", "seed-11", "seed-13")
        if not re.search(CLAIMS[name], seeds[name], re.IGNORECASE)
    ]
    assert not missed


def test_the_old_device_date_is_in_no_row_and_no_route() -> None:
    old = date(2027, 8, 2)
    for row in ROWS:
        dates = (row.dates.general, row.dates.annex_i_route, row.dates.annex_iii_route)
        assert old not in dates, row.id
    assert load_routes().annex_i == date(2028, 8, 2)
    near = [
        line
        for text in TEXTS.values()
        for line in text.splitlines()
        if re.search(r"2027-08-02|2 August 2027", line)
    ]
    assert all(re.search(r"[Dd]elegated acts", line) for line in near)


def test_route_dates_agree_with_the_rows() -> None:
    routes = load_routes()
    assert {row.dates.annex_i_route for row in ROWS} - {None} == {routes.annex_i}
    assert {row.dates.annex_iii_route for row in ROWS} - {None} == {routes.annex_iii}


def test_the_ivdr_asks_for_performance_evaluation_and_has_classes_a_to_d() -> None:
    for row in ROWS:
        named = {name for name in names_in(row.conditions) if name.startswith("class:")}
        if row.pinpoint.act is Act.IVDR:
            assert not re.search("clinical (evaluation|investigation)", row.title), row.id
            assert not {"CEP", "CER", "CIP", "PMCFP"} & set(row.evidence), row.id
            assert named <= {"class:A", "class:B", "class:C", "class:D"}, row.id
        if row.pinpoint.act is Act.MDR:
            assert named <= {"class:I", "class:IIa", "class:IIb", "class:III"}, row.id


def test_systems_without_training_data_answer_for_their_test_data_only() -> None:
    training = [row for row in ROWS if row.id.startswith(("aia.art-10.2", "aia.art-10.3"))]
    assert training
    assert all("training-data" in row.conditions for row in training)
    assert "!training-data" in CATALOGUE.get("aia.art-10.6").conditions


def test_logging_is_no_part_of_transparency() -> None:
    assert topic_of(CATALOGUE.get("aia.art-12.1")).id == "logging"
    assert topic_of(CATALOGUE.get("aia.art-13.1")).id == "information"


@pytest.mark.parametrize(
    "name",
    [
        *("aia.art-15.1", "aia.art-15.5", "mdr.art-83.1", "aia.art-72.4", "aia.art-73.10"),
        *("mdr.art-19.1", "mdr.art-27.3", "mdr.art-29.1", "mdr.art-31.1", "aia.art-47.3"),
    ],
)
def test_what_articles_leave_out_is_here_as_core(name: str) -> None:
    assert CATALOGUE.get(name).tier is Tier.CORE


def test_other_roles_have_rows_of_their_own() -> None:
    addressed = {name for row in ROWS for name in row.addressees}
    assert {"importer", "distributor", "deployer", "authorised representative"} <= addressed


def test_both_conditions_of_article_6_1_are_said() -> None:
    assert "needs both" in load_facts()["fact-011"].says
