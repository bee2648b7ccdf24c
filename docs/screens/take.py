"""`make screens`: pictures of every page with the sample dossier, into this folder.

Needs Chromium. Starts the application over a data folder of its own, or over the one given as the
first argument, in which the sample is reviewed already; with names after it only these pictures
are taken, of what is there. 1280 by 800, the palette cut to 128
colours, so that all of them stay small. Paths of this machine are masked, and official texts end
the run: the pictures are published.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

import samples

HERE = Path(__file__).parent
PATIENCE = 600_000
"""Milliseconds: the sample is read and reviewed first."""

PAGES = {
    "dossiers": "",
    "documents": "documents",
    "device": "device",
    "crosswalk": "crosswalk",
    "review": "review",
    "finding": "finding?finding=aia.art-14.4.b",
    "ask": "ask?q=How+long+must+the+logs+be+kept%3F",
    "compare": "compare",
    "batch": "batch",
    "law": "law?pinpoint=aia.art-14",
    "activity": "activity",
    "settings": "settings",
}
PICTURES = [*(("light", name) for name in PAGES), ("dark", "review"), ("dark", "finding")]
MASKED = r"(?<![\w:/.])/(?:[\w.@~-]+/)+(?=[\w.@~-])"
"""A path of this machine without its last name."""
NEUTRAL = "/srv/citemark/"
NO_TEXTS = "Official texts at hand (0)"
"""What the Law page says where every word of the law on the screen is ours."""
_MASK = """([path, neutral]) => {
  const all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (all.nextNode())
    all.currentNode.data = all.currentNode.data.replace(new RegExp(path, "g"), neutral);
}"""
REVISED = "QMP-013_quality_manual_vigilance.md"
ADDED = (
    "\n\n## Access to markets\n\nThe device is placed on the market only after conformity has been "
    "shown and the declaration has been signed.\n"
)
"""A document of the sample, and what its next revision says besides."""


def main() -> None:
    """Take all pictures."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        sys.exit("no Chromium is installed; install it, then run this again")
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(made)
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        with running(folder) as address:
            take_all(browser, address, sys.argv[2:])
        browser.close()


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """The application over a data folder, with the sample."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "from ui.cli import main; main()", "app", "--headless"]
    command += ["--sample", "--port", str(port), "--data", str(folder)]
    environment = os.environ | {"PYTHONPATH": str(HERE.parents[1]), "CITEMARK_USER": "Ada Berg"}
    app = subprocess.Popen(command, env=environment, start_new_session=True)  # noqa: S603 - ours
    try:
        wait_for(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(app.pid, signal.SIGTERM)
        app.wait(30)


def wait_for(url: str) -> None:
    """Until the server answers."""
    for _ in range(300):
        try:
            urllib.request.urlopen(url, timeout=2).close()  # noqa: S310 - this machine
        except OSError:
            time.sleep(0.2)
        else:
            return
    sys.exit("the application did not start")


def take_all(browser: Browser, address: str, wanted: Sequence[str]) -> None:
    """Light pictures of all pages, dark ones of the two that matter most."""
    page = opened(browser, "light")
    only_our_words(page, address)
    page.goto(f"{address}/review")
    page.get_by_role("button", name="Next open row").wait_for()
    dossier = page.url.partition("dossier=")[2].partition("&")[0]
    if not wanted:
        decide(page, address, dossier)
        revise(page, address, dossier)
        batch(page, address)
    for scheme, name in PICTURES:
        picture = name if scheme == "light" else f"{name}-{scheme}"
        if picture in (wanted or [picture]):
            page.context.close()
            page = opened(browser, scheme)
            joined = "&" if "?" in PAGES[name] else "?"
            take(page, f"{address}/{PAGES[name]}{joined}dossier={dossier}", picture)
    page.context.close()


def decide(page: Page, address: str, dossier: str) -> None:
    """Agree with the first rows, so that the pictures show what people decided."""
    page.goto(f"{address}/finding?dossier={dossier}&finding=mdr.art-5.1")
    for _ in range(3):
        page.get_by_role("button", name="Agree").wait_for()
        page.wait_for_timeout(2500)
        page.keyboard.press("a")
    page.wait_for_timeout(2500)


def revise(page: Page, address: str, dossier: str) -> None:
    """Hand in the next revision of a document and review again, so that there is to compare."""
    words = (samples.dossier_path() / REVISED).read_text("utf-8")
    page.goto(f"{address}/documents?dossier={dossier}")
    file = {"name": REVISED, "mimeType": "text/markdown", "buffer": f"{words}{ADDED}".encode()}
    page.locator("input[type=file]").first.set_input_files(file)  # type: ignore[arg-type]
    page.get_by_text("Next: describe the device").wait_for()
    page.wait_for_timeout(4000)
    page.goto(f"{address}/review?dossier={dossier}")
    page.get_by_role("button", name="Run it again").click()
    page.get_by_role("button", name="Run it again").wait_for(state="detached")
    page.get_by_role("button", name="Run it again").wait_for()


def batch(page: Page, address: str) -> None:
    """Review two small submissions, one of them without a device."""
    page.goto(f"{address}/batch")
    page.locator("input[type=file]").first.wait_for(state="attached")
    files = [
        {
            "name": f"{name}.zip",
            "mimeType": "application/zip",
            "buffer": packed(described=described),
        }
        for name, described in (("HepaVigil 3.1", True), ("HepaVigil 3.2", True), ("Draft", False))
    ]
    page.locator("input[type=file]").first.set_input_files(files)  # type: ignore[arg-type]
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("button", name="summary.xlsx").wait_for()


def packed(*, described: bool) -> bytes:
    """Two files of the sample as a ZIP, with its device or without."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(samples.dossier_path().glob("[AQ]*")):
            archive.write(path, path.name)
        if described:
            archive.write(samples.device_path(), "device.yaml")
    return target.getvalue()


def opened(browser: Browser, scheme: str) -> Page:
    """A fresh page in a scheme of colours."""
    dark = scheme == "dark"
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, color_scheme="dark" if dark else "light"
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    return page


def take(page: Page, url: str, name: str) -> None:
    """One picture, once the page rests."""
    page.goto(url)
    page.locator("h1, h2").first.wait_for()
    for _ in range(3):
        page.wait_for_timeout(700)
        page.locator('[data-testid=stApp][data-test-script-state="notRunning"]').wait_for()
    publishable(page)
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    small = picture.quantize(colors=128, dither=Image.Dither.NONE)
    small.save(HERE / f"{name}.png", optimize=True)


def only_our_words(page: Page, address: str) -> None:
    """End where official texts were added: their words would be in the pictures."""
    page.goto(f"{address}/law")
    page.get_by_text("Official texts at hand").wait_for()
    if not page.get_by_text(NO_TEXTS).count():
        sys.exit("the data folder holds official texts; take one without them")


def publishable(page: Page) -> None:
    """Mask the paths of this machine; end where one is left."""
    page.evaluate(_MASK, [MASKED, NEUTRAL])
    words = page.inner_text("body")
    if left := [path for path in re.findall(MASKED, words) if path != NEUTRAL]:
        sys.exit(f"{page.url} shows paths of this machine: {left}")


if __name__ == "__main__":
    main()
