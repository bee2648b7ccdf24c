"""The exports opened by LibreOffice, which is required where CITEMARK_OFFICE says so."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from review.comparing import compare
from review.comparison_files import comparison_workbook
from review.report.anchored import Remark, with_comments
from review.report.csv_file import csv_file
from review.report.gap_report import gap_report
from review.report.page import page
from review.report.workbook import workbook
from tests.review.report.making import report
from tests.review.report.test_anchored import source

pytestmark = pytest.mark.slow
_TIMEOUT = 300


@pytest.fixture(scope="module")
def office() -> str:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        if os.environ.get("CITEMARK_OFFICE") == "required":
            pytest.fail("LibreOffice is required here and absent")
        pytest.skip("LibreOffice is absent: the exports were not opened by it")
    return found


@pytest.fixture(scope="module")
def pages(office: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The words on each page of each file, as LibreOffice lays it out."""
    folder = tmp_path_factory.mktemp("office")
    files = {
        "checklist.xlsx": workbook(report()),
        "comparison.xlsx": comparison_workbook(compare(report(), report())),
        "gaps.docx": gap_report(report()),
        "commented.docx": with_comments(source(), [Remark("override the", 0, "said of it")]),
        "page.html": page(report()),
        "table.csv": csv_file(report()),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    profile = (folder / "profile").as_uri()
    subprocess.run(  # noqa: S603 - our own command
        [
            office,
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder / "pdf"),
            *(str(folder / name) for name in files),
        ],
        check=True,
        capture_output=True,
        timeout=_TIMEOUT,
    )
    return {name: _words((folder / "pdf" / name).with_suffix(".pdf")) for name in files}


def _words(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    try:
        return [sheet.get_textpage().get_text_bounded() for sheet in document]
    finally:
        document.close()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("checklist.xlsx", ["MDR Annex I (GSPR)", "AI Act Annex IV", "Risk management", "Page 1"]),
        ("comparison.xlsx", ["What else differs", "same"]),
        ("gaps.docx", ["Gap report", "Contents", "Findings by topic", "Page 1 of"]),
        ("commented.docx", ["The reader can override the output."]),
        ("page.html", ["Review of", "Open questions", "Head of the audit trail"]),
        ("table.csv", ["machine_verdict"]),
    ],
)
def test_it_opens_and_says_what_it_must(
    pages: dict[str, list[str]], name: str, told: list[str]
) -> None:
    words = " ".join(" ".join(pages[name]).split())
    for one in told:
        assert one in words


def test_the_contents_say_on_which_page_a_chapter_is(pages: dict[str, list[str]]) -> None:
    made = pages["gaps.docx"]
    line = re.search(r"Findings by topic[ .]+(\d+)", " ".join(made[0].split()))
    assert line is not None
    assert "Findings by topic" in made[int(line[1]) - 1]


def test_the_head_of_a_table_is_on_every_page(pages: dict[str, list[str]]) -> None:
    checklist = [p for p in pages["checklist.xlsx"] if "MDR Annex I (GSPR)" in p and "Page" in p]
    assert len(checklist) > 1
    assert all("Requirement" in sheet or "Sheet" in sheet for sheet in checklist)


def test_no_formula_was_worked_out(pages: dict[str, list[str]]) -> None:
    words = " ".join(" ".join(every) for every in pages.values())
    assert "#NAME?" not in words
    assert "Err:" not in words
    assert "=Pot" in words
