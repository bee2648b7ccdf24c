"""Documents that are cited and missing are named once, with every place that cites them."""

from domain.observation import Observation
from review.chains.documents import missing_documents
from review.references import find_references
from tests.review.making import corpus

RISK = "# Risk file RMF-003\n\nThe user study is reported in USE-015, section 6.\n"
PLAN = "# Plan PMS-011\n\nUse errors: see USE-015. Risks are in RMF-003. SRS-103 is met.\n"


def observed(**files: str) -> list[Observation]:
    whole = corpus(**files)
    return list(missing_documents(whole, find_references(whole)))


def test_a_missing_document_with_all_its_places() -> None:
    (seen,) = observed(a=RISK, b=PLAN)
    assert (seen.subject, seen.missing) == ("USE-015", "USE-015")
    assert len({citation.document for citation in seen.citations}) == 2


def test_a_document_that_is_there_is_not_missing() -> None:
    assert not observed(a=RISK, b=PLAN, c="# Usability USE-015\n\nDone.\n")


def missing(text: str) -> list[str]:
    files = {"rmf": "# Risk file RMF-2\n\nAll is told.\n", "ifu": f"# Manual\n\n{text}\n"}
    return [one.subject for one in observed(**files)]


def test_what_is_called_a_document_is_one_however_its_code_is_built() -> None:
    assert missing("Complaints are handled by procedure SOP-88.") == ["SOP-88"]
    assert missing("The pump is handled as RMF-2 says.") == []
    assert missing("It is treated in section 3 with pump PX-88.") == []


def test_a_code_in_the_first_lines_of_a_document_is_not_its_own() -> None:
    assert missing("The plan RMP-2 is followed.") == ["RMP-2"]
