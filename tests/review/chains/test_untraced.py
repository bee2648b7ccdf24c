"""Links between controls, requirements and tests are missed where they lack, and only there."""

import pytest

from domain.observation import ObservationKind
from review.chains.untraced import broken_traces
from review.references import ReferenceIndex
from tests.review.making import corpus

CONTROL = ObservationKind.UNVERIFIED_CONTROL
REQUIREMENT = ObservationKind.UNTESTED_REQUIREMENT
TEST = ObservationKind.UNREQUIRED_TEST


def seen(**files: str) -> set[tuple[ObservationKind, str]]:
    return {(one.kind, one.subject) for one in broken_traces(ReferenceIndex(corpus(**files)))}


def table(*rows: str) -> str:
    head, *body = rows
    rule = "|".join("---" for _ in head.split("|"))
    return "\n".join((f"| {head} |", f"|{rule}|", *(f"| {row} |" for row in body)))


@pytest.mark.parametrize(
    ("cell", "lacks"),
    [
        ("", True),
        ("-", True),
        ("TBD", True),
        ("not yet verified", True),
        ("planned for May", True),
        ("to be tested", True),
        ("TC-2", False),
        ("seal strength of 30 pouches was measured", False),
        ("n/a: the control was verified with the pump", False),
    ],
)
def test_a_row_without_verification(cell: str, *, lacks: bool) -> None:
    rows = table("Risk | Control | Verification", "R-1 | Fuse | T-1", f"R-2 | Cover | {cell}")
    assert ((CONTROL, "R-2") in seen(risk=f"# Risks\n\n{rows}\n")) is lacks


def test_the_missing_link_is_named_with_its_row() -> None:
    rows = table("Requirement | Test", "FR-1 | TC-1", "FR-2 | TC-9")
    tests = table("Test case | Result", "TC-1 | passed", "TC-2 | passed")
    texts = corpus(trace=f"# Trace\n\n{rows}\n", tests=f"# Tests\n\n{tests}\n")
    (found,) = (o for o in broken_traces(ReferenceIndex(texts)) if o.kind is REQUIREMENT)
    assert (found.subject, found.missing) == ("FR-2", "TC-9")
    (place,) = found.citations
    assert "FR-2" in place.span.of(texts.document(place.document).text)


def test_families_are_known_by_use_and_not_by_name() -> None:
    rows = table("Requirement | Test", "ZEBRA-1 | QQ-1", "ZEBRA-2 | QQ-2")
    items = table("ID | Requirement", "ZEBRA-1 | a", "ZEBRA-2 | b", "ZEBRA-3 | c")
    found = seen(trace=f"# Trace\n\n{rows}\n", needs=f"# Needs\n\n{items}\n")
    assert found == {(REQUIREMENT, "ZEBRA-3")}


def test_a_test_that_no_requirement_asks_for() -> None:
    rows = table("Requirement | Test", "FR-1 | TC-1", "FR-2 | TC-2")
    tests = table("Test case | Result", "TC-1 | passed", "TC-2 | passed", "TC-3 | passed")
    assert seen(trace=f"# T\n\n{rows}\n", tests=f"# R\n\n{tests}\n") == {(TEST, "TC-3")}


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Risk control RC-12 has not yet been verified.", CONTROL),
        ("The verification of risk control RC-12 is still outstanding.", CONTROL),
        ("No test exists for requirement RC-12.", REQUIREMENT),
        ("Risk control RC-12 was verified by test TC-1.", None),
        ("Risk control RC-11 was verified, but the anomaly A-3 was not tested.", None),
    ],
)
def test_what_prose_says(words: str, kind: ObservationKind | None) -> None:
    found = seen(risk=f"# Risks\n\n{words}\n")
    assert found == ({(kind, "RC-12")} if kind else set())


def test_a_checklist_of_the_law_is_no_trace() -> None:
    rows = table("GSPR requirement | Applies | Evidence", "1 | yes | -", "2 | yes | RMF-003")
    assert seen(check=f"# Checklist\n\n{rows}\n") == set()
