"""Facts that documents repeat: disagreements are found, legitimate differences are not."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.device import DeviceProfile, Framework
from domain.document import Span
from domain.finding import Conflict, DocumentCitation
from domain.pinpoint import Act
from regulations.repeated_facts import obligations_by_fact
from review.facts import RepeatedFact, extract_facts, find_conflicts
from tests.review.making import corpus

PROFILE = DeviceProfile("ThoraFlag", "2.1", Framework.MDR, "IIb", {})


def conflicts(one: str, other: str) -> tuple[Conflict, ...]:
    texts = corpus(a=f"# One\n\n{one}\n", b=f"# Two\n\n{other}\n")
    return find_conflicts(extract_facts(texts, PROFILE), {"performance": ("aia.art-15.3",)})


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("RMF-003, version 2, dated 2024-01-02, is in force.", {"date"}),
        ("The test set was collected from 2019 to 2021.", {"date"}),
        ("Product name: ThoraFlag.", {"name"}),
        ("Software version: 2.1.", {"version"}),
        ("Basic UDI-DI: 426012345THORA1Q.", {"udi"}),
        ("Under MDR it is a class IIb device.", {"class"}),
        ("By IEC 62304: B.", {"safety-class"}),
        ("The app is intended to analyse CT.", {"purpose"}),
        ("Intended users: radiologists.", {"purpose"}),
        ("Manufacturer: Thora GmbH, 12345 Town.", {"manufacturer"}),
        ("Dice on the test set was 0.93.", {"performance"}),
        ("It is for adults aged at least 22.", {"population"}),
        ("It must not be used below 16 years.", {"population"}),
        ("The test set has 214 images.", {"test-size"}),
        ("Event logs are stored for ten years.", {"retention"}),
        ("The manufacturer applies ISO 14971:2019.", {"standard"}),
    ],
)
def test_facts_of_each_kind_are_read(text: str, kinds: set[str]) -> None:
    assert {fact.kind for fact in extract_facts(corpus(a=f"# One\n\n{text}\n"), PROFILE)} == kinds


@pytest.mark.parametrize(
    ("one", "other", "subject"),
    [
        (
            "On the test set the sensitivity was 94.1 %.",
            "The sensitivity on the test set was 91.4 %.",
            "sensitivity",
        ),
        (
            "The software is intended for patients aged 18 years and over.",
            "It is meant for patients aged 16 years and older.",
            "age",
        ),
        (
            "Under Rule 11 the device is in class IIb.",
            "By Rule 11 it is classified as class IIa.",
            "class",
        ),
        ("ThoraFlag version 2.1 is described.", "ThoraFlag 3.0 is described.", "version"),
        (
            "The software safety class is B.",
            "The software is developed in safety class C.",
            "safety class",
        ),
        (
            "Technical documentation is kept for 10 years.",
            "The technical documentation is retained for five years.",
            "retention",
        ),
    ],
)
def test_disagreement(one: str, other: str, subject: str) -> None:
    (found,) = conflicts(one, other)
    assert subject in found.subject
    assert len({citation.document for _, citation in found.values}) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("On the test set the sensitivity was 94.1 %.", "Sensitivity on the test set was 0.941."),
        (
            "On the test set the sensitivity was 94.1 %.",
            "On the training data the sensitivity was 98.0 %.",
        ),
        (
            "On the test set the sensitivity was 94.1 %.",
            "The sensitivity must be at least 90 % on the test set.",
        ),
        (
            "On the test set the sensitivity was 94.1 %.",
            "On the test set the sensitivity in women was 92.0 %.",
        ),
        (
            "On the test set the sensitivity was 94.1 %.",
            "The previous version had a sensitivity of 88 % on the test set.",
        ),
        (
            "Technical documentation is kept for 10 years.",
            "Event logs are kept for six months.",
        ),
        ("ThoraFlag version 2.1 is described.", "ThoraFlag 2.1 follows ThoraFlag 1.4."),
        (
            "The network was trained with 900 images.",
            "For 1,200 images the result was drawn against the number of training images.",
        ),
        ("The training set holds 900 images.", "Training and validation used 1,200 images."),
        ("The test set holds 900 images.", "It is planned that the test set holds 1,200 images."),
    ],
)
def test_legitimate_difference(one: str, other: str) -> None:
    assert conflicts(one, other) == ()


SETS = (
    "| Set | Images | Patients |\n|---|---|---|\n"
    "| Training | 9,000 | 400 |\n| Test T-1 | 700 | 90 |"
)


@pytest.mark.parametrize(
    ("other", "subjects"),
    [
        ("| Set | Images |\n|---|---|\n| Training | 8,000 |", ["number of images (training)"]),
        ("| Set | Patients |\n|---|---|\n| Training | 9,000 |", ["number of patients (training)"]),
        ("| Count | Test |\n|---|---|\n| Patients | 91 |", ["number of patients (test)"]),
        ("The network was trained with 8,000 images.", ["number of images (training)"]),
        ("| Set | Images |\n|---|---|\n| Test | 700 |", []),
        ("| Set | Images |\n|---|---|\n| Test T-2 | 900 |", []),
        ("| Set | Images |\n|---|---|\n| Validation | 9,100 |", []),
        ("| Set | Images with lesion |\n|---|---|\n| Training | 800 |", []),
        ("The final test compares 30 images with stored results.", []),
        ("The final test set holds 30 images.", ["number of images (test)"]),
    ],
)
def test_sizes_in_the_rows_of_a_table(other: str, subjects: list[str]) -> None:
    assert [found.subject for found in conflicts(SETS, other)] == subjects


def test_a_conflict_keeps_every_place_that_gives_a_value() -> None:
    texts = corpus(
        a="# One\n\nThe test set holds 100 images.\n",
        b="# Two\n\nThe test set holds 120 images.\n",
        c="# Three\n\nThe test set consists of 120 images.\n",
        d="# Four\n\nThe test set holds 130 images.\n",
    )
    (found,) = find_conflicts(extract_facts(texts, PROFILE), {})
    assert [value for value, _ in found.values].count("120 images") == 2
    assert {citation.document for _, citation in found.values} == {d.id for d in texts.documents}


def test_the_size_of_a_test_set_bears_on_the_performance_that_rests_on_it() -> None:
    texts = corpus(
        a="# One\n\nThe test set holds 100 images.\n", b="# Two\n\nIt was run on 120 test images.\n"
    )
    (found,) = find_conflicts(extract_facts(texts, PROFILE), obligations_by_fact(Act.MDR))
    assert "aia.art-15.3" in found.obligations


FACTS = st.builds(
    RepeatedFact,
    kind=st.just("performance"),
    subject=st.sampled_from(["sensitivity", "specificity"]),
    value=st.sampled_from(["1", "2", "3"]),
    shown=st.sampled_from(["one", "two", "three"]),
    citation=st.builds(
        DocumentCitation, st.sampled_from("abc"), st.integers(0, 9).map(lambda n: Span(n, n + 1))
    ),
    variant=st.sampled_from(["", "T-2", "T-3"]),
)


@given(st.lists(FACTS, max_size=12))
def test_a_conflict_is_between_documents_that_share_no_value(facts: list[RepeatedFact]) -> None:
    for found in find_conflicts(facts, {}):
        places = {citation.document for _, citation in found.values}
        given_by = {
            place: {f.value for f in facts if f.citation.document == place} for place in places
        }
        assert len(places) >= 2
        assert len(set.union(*given_by.values())) >= 2


@given(st.lists(FACTS, max_size=12), st.randoms())
def test_the_order_of_reading_decides_no_conflict(facts: list[RepeatedFact], draw: Random) -> None:
    mixed = draw.sample(facts, len(facts))
    assert {c.subject for c in find_conflicts(facts, {})} == {
        c.subject for c in find_conflicts(mixed, {})
    }


@given(st.lists(FACTS, max_size=12))
def test_one_document_alone_makes_no_conflict(facts: list[RepeatedFact]) -> None:
    alone = [f for f in facts if f.citation.document == "a"]
    assert find_conflicts(alone, {}) == ()
