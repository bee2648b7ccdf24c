"""The application started for a browser, and a page of it that is watched."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

PATIENCE = 240_000
"""Milliseconds; what reviews is given more."""
LONG = 360_000
"""Milliseconds for what loads the embedding model and reviews."""

expect.set_options(timeout=PATIENCE)


@contextmanager
def running_app(folder: Path) -> Iterator[str]:
    """`citemark app` over the data folder inside, started where no settings of ours lie."""
    with started(folder, folder / "data", free_port(), {"CITEMARK_USER": "Ada"}) as url:
        yield url


@contextmanager
def started(folder: Path, data: Path, port: int, settings: Mapping[str, str]) -> Iterator[str]:
    """`citemark app` in a folder that takes its log, `app.log`, with settings of its own."""
    command = [sys.executable, "-c", "from ui.cli import main; main()", "app", "--headless"]
    command += ["--port", str(port), "--data", str(data)]
    root = str(Path(__file__).parents[2])
    environment = os.environ | {"PYTHONPATH": root, **settings}
    with (folder / "app.log").open("wb") as log:
        app = subprocess.Popen(  # noqa: S603 - our own command
            command, cwd=folder, env=environment, stdout=log, stderr=log, start_new_session=True
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health")
            yield f"http://127.0.0.1:{port}"
        finally:
            os.killpg(app.pid, signal.SIGTERM)
            app.wait(30)
            sys.stderr.write((folder / "app.log").read_text("utf-8", "replace"))


@contextmanager
def running_over(data: Path, folder: Path) -> Iterator[str]:
    """`citemark app` over a copy of a data folder, made in a folder of its own."""
    shutil.copytree(data, folder / "data")
    with running_app(folder) as url:
        yield url


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait_for(url: str) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - this machine
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail("citemark app did not start")


@contextmanager
def new_page(browser: Browser, height: int = 800) -> Iterator[Page]:
    """A watched page of a laptop's width, apart from all others."""
    context = browser.new_context(viewport={"width": 1280, "height": height})
    with watched(context) as opened:
        yield opened
    context.close()


@contextmanager
def watched(context: BrowserContext) -> Iterator[Page]:
    """A page; afterwards nothing was asked from outside and no dialog was opened."""
    asked: list[str] = []
    dialogs: list[str] = []
    context.on("request", lambda request: asked.append(outside(request)))
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    yield page
    assert {host for host in asked if host} == set()
    assert not dialogs


def outside(request: Request) -> str:
    """The host that a request goes to, "" for this machine and for what is in the page."""
    parts = urlsplit(request.url)
    local = parts.scheme in {"data", "blob"} or parts.hostname == "127.0.0.1"
    return "" if local else request.url


def at_rest(page: Page) -> None:
    """Wait until the script behind the page has ended and the page has drawn what it sent."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    page.wait_for_timeout(1000)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def shortcut(page: Page, key: str) -> None:
    """Press a key once the page rests."""
    expect(page.get_by_role("button", name="Agree").first).to_be_visible()
    at_rest(page)
    page.keyboard.press(key)
