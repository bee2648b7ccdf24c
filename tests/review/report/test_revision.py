import pytest

import samples
from domain.document import Document
from ingest.reading import read_bytes
from review.report.revision import revision_of
from tests.review.making import document

SAID = {
    "ARO-010": "1.1",
    "CER-005": "2.0",
    "CYB-008": "1.2",
    "DOC-014": "0.3 draft",
    "GSPR-012": "2.2",
    "IFU-006": "3.2-B",
    "QMP-013": "7.2",
    "RMT-004": "3.1",
}


@pytest.mark.parametrize("code", SAID)
def test_the_sample_says_its_revisions(code: str) -> None:
    (path,) = samples.dossier_path().glob(f"{code}*")
    (read,) = read_bytes(path.name, path.read_bytes())
    assert isinstance(read, Document)
    assert revision_of(read) == SAID[code]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Plan\n\nRevision C\n", "C"),
        ("# Plan\n\nRev. 4, 2026-01-02\n", "4"),
        ("# Plan\n\nVersion history\n\nThe plan is kept.\n", ""),
        ("# Plan\n\nDevice: Pot, version 3.2\n", ""),
        ("# Plan\n\nSee RMF-003, version 3.1\n", ""),
        ("# Plan\n\nEach new version is tested against the one before it as the plan says.\n", ""),
        ("# Plan\n\n| Version | Date | Change |\n|---|---|---|\n| 1.0 | 2026 | First |\n", ""),
    ],
)
def test_only_what_the_title_block_says_of_the_document(text: str, expected: str) -> None:
    assert revision_of(document(text, "PLAN-001_plan.md")) == expected
