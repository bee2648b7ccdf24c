"""Wrong findings cannot be built."""

import pytest

from domain.document import Span
from domain.finding import (
    Assertion,
    Conflict,
    CriterionResult,
    DocumentCitation,
    Evidence,
    Finding,
    Searched,
    Verdict,
)
from domain.observation import Observation, ObservationKind

PLACE = DocumentCitation("d", Span(0, 5))


@pytest.mark.parametrize("assertion", [a for a in Assertion if a is not Assertion.ASSERTED])
def test_nothing_but_an_assertion_meets_a_criterion(assertion: Assertion) -> None:
    with pytest.raises(ValueError, match="asserting"):
        CriterionResult("c", met=True, evidence=(Evidence(PLACE, assertion),))


@pytest.mark.parametrize("verdict", [Verdict.COVERED, Verdict.PARTIAL, Verdict.CONFLICT])
def test_these_verdicts_need_a_citation(verdict: Verdict) -> None:
    with pytest.raises(ValueError, match="citation"):
        Finding("o", verdict, "because")


def test_a_gap_needs_what_was_searched() -> None:
    with pytest.raises(ValueError, match="searched"):
        Finding("o", Verdict.GAP, "because")
    with pytest.raises(ValueError, match="searched"):
        Finding("o", Verdict.GAP, "because", searched=Searched(("d",), 0))


def test_a_conflict_needs_two_readings() -> None:
    with pytest.raises(ValueError, match="two"):
        Conflict("age", (("18", PLACE), ("18", PLACE)))


def test_an_observation_needs_a_place() -> None:
    with pytest.raises(ValueError, match="place"):
        Observation(ObservationKind.MISSING_DOCUMENT, "USE-015", "not at hand", ())


def test_each_place_is_cited_once() -> None:
    evidence = Evidence(PLACE, Assertion.ASSERTED)
    result = CriterionResult("c", met=True, evidence=(evidence,))
    finding = Finding("o", Verdict.COVERED, "because", (result, result), conflicting=(PLACE,))
    assert finding.citations == (PLACE,)
