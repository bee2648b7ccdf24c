"""Pages with a model behind a real server: an answer as it comes, what a review will cost."""

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from review.dossier_work import DossierId
from tests.prompts.openai_server import Canned, prompt_of, replaying
from tests.ui.browsing import running_app, watched

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
    folder = tmp_path_factory.mktemp("with-model")
    shutil.copytree(reviewed[0], folder / "data")
    with pytest.MonkeyPatch.context() as patch, replaying(reply) as server:
        patch.setenv("CITEMARK_MODEL", "openai:test")
        patch.setenv("CITEMARK_MODEL_URL", server.url)
        patch.setenv("CITEMARK_MODEL_BUDGET", "400000")
        with running_app(folder) as url:
            yield url


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    with watched(context) as opened:
        yield opened
    context.close()


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


def calls(page: Page) -> int:
    found = _CALLS.search(page.get_by_text(_CALLS).inner_text())
    assert found
    return int(found[1].replace(",", ""))
