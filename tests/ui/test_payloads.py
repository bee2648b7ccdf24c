"""Fifty payloads as names, document text, a model's words and a person's, over all pages."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import samples
from domain.access import Retention, Role
from domain.decision import DecisionKind
from domain.finding import Finding, ModelOpinion, ModelStatus, Review
from regulations.profile import load_profile
from review.assembly import Workbench
from review.deciding import Desk, Reviewed, Said
from review.dossier_work import DossierId, DossierWork
from review.settings import Settings
from tests.ui.browsing import at_rest, new_page, running_over
from tests.ui.payloads import FOUND_IN_THE_PAGE, HOST, PAYLOADS

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = sorted(
    path.stem
    for path in (Path(__file__).parents[2] / "ui" / "pages").glob("*.py")
    if path.stem not in {"__init__", "dossiers"}
)
ALL = "\n\n".join(PAYLOADS)
SENTENCE = (
    "The risk management process {} is established, implemented, documented and maintained as a "
    "continuous process over the life cycle of the device.\n\n"
)


def nothing(_done: int, _all: int, _what: str) -> None:
    """Progress that nobody looks at."""


def attacked(finding: Finding) -> Finding:
    """A finding in whose words everything stands that a model could say."""
    opinions = tuple(
        ModelOpinion(one.criterion, ModelStatus.UNCLEAR, (), ALL, ALL, ALL)
        for one in finding.criteria
    )
    return replace(finding, reason=ALL, model_note=ALL, opinions=opinions)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, DossierId, str]:
    """A data folder in which all that others name or write is a payload, and a cited row."""
    data = tmp_path_factory.mktemp("payloads")
    with Workbench(Settings(data=data)) as bench:
        work, store = DossierWork(bench), bench.store
        for payload in PAYLOADS:
            store.create_dossier(payload)
        profile = load_profile(samples.device_path())
        profile = replace(profile, name=PAYLOADS[0], version=PAYLOADS[13])
        dossier = store.create_dossier(PAYLOADS[11], profile)
        text = "# Risk management\n\n" + "".join(map(SENTENCE.format, PAYLOADS))
        named = [(f"{payload}.md", f"# {payload}\n".encode()) for payload in PAYLOADS]
        work.add_files(dossier, [("risk.md", text.encode()), *named], nothing)
        made = bench.review(work.corpus(dossier), profile, dossier=dossier)
        row = next(f.obligation for f in made.findings if f.citations)
        keep(bench, dossier, made, row)
    return data, dossier, row


def keep(bench: Workbench, dossier: DossierId, made: Review, row: str) -> None:
    changed = replace(made, findings=tuple(map(attacked, made.findings)))
    number = bench.store.put_review(dossier, changed, who=PAYLOADS[14])
    said = Said(DecisionKind.COMMENT, ALL)
    Desk(bench).decide(Reviewed(dossier, number, changed), [row], said, who=PAYLOADS[15])
    bench.store.set_retention(dossier, Retention(hold=PAYLOADS[13]), ALL, who=PAYLOADS[16])
    bench.store.set_member(dossier, "x@attacker.test", Role.READER)


@pytest.fixture(scope="module")
def address(
    folder: tuple[Path, DossierId, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    with running_over(folder[0], tmp_path_factory.mktemp("payloads-app")) as url:
        yield url


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with new_page(browser, height=3000) as opened:
        yield opened


def drawn(page: Page, url: str) -> str:
    page.goto(url)
    expect(page.get_by_test_id("stHeading").first).to_be_visible()
    at_rest(page)
    assert page.evaluate(FOUND_IN_THE_PAGE) == []
    return page.inner_text("body").replace("\u2060", "")


def test_the_list_of_dossiers_shows_fifty_names_as_words(page: Page, address: str) -> None:
    words = drawn(page, address)
    assert f"![a]({HOST}/1.png)" in words
    assert "<script>window.owned=1</script>" in words


@pytest.mark.parametrize("name", PAGES)
def test_no_page_of_the_dossier_fetches_or_runs_anything(
    page: Page, address: str, folder: tuple[Path, DossierId, str], name: str
) -> None:
    _, dossier, row = folder
    words = drawn(page, f"{address}/{name}?dossier={dossier}&finding={row}")
    if name == "finding":
        assert all(payload.split()[0].splitlines()[0][:12] in words for payload in PAYLOADS[11:44])


def test_a_node_that_fetches_or_runs_would_be_seen(browser: Browser) -> None:
    context = browser.new_context(offline=True)
    page = context.new_page()
    for payload in PAYLOADS[11:24]:
        page.set_content(f"<div id=root>{payload}</div>", wait_until="commit")
        assert page.evaluate(FOUND_IN_THE_PAGE.replace("location.href", "'http://127.0.0.1/'"))
    context.close()
