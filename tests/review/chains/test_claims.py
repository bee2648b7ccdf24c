"""A figure that users are told needs a result of a test behind it."""

import pytest

from domain.observation import ObservationKind
from review.chains.claims import unsupported_claims
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
