import pytest

from domain.device import Framework
from regulations.transitions import transitions


def told(framework: Framework) -> dict[str, str]:
    return {fact.id: fact.says for fact in transitions(framework)}


def test_each_framework_has_its_own_legacy_rule() -> None:
    mdr, ivdr = told(Framework.MDR), told(Framework.IVDR)
    assert "31 December 2028" in mdr["fact-046"]
    assert "fact-046" not in ivdr
    assert "31 December 2029" in ivdr["fact-047"]
    assert "fact-047" not in mdr


@pytest.mark.parametrize("framework", list(Framework))
def test_eudamed_is_told_with_what_was_not_found(framework: Framework) -> None:
    found = told(framework)
    assert "28 May 2026" in found["fact-042"]
    assert "No notice" in found["fact-043"]
