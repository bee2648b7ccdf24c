"""The gold cases: known labels, known obligations, each case once, all parts used."""

import json
from collections import Counter
from pathlib import Path

from domain.observation import ObservationKind
from domain.pinpoint import Act
from eval.gold_files import gold_rows
from eval.planted import dossiers
from eval.results import part_of
from eval.shared import official_texts
from eval.suites.verdicts import LABELS
from regulations.catalogue import load_catalogue

ROWS = load_catalogue().obligations


def test_verdict_cases_are_labelled_in_groups_of_all_labels() -> None:
    rows = gold_rows("verdicts")
    groups: dict[str, Counter[str]] = {}
    for row in rows:
        assert int(row["criterion"]) < len(ROWS[str(row["obligation"])].criteria)
        name = f"{row['obligation']}#{row['criterion']}"
        groups.setdefault(name, Counter())[str(row["label"])] += 1
    assert len(rows) >= 400
    assert all(set(labels) == set(LABELS) for labels in groups.values())
    assert len({json.dumps(row["sentences"]) + str(row["obligation"]) for row in rows}) == len(rows)


def test_each_part_has_its_share() -> None:
    parts = Counter(part_of(str(row["id"])) for row in gold_rows("questions"))
    assert min(parts.values()) >= 60


def test_contradictions_and_right_differences_of_each_fact() -> None:
    rows = gold_rows("conflicts")
    kinds: dict[str, set[bool]] = {}
    for row in rows:
        kinds.setdefault(str(row["fact"]), set()).add(bool(row["conflict"]))
        given = row["readings"] if row["conflict"] else [row["why"]]
        assert all(given)
        assert not row["conflict"] or len(given) == len(row["documents"])
    assert len(rows) >= 100
    assert all(labels == {True, False} for labels in kinds.values())


def test_chains_are_broken_and_whole_in_cases_of_each_kind() -> None:
    rows = gold_rows("chains")
    names = {kind.name.lower().replace("_", "-") for kind in ObservationKind}
    broken = Counter(str(e["kind"]) for row in rows for e in row["expected"])
    assert len(rows) >= 60
    assert set(broken) <= names
    assert len(broken) >= 7
    assert all(row["expected"] or row["why"] for row in rows)
    assert sum(not row["expected"] for row in rows) >= 30


def test_chains_labelled_beforehand_are_broken_and_whole_in_both_parts() -> None:
    rows = gold_rows("chains_blind")
    names = {kind.name.lower().replace("_", "-") for kind in ObservationKind}
    parts = Counter((part_of(str(row["id"])), bool(row["expected"])) for row in rows)
    assert len(rows) >= 50
    assert min(parts.values()) >= 10
    for row in rows:
        assert row["expected"] or row["why"]
        text = " ".join(made["text"] for made in row["documents"])
        assert all(e["kind"] in names and e["words"] in text for e in row["expected"])


def test_claims_with_results_in_other_words_and_claims_without() -> None:
    rows = gold_rows("chains_reworded")
    assert Counter(bool(row["expected"]) for row in rows) == {False: 12, True: 8}
    assert all(len(row["documents"]) == 2 and (row["expected"] or row["why"]) for row in rows)


def test_questions_have_pinpoints_where_they_can_be_answered() -> None:
    rows = gold_rows("questions")
    kinds = Counter(str(row["type"]) for row in rows)
    assert len(rows) >= 120
    assert kinds["unanswerable"] >= 20
    assert kinds["false premise"] >= 10
    assert len({row["question"] for row in rows}) == len(rows)
    assert all(bool(row["pinpoints"]) == row["answerable"] for row in rows)


def test_every_pinpoint_of_the_questions_is_in_the_official_texts(shared: Path) -> None:
    texts = official_texts()
    assert texts is not None, shared
    held = {str(place) for text in texts.values() for place in text.provisions}
    asked = {place for row in gold_rows("questions") for place in row["pinpoints"]}
    assert asked <= held
    assert {place.partition(".")[0] for place in asked} == {act.value for act in Act}


def test_dossiers_name_rows_of_the_catalogue_and_label_none_both_ways() -> None:
    for dossier in dossiers():
        gaps = {key for fault in dossier.faults for key in fault.obligations}
        assert gaps | set(dossier.answered) <= ROWS.keys()
        assert len(dossier.answered) >= 60
        assert len(set(dossier.answered)) == len(dossier.answered)
        silent = {
            key
            for fault in dossier.faults
            if fault.expected == {"gap"}
            for key in fault.obligations
        }
        assert not silent & set(dossier.answered)


def test_what_was_planted_stands_in_its_document() -> None:
    for dossier in dossiers():
        if dossier.name == "sample":
            continue
        for fault in dossier.faults:
            for place in fault.places:
                text = (dossier.documents / place.document).read_text("utf-8")
                assert place.words in text, fault.name


def test_the_gold_of_settled_questions_is_whole() -> None:
    rows = gold_rows("questions_settled")
    kinds = Counter(str(row["type"]) for row in rows)
    assert min(kinds["settled"], kinds["unanswerable"], kinds["false premise"]) >= 30
    assert all(bool(row["pinpoints"]) == row["answerable"] for row in rows)
    asked = {
        row["question"] for name in ("questions", "questions_settled") for row in gold_rows(name)
    }
    assert len(asked) == len(rows) + len(gold_rows("questions"))
