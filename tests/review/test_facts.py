"""Facts that documents repeat: disagreements are found, legitimate differences are not."""

import pytest

from domain.device import DeviceProfile, Framework
from domain.finding import Conflict
from review.facts import extract_facts, find_conflicts
from tests.review.making import corpus

PROFILE = DeviceProfile("ThoraFlag", "2.1", Framework.MDR, "IIb", {})


def conflicts(one: str, other: str) -> tuple[Conflict, ...]:
    texts = corpus(a=f"# One\n\n{one}\n", b=f"# Two\n\n{other}\n")
    return find_conflicts(extract_facts(texts, PROFILE), {"performance": ("aia.art-15.3",)})


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
    ],
)
def test_legitimate_difference(one: str, other: str) -> None:
    assert conflicts(one, other) == ()
