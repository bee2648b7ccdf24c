"""Two people who sign in at a real provider, in a real browser, over all pages and ids."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from domain.access import User
from domain.batch import Submission, SubmissionState
from review.assembly import Workbench
from review.dossier_work import DossierId, DossierWork
from review.settings import Settings
from tests.ui import oidc_provider
from tests.ui.browsing import free_port, started

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = Path(__file__).parents[2] / "ui" / "pages"
NAMES = sorted(path.stem for path in PAGES.glob("*.py") if path.stem != "__init__")
MARKER = "qzkxanna"
ANNA, EVE = "anna@example.org", "eve@example.org"


@pytest.fixture(scope="module")
def provider() -> Iterator[oidc_provider.Provider]:
    with oidc_provider.running() as one:
        yield one


@pytest.fixture(scope="module")
def annas(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, DossierId]:
    """A data folder with a dossier of Anna's, of which every name holds a marker."""
    folder = tmp_path_factory.mktemp("signed-in") / "data"
    with Workbench(Settings(data=folder)) as bench:
        work = DossierWork(bench)
        dossier = bench.store.create_dossier(MARKER, user=User(ANNA, "Anna"))
        text = f"# {MARKER}\n\nThe {MARKER} process is established.\n".encode()
        work.add_files(dossier, [(f"{MARKER}.md", text)], lambda *_: None)
    return folder, dossier


@pytest.fixture(scope="module")
def batch(annas: tuple[Path, DossierId]) -> str:
    """The token of a batch of Anna's, of which every name holds the marker."""
    with Workbench(Settings(data=annas[0])) as bench:
        made = bench.store.create_batch(
            f"/{MARKER}", f"/{MARKER}-reports", bench.today(), user=User(ANNA, "Anna")
        )
        failed = Submission("a", MARKER, state=SubmissionState.FAILED, reason=f"{MARKER} is broken")
        bench.store.put_submissions(made, [failed])
    return made.token


@pytest.fixture(scope="module")
def address(
    annas: tuple[Path, DossierId],
    batch: str,
    provider: oidc_provider.Provider,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    del batch
    folder, port = tmp_path_factory.mktemp("app"), free_port()
    login = folder / "login.toml"
    login.write_text(
        "[auth]\n"
        f'redirect_uri = "http://127.0.0.1:{port}/oauth2callback"\n'
        f'cookie_secret = "{"c" * 40}"\n'
        f'client_id = "{oidc_provider.CLIENT}"\n'
        f'client_secret = "{oidc_provider.SECRET}"\n'
        f'server_metadata_url = "{provider.metadata_url}"\n'
    )
    login.chmod(0o600)
    with started(folder, annas[0], port, {"CITEMARK_LOGIN": str(login)}) as url:
        yield url
    assert oidc_provider.SECRET not in (folder / "app.log").read_text()


def signed_in(browser: Browser, address: str, provider: oidc_provider.Provider, who: str) -> Page:
    provider.claims = {"email": who, "name": who.partition("@")[0].title(), "email_verified": True}
    page = browser.new_context().new_page()
    page.set_default_timeout(90_000)
    page.goto(address)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text(f"({who.partition('@')[0]}").first).to_be_visible()
    return page


def settled(page: Page, url: str) -> str:
    page.goto(url)
    page.get_by_test_id("stSidebarNav").first.wait_for()
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    return shown(page)


def shown(page: Page) -> str:
    """All that a page holds: its markup, its words and what stands in its fields."""
    fields = page.locator("input, textarea").evaluate_all("all => all.map(one => one.value)")
    return " ".join([page.content(), page.inner_text("body"), *fields])


def test_without_signing_in_no_page_shows_anything(
    browser: Browser, address: str, annas: tuple[Path, DossierId]
) -> None:
    page = browser.new_context().new_page()
    for name in NAMES:
        page.goto(f"{address}/{name}?dossier={annas[1]}")
        page.get_by_role("button", name="Sign in").wait_for()
        words = shown(page)
        assert MARKER not in words, name
        assert "sign in first" in words.casefold(), name


def test_one_sees_the_dossier_and_another_no_word_of_it(
    browser: Browser,
    address: str,
    provider: oidc_provider.Provider,
    annas: tuple[Path, DossierId],
) -> None:
    at = f"?dossier={annas[1]}"
    anna = signed_in(browser, address, provider, ANNA)
    eve = signed_in(browser, address, provider, EVE)
    assert MARKER in settled(anna, f"{address}/{at}")
    leaks = [name for name in NAMES if MARKER in settled(eve, f"{address}/{name}{at}")]
    assert leaks == []


def test_one_sees_the_own_batch_and_another_no_word_of_it(
    browser: Browser, address: str, provider: oidc_provider.Provider, batch: str
) -> None:
    at = f"{address}/batch?batch={batch}"
    anna = signed_in(browser, address, provider, ANNA)
    eve = signed_in(browser, address, provider, EVE)
    assert f"{MARKER} is broken" in settled(anna, at).casefold()
    assert anna.get_by_label("Or a folder on this machine").count() == 0
    assert MARKER not in settled(eve, at)
    assert eve.get_by_role("button", name="Erase").count() == 0
    assert eve.get_by_text("ZIP files, one a submission").count() == 1


def test_a_sign_in_ends_when_the_provider_says(
    browser: Browser, address: str, provider: oidc_provider.Provider
) -> None:
    provider.seconds = 8
    try:
        page = signed_in(browser, address, provider, ANNA)
    finally:
        provider.seconds = 3600
    page.wait_for_timeout(9_000)
    page.goto(f"{address}/documents")
    expect(page.get_by_text("Your sign-in has ended")).to_be_visible()
    assert MARKER not in page.inner_text("body")


def test_whoever_signs_out_is_out(
    browser: Browser, address: str, provider: oidc_provider.Provider
) -> None:
    page = signed_in(browser, address, provider, EVE)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()


def test_an_owner_gives_a_role_on_the_screen_and_takes_it_away(
    browser: Browser,
    address: str,
    provider: oidc_provider.Provider,
    annas: tuple[Path, DossierId],
) -> None:
    at = f"{address}/keeping?dossier={annas[1]}"
    anna = signed_in(browser, address, provider, ANNA)
    eve = signed_in(browser, address, provider, EVE)
    settled(anna, at)
    anna.get_by_label("E-mail address that the sign-in gives").fill(EVE)
    anna.get_by_role("button", name="Give the role").click()
    expect(anna.get_by_text(f"{EVE}: reader")).to_be_visible()
    assert MARKER in settled(eve, f"{address}/documents?dossier={annas[1]}")
    assert "Only an owner changes what stands here" in settled(eve, at)
    assert eve.get_by_role("button", name="Give the role").count() == 0
    assert eve.get_by_role("button", name="Remove").count() == 0
    row = anna.get_by_test_id("stHorizontalBlock").filter(has_text=f"{EVE}: reader").last
    row.get_by_role("button", name="Remove").click()
    expect(anna.get_by_text(f"{EVE}: reader")).to_have_count(0)
    assert MARKER not in settled(eve, at)
