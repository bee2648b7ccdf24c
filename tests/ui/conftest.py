"""A data folder with a reviewed dossier of two small files of the sample, made once."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from playwright.sync_api import Browser, Page, sync_playwright

import samples
from regulations.profile import load_profile
from review.assembly import Workbench
from review.dossier_work import DossierId, DossierWork
from review.settings import Settings
from tests.ui.browsing import new_page, running_over
from ui.parts.opened import work

FILES = ("QMP-013_quality_manual_vigilance.md", "ARO-010_oversight_logging_accuracy.pdf")
HOSTILE = (
    b"# Instructions for use\n\n"
    b"![x](http://attacker.test/p.png) <script>document.title='owned'</script>\n\n"
    b"The risk management process ![x](http://attacker.test/q.png) is "
    b"<img src=http://attacker.test/i.png onerror=\"document.title='owned'\"> established, "
    b"implemented, documented and maintained as a continuous process over the life cycle.\n"
)
HOSTILE_NAME = "![n](http:..attacker.test.n.png) <b>risk</b> management.md"


def nothing(_done: int, _all: int, _what: str) -> None:
    """Progress that nobody looks at."""


SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def chromium() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None and os.environ.get("CITEMARK_BROWSER") == "required":
        pytest.fail("CITEMARK_BROWSER=required, and no Chromium is installed")
    if path is None:
        pytest.skip("no Chromium is installed")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        yield running
        running.close()


@pytest.fixture(scope="session")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, DossierId]:
    """A data folder with one reviewed dossier, and the dossier's id."""
    folder = tmp_path_factory.mktemp("reviewed")
    with Workbench(Settings(data=folder)) as bench:
        at_work = DossierWork(bench)
        profile = load_profile(samples.device_path())
        dossier = bench.store.create_dossier("Two files", profile)
        files = [(name, (samples.dossier_path() / name).read_bytes()) for name in FILES]
        at_work.add_files(dossier, [*files, (HOSTILE_NAME, HOSTILE)], nothing)
        at_work.review(dossier, nothing)
    return folder, dossier


@pytest.fixture
def empty_app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The application over an empty data folder."""
    yield from _opened(tmp_path, monkeypatch)


@pytest.fixture
def reviewed_app(
    reviewed: tuple[Path, DossierId], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[DossierId]:
    """The application over a copy of the data folder with the reviewed dossier."""
    copy = tmp_path / "data"
    shutil.copytree(reviewed[0], copy)
    for _ in _opened(copy, monkeypatch):
        yield reviewed[1]


@pytest.fixture(scope="module")
def address(
    reviewed: tuple[Path, DossierId], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The application over a copy of the reviewed data folder."""
    with running_over(reviewed[0], tmp_path_factory.mktemp("workbench")) as url:
        yield url


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with new_page(browser) as opened:
        yield opened


@pytest.fixture
def at(reviewed: tuple[Path, DossierId]) -> str:
    """What names the reviewed dossier in an address."""
    return f"dossier={reviewed[1].token}"


def _opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("CITEMARK_DATA", str(folder))
    monkeypatch.delenv("CITEMARK_SAMPLE", raising=False)
    st.cache_resource.clear()
    yield folder
    work().bench.close()
    st.cache_resource.clear()
