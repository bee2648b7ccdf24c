"""The scripts that stand inside Streamlit's own start page, by hash, as a policy names them."""

from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import streamlit

_START_PAGE = Path(streamlit.__file__).parent / "static" / "index.html"


class _Scripts(HTMLParser):
    """Collects the words of every script element without a source."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script" and "src" not in dict(attrs)

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - nothing nests in a script
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found.append(data)


def inline_script_sources(page: Path = _START_PAGE) -> list[str]:
    """One `'sha256-...'` source for each inline script of the page, in order."""
    scripts = _Scripts()
    scripts.feed(page.read_text("utf-8"))
    return [
        f"'sha256-{b64encode(sha256(words.encode()).digest()).decode()}'" for words in scripts.found
    ]
