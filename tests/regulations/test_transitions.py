import pytest

from regulations.profile import parse_profile
from regulations.transitions import transitions


def told(framework: str, risk_class: str, facts: str) -> dict[str, str]:
    profile = parse_profile(
        f"name: X\nframework: {framework}\nclass: {risk_class}\nfacts: {{{facts}}}"
    )
    return {fact.id: fact.says for fact in transitions(profile)}


def test_each_framework_has_its_own_legacy_rule() -> None:
    mdr, ivdr = told("mdr", "IIb", "software: no"), told("ivdr", "C", "software: no")
    assert "31 December 2028" in mdr["fact-046"]
    assert "fact-046" not in ivdr
    assert "31 December 2029" in ivdr["fact-047"]
    assert "fact-047" not in mdr


@pytest.mark.parametrize("framework", ["mdr", "ivdr"])
def test_eudamed_is_told_with_what_was_not_found(framework: str) -> None:
    found = told(framework, {"mdr": "I", "ivdr": "B"}[framework], "software: yes")
    assert "28 May 2026" in found["fact-042"]
    assert "No notice" in found["fact-043"]


@pytest.mark.parametrize(
    ("risk_class", "facts", "told_of"),
    [
        ("IIb", "software: yes, ai-system: yes", True),
        ("IIb", "software: yes, ai-system: unknown", True),
        ("IIb", "software: yes, ai-system: no", False),
        ("I", "software: yes, ai-system: yes, measuring: no", False),
    ],
)
def test_the_legacy_rule_for_systems_is_for_what_may_be_high_risk(
    risk_class: str, facts: str, *, told_of: bool
) -> None:
    assert ("fact-058" in told("mdr", risk_class, facts)) is told_of
