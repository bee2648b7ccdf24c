"""Paths through the workbench that lead from one thing to another, in a real Chromium."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import samples
from tests.ui.browsing import LONG, at_rest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DEVICE = samples.device_path().read_bytes()
NOTE = b"# Risk management plan\n\nThe risk management process is established and maintained.\n"
_HEAD, _LINE = 34, 24
"""Pixels of the chart of verdicts: what stands above the bars, and the height of a bar."""
_FIRST_CELL = (300, 52)
"""Pixels from the corner of a table of counts to the middle of its first number."""


def test_a_bar_leads_to_the_rows_behind_it(page: Page, address: str, at: str) -> None:
    page.goto(f"{address}/review?{at}")
    page.get_by_text("Chapters", exact=True).click()
    chart = page.get_by_test_id("stEChartsChart").or_(page.locator("canvas")).first
    expect(chart).to_be_visible()
    at_rest(page)
    box = chart.bounding_box()
    assert box is not None
    only = page.get_by_text(re.compile(r"^Only: "))
    for line in range(8):
        page.mouse.click(box["x"] + 420, box["y"] + _HEAD + _LINE * line + _LINE / 2)
        page.wait_for_timeout(1500)
        if only.count():
            break
    expect(only).to_contain_text(re.compile("Chapter|Annex"))
    expect(page.get_by_text("Click a row to see its evidence")).to_be_visible()
    page.get_by_role("button", name="Show all again").click()
    expect(only).to_have_count(0)


def test_a_number_of_the_heat_map_leads_to_its_rows(page: Page, address: str, at: str) -> None:
    page.goto(f"{address}/review?{at}")
    page.get_by_test_id("stButtonGroup").get_by_text("Documents", exact=True).click()
    expect(page.get_by_text("For how many rows a document holds evidence")).to_be_visible()
    at_rest(page)
    table = page.get_by_test_id("stDataFrame").bounding_box()
    assert table is not None
    right, down = _FIRST_CELL
    page.mouse.click(table["x"] + right, table["y"] + down)
    only = page.get_by_text(re.compile(r"^Only: "))
    expect(only).to_contain_text("·")
    expect(page.get_by_role("radio", name="Rows", exact=True)).to_be_checked()


def test_a_batch_pauses_goes_on_and_is_opened_as_a_dossier(
    page: Page, address: str, tmp_path: Path
) -> None:
    files = []
    for number in range(1, 5):
        path = tmp_path / f"submission {number}.zip"
        path.write_bytes(packed({"device.yaml": DEVICE, "plan.md": NOTE + b"%d\n" % number}))
        files.append(path)
    page.goto(f"{address}/batch")
    page.locator("input[type=file]").first.set_input_files(files)
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_text("4 submissions, handed in here, paused").first).to_be_visible()
    page.reload()
    page.get_by_role("button", name="Resume").click()
    expect(page.get_by_text("4 submissions, handed in here, ended").first).to_be_visible(
        timeout=LONG
    )
    page.get_by_role("button", name="Open as a dossier").click()
    expect(page.get_by_role("button", name="Next open row")).to_be_visible(timeout=LONG)
    chosen = page.get_by_role("combobox", name="Open dossier")
    expect(chosen).to_have_value("submission 1.zip")
    page.get_by_role("link", name="Batch").click()
    expect(page.get_by_role("button", name="Open its dossier")).to_be_visible()


def packed(files: dict[str, bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def new_dossier(page: Page, address: str, name: str) -> None:
    page.goto(address)
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_role("button", name="Make the dossier").click()
    expect(page.get_by_role("heading", name="Documents")).to_be_visible()


def test_reading_is_broken_off_and_taken_up_again(page: Page, address: str) -> None:
    new_dossier(page, address, "Broken off")
    files = sorted(samples.dossier_path().glob("*.pdf"))
    page.locator("input[type=file]").first.set_input_files(files)
    page.get_by_role("button", name="Cancel", exact=True).click()
    expect(page.get_by_text("Some files were kept and not read")).to_be_visible()
    page.reload()
    page.get_by_role("button", name="Read again").click()
    expect(page.get_by_role("button", name="Cancel", exact=True)).to_have_count(0)
    expect(page.get_by_text("Some files were kept and not read")).to_have_count(0)
    expect(page.get_by_text("Next: describe the device")).to_be_visible()


def test_a_folder_and_an_archive_are_handed_in_with_all_inside(
    page: Page, address: str, tmp_path: Path
) -> None:
    new_dossier(page, address, "Folder and archive")
    inside = tmp_path / "file" / "annex"
    inside.mkdir(parents=True)
    (tmp_path / "file" / "plan.md").write_bytes(NOTE)
    (inside / "report.md").write_bytes(NOTE + b"The report.\n")
    page.get_by_text("Whole folders").click()
    expect(page.get_by_text("Add a folder")).to_be_visible()
    page.locator("input[type=file]").first.set_input_files(tmp_path / "file")
    expect(page.get_by_text("Next: describe the device")).to_be_visible()
    expect(page.get_by_text("Add files", exact=True)).to_be_visible()
    archive = tmp_path / "more.zip"
    archive.write_bytes(packed({"a.md": NOTE + b"First.\n", "b.md": NOTE + b"Second.\n"}))
    page.locator("input[type=file]").first.set_input_files(archive)
    for name in ("plan.md", "annex/report.md", "more.zip/a.md", "more.zip/b.md"):
        cell = page.locator("canvas [role=gridcell]", has_text=re.compile(rf"{name}$"))
        expect(cell).to_have_count(1)


def test_a_review_is_signed_off_and_nothing_more_is_decided(
    page: Page, address: str, at: str
) -> None:
    page.goto(f"{address}/review?{at}")
    page.get_by_role("button", name="Sign off").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("not decided yet")).to_be_visible()
    dialog.get_by_role("button", name="Sign off").click()
    expect(dialog.get_by_test_id("stAlert").last).to_contain_text("state why")
    dialog.get_by_label("Statement").fill("The rest is for the next revision.")
    dialog.get_by_role("button", name="Sign off").click()
    expect(page.get_by_text("Signed off by Ada")).to_be_visible()
    page.reload()
    expect(page.get_by_text("The rest is for the next revision.")).to_be_visible()
    page.goto(f"{address}/finding?{at}&finding=mdr.art-5.1")
    expect(page.get_by_text("nothing more is decided")).to_be_visible()
    expect(page.get_by_role("button", name="Agree")).to_have_count(0)
