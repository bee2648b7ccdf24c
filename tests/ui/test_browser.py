"""The main path in a real Chromium, with a dossier that attacks the screen."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import samples
from tests.ui.browsing import LONG, running_app, watched

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PDF = "ARO-010_oversight_logging_accuracy.pdf"
DOCX = "DOC-014_declaration_of_conformity_draft.docx"
HOSTILE = (
    "# Risk management file\n\n"
    "The risk management process ![x](http://attacker.test/a.png) is "
    "<script>document.title='owned'</script> "
    "<img src=http://attacker.test/b.png onerror=\"document.title='owned'\"> established, "
    "implemented, documented and maintained over the whole life cycle of the device.\n"
)
HOSTILE_NAME = "![n](attacker.test) <img src=x> risk management.md"
QUOTE = "The risk management process ![x](http://attacker.test/a.png) is <script>"


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """`citemark app` over an empty data folder."""
    with running_app(tmp_path) as url:
        yield url


def test_from_files_to_a_quote(browser: Browser, address: str, tmp_path: Path) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    with watched(context) as page:
        make_dossier(page, address)
        add_documents(page, tmp_path)
        describe_device(page)
        run_review(page)
        page.screenshot(path=tmp_path / "review.png")
        open_finding(page)
        page.screenshot(path=tmp_path / "finding.png")
        see_the_page(page)
        page.screenshot(path=tmp_path / "page.png", full_page=True)
        delete_dossier(page, address)
        assert "owned" not in page.title()
    assert (tmp_path / "page.png").stat().st_size > 10_000
    context.close()


def make_dossier(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_text("Load the sample dossier")).to_be_visible()
    page.get_by_label("Name", exact=True).fill("Browser <b>dossier</b>")
    page.get_by_role("button", name="Make the dossier").click()
    expect(page.get_by_role("heading", name="Documents")).to_be_visible()


def add_documents(page: Page, tmp_path: Path) -> None:
    hostile = tmp_path / HOSTILE_NAME
    hostile.write_text(HOSTILE)
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing of a PDF")
    files = [samples.dossier_path() / PDF, samples.dossier_path() / DOCX, hostile, broken]
    page.locator("input[type=file]").set_input_files(files)
    expect(page.get_by_text("Next: describe the device")).to_be_visible()
    expect(page.get_by_test_id("stAlert").filter(has_text="broken.pdf")).to_be_visible()


def describe_device(page: Page) -> None:
    page.get_by_text("Next: describe the device").click()
    expect(page.get_by_role("heading", name="Device")).to_be_visible()
    page.get_by_label("Name", exact=True).fill("HepaVigil")
    page.get_by_label("Name", exact=True).press("Enter")
    page.get_by_label("Class", exact=True).click()
    page.get_by_role("option", name="IIb").click()
    expect(page.get_by_text("for such a device;")).to_be_visible()
    for question in ("Does it contain an AI system", "Was a model trained on data"):
        row = page.get_by_test_id("stHorizontalBlock").filter(has_text=question).last
        row.get_by_role("radio", name="Yes").click()
    expect(page.get_by_text("Its requirements apply from")).to_be_visible()


def run_review(page: Page) -> None:
    page.get_by_text("Next: the review").click()
    page.get_by_role("button", name="Run the review").click()
    expect(page.get_by_role("button", name="Run it again")).to_be_visible(timeout=LONG)
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()


def open_finding(page: Page) -> None:
    """The row whose evidence is the sentence that attacks; a refresh keeps the place."""
    page.get_by_role("textbox", name="Search").fill("MDR Art. 10(2)")
    page.get_by_role("textbox", name="Search").press("Enter")
    expect(page.get_by_text(re.compile(r"^1 of \d+ rows"))).to_be_visible()
    page.wait_for_timeout(1000)
    table = page.get_by_test_id("stDataFrame").bounding_box()
    assert table is not None
    page.mouse.click(table["x"] + 300, table["y"] + 50)
    expect(page.get_by_role("heading", name="MDR Art. 10(2)")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="MDR Art. 10(2)")).to_be_visible()
    expect(page.locator("mark").first).to_contain_text(QUOTE)
    assert page.locator("[data-testid=stHtml] script, [data-testid=stHtml] img").count() == 0


def see_the_page(page: Page) -> None:
    """A finding cited in the PDF shows the page with its words."""
    page.get_by_role("button", name="Table").click()
    page.get_by_role("textbox", name="Search").fill("ARO-010")
    page.get_by_role("textbox", name="Search").press("Enter")
    expect(page.get_by_text("Click a row")).to_be_visible()
    page.wait_for_timeout(1500)
    table = page.get_by_test_id("stDataFrame").bounding_box()
    assert table is not None
    page.mouse.click(table["x"] + 300, table["y"] + 50)
    expect(page.locator("mark").first).to_be_visible()
    expect(page.get_by_test_id("stImage").first).to_be_visible()


def delete_dossier(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Delete for good").click()
    expect(page.get_by_text("Load the sample dossier")).to_be_visible()
    expect(page.get_by_role("button", name="Delete")).to_have_count(0)
