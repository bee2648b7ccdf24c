"""A plain claim without a figure needs a result that speaks of it; less than a claim needs none."""

import pytest

from domain.observation import ObservationKind
from review.chains.prose import untested_claims
from tests.review.making import corpus

FLOW = "The flow rate was within 2 % in 40 runs."


def told(claim: str, result: str, heading: str = "Benefits", file: str = "ifu") -> list[str]:
    title = {"ifu": "Instructions for use", "cer": "Clinical evaluation report"}[file]
    texts = corpus(
        **{file: f"# {title}\n\n## {heading}\n\n{claim}\n"},
        report=f"# Verification report\n\n## Results\n\n{result}\n",
    )
    return [one.subject for one in untested_claims(texts, ())]


@pytest.mark.parametrize(
    ("claim", "result"),
    [
        ("The app shortens the stay in hospital.", "The mean stay in hospital fell by 0.9 days."),
        (
            "The thermometer measures the temperature of infants reliably.",
            "In 60 infants the temperature differed by 0.1 degrees at most.",
        ),
        ("The software works on tablets.", "It was started on three tablets; all tests passed."),
        ("It reduces unnecessary biopsies.", "40 biopsies were found unnecessary, 52 before."),
        ("The pump is safe for use in MRI.", "In the 3 T scanner for MRI the pump ran as set."),
        ("The electrode withstands 200 washes.", "After 200 washes the electrode was unchanged."),
        ("The device reduces the time to diagnosis.", "To diagnosis it took 3 hours, not 5."),
        ("The app lowers the risk of falls.", "The number of falls decreased by 30 %."),
        ("The housing withstands cleaning.", "No cracks were seen after cleaning of the housing."),
    ],
)
def test_a_result_that_speaks_of_it_holds_a_claim(claim: str, result: str) -> None:
    assert told(claim, result) == []
    assert told(claim, FLOW) == [claim]


@pytest.mark.parametrize(
    "text",
    [
        "Your doctor finds the result in the list of patients.",
        "Make sure that the pump works with the set.",
        "The device does not shorten the stay in hospital.",
        "The device may shorten the stay in hospital.",
        "The device measures blood pressure.",
        "In a study the device shortened the stay in hospital.",
        "The software will reduce biopsies.",
        "The software reduces biopsies, as report VR-7 shows.",
        "The sensitivity is lower in blurred images.",
    ],
)
def test_what_is_less_than_a_plain_claim_needs_no_result(text: str) -> None:
    assert told(text, FLOW) == []


def test_a_purpose_is_no_claim() -> None:
    assert told("It reduces unnecessary biopsies.", FLOW, heading="Intended purpose") == []


def test_what_is_planned_or_left_out_is_no_result() -> None:
    claim = "It reduces unnecessary biopsies."
    assert told(claim, "A study of unnecessary biopsies is planned for next year.") == [claim]
    assert told(claim, f"{FLOW} Unnecessary biopsies were left out of it.") == [claim]


def test_what_is_told_names_the_words_that_no_result_holds() -> None:
    ifu = "# Instructions for use\n\nThe software reduces the radiation dose.\n"
    report = "# Verification report\n\n## Results\n\nThe dose was 3 mSv in 40 scans.\n"
    (one,) = untested_claims(corpus(ifu=ifu, report=report), ())
    assert '"radiation"' in one.told
    assert '"dose"' not in one.told


def test_an_evaluation_claims_only_what_it_calls_a_claim() -> None:
    assert told("The app is safe.", FLOW, file="cer") == []
    claim = "We claim that the app shortens the stay in hospital."
    assert told(claim, FLOW, file="cer") == [claim]
    listed = "The app shortens the stay in hospital."
    assert told(listed, FLOW, heading="Claims", file="cer") == [listed]
    assert told(listed, FLOW, heading="Conclusion", file="cer") == []


def test_without_another_document_of_results_nothing_is_told() -> None:
    claim = "# Instructions for use\n\nIt reduces unnecessary biopsies.\n"
    assert list(untested_claims(corpus(ifu=claim), ())) == []
    assert list(untested_claims(corpus(ifu=claim, plan="# Plan\n\nWe shall look.\n"), ())) == []


def test_what_was_told_of_its_figure_is_told_once() -> None:
    text = "# Instructions for use\n\nThe device detects gout with a sensitivity of 94 %.\n"
    texts = corpus(ifu=text, report=f"# Verification report\n\n{FLOW}\n")
    (one,) = untested_claims(texts, ())
    assert one.kind is ObservationKind.UNSUPPORTED_CLAIM
    assert list(untested_claims(texts, (one,))) == []
