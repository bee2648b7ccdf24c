"""Pages with a model behind a real server: an answer as it comes, what a review will cost."""

import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import samples
from review.dossier_work import DossierId
from tests.prompts.openai_server import Canned, prompt_of, replaying
from tests.ui.browsing import running_over

pytest.importorskip("langchain_openai", reason="the extra openai is not installed")
pytestmark = [pytest.mark.browser, pytest.mark.slow]

_SENTENCE = re.compile(r"^(P\d+\.S\d+): (.*)$", re.MULTILINE)
_CALLS = re.compile(r"At most ([\d,]+) calls")
_ONCE = 2  # the looks across the documents, however often a row is asked about
FIRST, LAST = "Logs are kept.", "Each of them is kept."


def reply(request: Mapping[str, object]) -> Canned:
    """Two carried sentences and one that nothing carries, a few letters at a time."""
    (name, _), *_ = _SENTENCE.findall(prompt_of(request))
    said = [(FIRST, [name]), ("Nobody says so.", []), (LAST, [name])]
    sentences = [{"text": text, "sources": sources} for text, sources in said]
    return Canned(json.dumps({"sentences": sentences, "not_settled": ""}), pause=1.0)


@pytest.fixture(scope="module")
def address(
    reviewed: tuple[Path, DossierId], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The application over a copy of the reviewed data folder, with a model."""
    with pytest.MonkeyPatch.context() as patch, replaying(reply) as server:
        patch.setenv("CITEMARK_MODEL", "openai:test")
        patch.setenv("CITEMARK_MODEL_URL", server.url)
        patch.setenv("CITEMARK_MODEL_BUDGET", "400000")
        with running_over(reviewed[0], tmp_path_factory.mktemp("with-model")) as url:
            yield url


def test_an_answer_is_shown_as_it_comes(page: Page, address: str) -> None:
    page.goto(f"{address}/ask?q=How+long+must+the+logs+be+kept%3F")
    expect(page.get_by_text(FIRST)).to_be_visible()
    assert page.get_by_text("Worded by openai:test").count() == 0
    expect(page.get_by_text("Worded by openai:test")).to_be_visible()
    expect(page.get_by_text(FIRST)).to_have_count(1)
    expect(page.get_by_text(LAST)).to_be_visible()
    expect(page.get_by_text("1 sentence of the model named no source")).to_be_visible()
    assert page.get_by_text("Nobody says so.").count() == 0


def test_what_a_review_costs_follows_how_often_it_asks(
    page: Page, address: str, reviewed: tuple[Path, DossierId]
) -> None:
    page.goto(f"{address}/review?dossier={reviewed[1].token}")
    expect(page.get_by_text(_CALLS)).to_be_visible()
    once = calls(page)
    times = page.get_by_role("spinbutton", name="Times each question is put")
    times.fill("2")
    times.press("Enter")
    twice = 2 * (once - _ONCE) + _ONCE
    expect(page.get_by_text(f"At most {twice:,} calls")).to_be_visible()
    expect(page.get_by_text("That is more than the budget")).to_be_visible()
    page.get_by_text("Let openai:test read too").click()
    expect(times).to_have_count(0)


def test_a_batch_tells_what_the_model_costs_before_it_begins(
    page: Page, address: str, tmp_path: Path
) -> None:
    files = []
    for number in (1, 2):
        path = tmp_path / f"submission {number}.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("plan.md", "# Plan\n")
            archive.write(samples.device_path(), "device.yaml")
        files.append(path)
    page.goto(f"{address}/batch")
    expect(page.get_by_role("button", name="Begin")).to_be_visible()
    assert page.get_by_text("Let openai:test read too").count() == 0
    page.locator("input[type=file]").first.set_input_files(files)
    expect(page.get_by_text("400,000 tokens for each of 2 submissions")).to_be_visible()
    page.get_by_text("Let openai:test read too").click()
    expect(page.get_by_text(_CALLS)).to_have_count(0)
    expect(page.get_by_role("button", name="Begin")).to_be_enabled()


def calls(page: Page) -> int:
    found = _CALLS.search(page.get_by_text(_CALLS).inner_text())
    assert found
    return int(found[1].replace(",", ""))
