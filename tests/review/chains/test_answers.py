"""What rules take for an answer to a claim, a control or a requirement."""

import pytest

from domain.observation import ObservationKind
from review.chains.answers import Answers
from tests.review.making import corpus

IFU = "# Instructions for use\n\n## Performance\n\n{0}\n"
RISK = "# Risk management file\n\n## Risk controls\n\n{0}\n"
PROOF = "# Verification report\n\n## Results\n\n{0}\n"
CLAIM = "The software detects fractures of the wrist."
CONTROL = "A dose limiter stops the exposure of the tube."
OTHER = "The lid was tested on 30 units and passed."


def lacking(**files: str) -> set[ObservationKind]:
    answers = Answers(corpus(**files))
    return {kind for n in answers.wants.kinds if (kind := answers.lacks(n))}


@pytest.mark.parametrize(
    ("proof", "lacks"),
    [
        (OTHER, True),
        ("Fractures of the wrist were detected in 91 of 100 images.", False),
        ("The detection of fractures of the wrist was not tested.", True),
        ("The detection of fractures of the wrist will be tested in May.", True),
    ],
)
def test_a_claim_is_answered_by_an_asserted_result_on_its_matter(
    proof: str, *, lacks: bool
) -> None:
    found = lacking(ifu=IFU.format(CLAIM), proof=PROOF.format(f"{OTHER}\n\n{proof}"))
    assert found == ({ObservationKind.UNSUPPORTED_CLAIM} if lacks else set())


@pytest.mark.parametrize(
    "linked",
    [
        "A dose limiter (test TC-4) stops the exposure of the tube.",
        "A dose limiter stops the exposure of the tube, see verification report VER-010.",
    ],
)
def test_a_code_or_a_reference_is_a_link(linked: str) -> None:
    proof = PROOF.format(OTHER)
    assert lacking(risk=RISK.format(CONTROL), proof=proof) == {ObservationKind.UNVERIFIED_CONTROL}
    assert lacking(risk=RISK.format(linked), proof=proof) == set()


@pytest.mark.parametrize(
    "other",
    [
        "A dose limiter is planned.",
        "Fractures",
        "The user must check that the software detects the wrist.",
        "A previous version of the software detects fractures of the wrist.",
    ],
)
def test_what_is_no_claim_of_this_device_wants_no_answer(other: str) -> None:
    assert lacking(ifu=IFU.format(other), proof=PROOF.format(OTHER)) == set()


def test_without_proofs_elsewhere_nothing_is_told() -> None:
    assert lacking(ifu=IFU.format(CLAIM), risk=RISK.format(CONTROL)) == set()
    assert lacking(risk=RISK.format(f"{CONTROL}\n\nThe lid was tested and passed.")) == set()
