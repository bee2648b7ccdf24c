"""A place that is not there is named once, with every sentence that sends the reader to it."""

from domain.observation import ObservationKind
from review.chains.places import broken_places
from review.references import ReferenceIndex
from tests.review.making import corpus

RISK = "# Risk file RMF-003\n\nRMF-003, version 4.0.\n\n## 1 Plan\n\nA.\n\n## 2 Results\n\nB.\n"


def test_one_observation_for_one_place() -> None:
    device = "# Device DDS-001\n\nSee RMF-003, section 7.\n\nAgain in RMF-003, section 7.\n"
    (seen,) = broken_places(ReferenceIndex(corpus(risk=RISK, device=device)))
    assert (seen.kind, seen.missing) == (ObservationKind.MISSING_PLACE, "section 7")
    assert len(seen.citations) == 2
    assert "RMF-003" in seen.subject


def test_another_revision() -> None:
    device = "# Device DDS-001\n\nRisks are in RMF-003 version 3.1.\n"
    (seen,) = broken_places(ReferenceIndex(corpus(risk=RISK, device=device)))
    assert seen.kind is ObservationKind.OTHER_REVISION
    assert "4.0" in seen.told


def test_whole_references_are_not_observed() -> None:
    device = "# Device DDS-001\n\nSee RMF-003 version 4.0 and RMF-003, section 2.\n"
    assert list(broken_places(ReferenceIndex(corpus(risk=RISK, device=device)))) == []
