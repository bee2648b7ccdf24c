"""A figure that users are told needs a result of a test behind it."""

import pytest

from domain.observation import ObservationKind
from review.chains.claims import measured_in, unsupported_claims
from tests.review.making import corpus

IFU = "# Instructions for use\n\n## Performance\n\nThe sensitivity of the device is 93 %.\n"


@pytest.mark.parametrize(
    ("report", "held"),
    [
        ("The sensitivity on the test set was 93 %.", True),
        ("The sensitivity on the test set was 90 %.", True),
        ("The sensitivity must be at least 90 %.", False),
        ("The specificity on the test set was 93 %.", False),
        ("The sensitivity was tested.", False),
    ],
)
def test_a_claim_needs_a_result(report: str, *, held: bool) -> None:
    texts = corpus(ifu_instructions_for_use=IFU, report=f"# Test report\n\n{report}\n")
    found = list(unsupported_claims(texts))
    assert [one.kind for one in found] == ([] if held else [ObservationKind.UNSUPPORTED_CLAIM])
    assert all("sensitivity" in one.subject for one in found)


def test_of_one_document_alone_nothing_is_told() -> None:
    assert list(unsupported_claims(corpus(ifu_instructions_for_use=IFU))) == []


@pytest.mark.parametrize(
    "words",
    [
        *("Sensitivity", "recall", "true positive rate", "sens.", "specificity", "spec.", "AUC"),
        *("AUROC", "AUC-ROC", "area under the ROC curve", "accuracy", "overall accuracy"),
        *("positive predictive value", "PPV", "precision", "negative predictive value", "NPV"),
        *("F1", "F1-score", "Dice", "kappa", "time to result", "time to answer", "latency"),
        *("turn-around time", "turnaround time", "run time", "run-time", "runtime"),
        *("processing time", "response time", "analysis time", "measuring time"),
        *("measurement error", "measuring error", "mean absolute error", "deviation", "bias"),
        *("trueness", "repeatability", "reproducibility", "coefficient of variation"),
        *("limit of detection", "detection limit", "measuring uncertainty", "surface distance"),
        *("Hausdorff", "battery life", "availability", "uptime", "agreement", "concordance"),
    ],
)
def test_a_figure_is_read_under_every_name_of_its_metric(words: str) -> None:
    assert list(measured_in(corpus(report=f"# Report\n\nThe {words} was 0.93.\n")))
