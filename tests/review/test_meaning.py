"""A sentence may be put in other words, and may not change what its source says."""

import pytest

from review.meaning import changes

SOURCE = "The provider shall keep the logs for at least six months after 2 August 2027."


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Providers must keep logs for at least 6 months after 2 August 2027.", SOURCE),
        (
            "Sensitivity was 94.1 % on 4,212 images.",
            "On 4212 images, sensitivity was 94.1 percent.",
        ),
        ("The manual does not name a user.", "No user is named in the manual."),
        ("Deployers may stop the system.", "The deployer is allowed to stop the system."),
        ("Logs are kept no less than ten years.", "Logs are kept for at least 10 years."),
    ],
)
def test_other_words_with_the_same_meaning_pass(claim: str, source: str) -> None:
    assert changes(claim, [source]) == ()


@pytest.mark.parametrize(
    "claim",
    [
        "The provider shall not keep the logs for at least six months after 2 August 2027.",
        "The provider may keep the logs for at least six months after 2 August 2027.",
        "The provider should keep the logs for at least six months after 2 August 2027.",
        "The provider keeps the logs for at least six months after 2 August 2027.",
        "The provider shall keep the logs for at most six months after 2 August 2027.",
        "The provider shall keep the logs for six months after 2 August 2027.",
        "The provider shall keep the logs for at least sixty months after 2 August 2027.",
        "The provider shall keep the logs for at least six years after 2 August 2027.",
        "The provider shall keep the logs for at least six months after 2 August 2026.",
        "The provider shall keep the logs for at least six months after 3 August 2027.",
        "The provider shall keep the logs for at least six months after 2 March 2027.",
        "The provider shall keep 5 logs for at least six months after 2 August 2027.",
    ],
)
def test_a_change_is_found(claim: str) -> None:
    assert changes(claim, [SOURCE])


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Bias is described.", "Bias is not described."),
        ("Bias is not described.", "Bias is described."),
        ("The dose is 5 mg.", "The dose is 5 g."),
        ("Sensitivity was 91.4 %.", "Sensitivity was 94.1 %."),
        ("There were 42,120 cases.", "There were 4,212 cases."),
        ("It runs offline.", "It cannot run offline."),
        ("It was validated.", "It will be validated."),
        ("Users can do it without training.", "Users can do it with training."),
    ],
)
def test_small_changes_are_found(claim: str, source: str) -> None:
    assert changes(claim, [source])


def test_without_a_source_every_number_is_new() -> None:
    assert changes("There are 3 classes.", [])
