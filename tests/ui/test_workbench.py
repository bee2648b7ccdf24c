"""Each page's main path in a real Chromium, over one running application and one review."""

import io
import re
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ui.browsing import LONG, at_rest, running_app, shortcut, watched

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = ("", "documents", "device", "review", "finding", "activity", "batch", "settings")
GAP = "mdr.art-5.1"
DEVICE = b"name: Small\nversion: '1'\nframework: mdr\nclass: IIa\nfacts: {software: yes}\n"
NOTE = b"# Risk management plan\n\nThe risk management process is established and maintained.\n"


def test_a_row_is_decided_by_key_and_stays_so(page: Page, address: str, at: str) -> None:
    page.goto(f"{address}/finding?{at}&finding={GAP}")
    heading = page.get_by_role("heading", name="MDR Art. 5(1)")
    expect(heading).to_be_visible()
    shortcut(page, "v")
    page.get_by_role("button", name="Change it").click()
    expect(page.get_by_text("say in a sentence why")).to_be_visible()
    page.get_by_role("textbox", name="Why").fill("The annex that is not in this dossier says it.")
    page.get_by_role("button", name="Change it").click()
    expect(page.get_by_text("changed to covered")).to_be_visible()
    page.reload()
    expect(page.get_by_text("changed to covered")).to_be_visible()
    shortcut(page, "a")
    expect(heading).to_have_count(0)
    shortcut(page, "m")
    page.get_by_role("textbox", name="Comment").fill("Ask the author.")
    page.get_by_role("button", name="Keep the comment").click()
    expect(page.get_by_text("What people said (1)")).to_be_visible()
    page.goto(f"{address}/activity?{at}")
    page.get_by_role("button", name="Check the trail").click()
    expect(page.get_by_text("The trail is whole")).to_be_visible()


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


def test_a_dossier_goes_on_as_its_next_revision_in_a_second_tab(
    page: Page, address: str, at: str
) -> None:
    page.goto(f"{address}/?{at}")
    page.get_by_role("button", name="Next revision").first.click()
    page.get_by_role("dialog").get_by_label("Name").fill("Two files, April")
    page.get_by_role("button", name="Make the copy").click()
    expect(page.get_by_role("heading", name="Documents")).to_be_visible()
    second = page.context.new_page()
    second.goto(page.url)
    chosen = second.get_by_role("combobox", name="Open dossier")
    expect(chosen).to_have_value("Two files, April")
    second.get_by_role("link", name="Review").click()
    expect(second.get_by_role("button", name="Next open row")).to_be_visible()
    second.close()


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


def test_the_places_of_an_answer_open_as_on_the_finding_page(
    page: Page, address: str, at: str
) -> None:
    page.goto(f"{address}/ask?{at}&q=How+long+must+the+logs+be+kept%3F")
    said = page.get_by_test_id("stVerticalBlock")
    document = said.filter(has_text=re.compile(r"^Document: ARO-010")).first
    document.get_by_text("See it in its place").click()
    picture = document.get_by_role("img", name=re.compile(r"Page \d+ with the cited words marked"))
    expect(picture).to_be_visible()
    expect(document.locator("mark")).to_be_visible()
    law = said.filter(has_text=re.compile(r"^Law: AI Act")).first
    law.get_by_text("See it in its place").click()
    law.get_by_role("link", name="Read around it").click()
    expect(page).to_have_url(re.compile(r"/law\?.*pinpoint=aia"))


def test_a_batch_runs_to_its_summary_and_names_what_fails(
    page: Page, address: str, tmp_path: Path
) -> None:
    good, empty = tmp_path / "good.zip", tmp_path / "no-device.zip"
    good.write_bytes(archive({"device.yaml": DEVICE, "plan.md": NOTE}))
    empty.write_bytes(archive({"plan.md": NOTE}))
    page.goto(f"{address}/batch")
    page.locator("input[type=file]").first.set_input_files([good, empty])
    begin = page.get_by_role("button", name="Begin")
    expect(begin).to_be_enabled()
    begin.click()
    expect(page.get_by_role("button", name="summary.xlsx")).to_be_visible(timeout=LONG)
    page.reload()
    expect(page.get_by_role("button", name="review.xlsx")).to_be_visible()
    expect(page.get_by_text("2 submissions, handed in here, ended").first).to_be_visible()


def archive(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return target.getvalue()


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


def test_a_first_visit_finds_a_gap_and_its_evidence(
    browser: Browser, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """From an empty data folder to a gap and the words that did not count, as a newcomer goes."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    with running_app(tmp_path) as address, watched(context) as page:
        page.goto(address)
        start = time.monotonic()
        page.get_by_role("button", name="Load the sample dossier").click()
        expect(page.get_by_role("button", name="Show me a gap")).to_be_visible(timeout=LONG)
        reviewed_after = time.monotonic() - start
        page.get_by_role("button", name="Show me a gap").click()
        expect(page.get_by_text("Not taken as evidence").first).to_be_visible()
        expect(page.locator("mark").first).to_be_visible()
        found_after = time.monotonic() - start
    context.close()
    record_property("seconds to the review", round(reviewed_after))
    record_property("seconds to a gap and its evidence", round(found_after))
    print(f"reviewed after {reviewed_after:.0f} s, evidence after {found_after:.0f} s")  # noqa: T201
