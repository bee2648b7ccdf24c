"""Each page's main path in a real Chromium, over one running application and one review."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from review.dossier_work import DossierId
from tests.ui.browsing import at_rest, running_app, watched

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = ("", "documents", "device", "review", "finding", "activity", "batch", "settings")
NOTE = b"# Risk management plan\n\nThe risk management process is established and maintained.\n"


@pytest.fixture(scope="module")
def address(
    reviewed: tuple[Path, DossierId], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The application over a copy of the reviewed data folder."""
    folder = tmp_path_factory.mktemp("workbench")
    shutil.copytree(reviewed[0], folder / "data")
    with running_app(folder) as url:
        yield url


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    with watched(context) as opened:
        yield opened
    context.close()


@pytest.fixture
def at(reviewed: tuple[Path, DossierId]) -> str:
    """What names the reviewed dossier in an address."""
    return f"dossier={reviewed[1].token}"


def test_evidence_is_marked_by_hand(page: Page, address: str, at: str) -> None:
    page.goto(f"{address}/finding?{at}&finding=mdr.art-10.1")
    page.get_by_text("Mark another place as evidence").click()
    words = page.get_by_label("Words that stand in a document")
    words.fill("risk management process")
    words.press("Enter")
    page.get_by_role("button", name="Mark as evidence").last.click()
    expect(page.get_by_text("Marked as evidence by a person.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Marked as evidence by a person.")).to_be_visible()


def test_the_matrix_narrows_and_a_bar_leads_to_its_rows(page: Page, address: str, at: str) -> None:
    page.goto(f"{address}/review?{at}")
    rows = page.get_by_text("rows. Click a row")
    expect(rows).to_be_visible()
    before = rows.inner_text()
    page.get_by_role("button", name="gap").click()
    expect(rows).not_to_have_text(before)
    page.get_by_text("Chapters", exact=True).click()
    chart = page.get_by_test_id("stEChartsChart").or_(page.locator("canvas").first).first
    expect(chart).to_be_visible()
    expect(page.get_by_text("Click a bar or a number")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Review", exact=True)).to_be_visible()


def test_a_file_is_replaced_and_its_type_stays(
    page: Page, address: str, at: str, tmp_path: Path
) -> None:
    page.goto(f"{address}/documents?{at}")
    page.get_by_text("Replace a file with its next revision").click()
    newer = tmp_path / "renamed.md"
    newer.write_bytes(NOTE)
    page.locator("input[type=file]").last.set_input_files(newer)
    expect(page.get_by_text("Revisions by sha256: 1")).to_contain_text("2 (")


def test_a_question_is_answered_with_its_place(page: Page, address: str, at: str) -> None:
    page.goto(f"{address}/ask?{at}&q=Who+is+responsible+for+risk+management%3F")
    expect(page.get_by_text("Law: ").or_(page.get_by_text("Document: ")).first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_can_be_read_and_named(
    browser: Browser, address: str, at: str, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": 1280, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    faults = []
    with watched(context) as page:
        for name in PAGES:
            page.goto(f"{address}/{name}?{at}")
            expect(page.locator("h1, h2").first).to_be_visible()
            at_rest(page)
            faults += [f"{name}: {fault}" for fault in page.evaluate(FAULTS)]
    context.close()
    assert not faults


FAULTS = (Path(__file__).parent / "faults.js").read_text("utf-8")
"""A function for the page: controls without a name, and words without contrast (WCAG AA)."""
