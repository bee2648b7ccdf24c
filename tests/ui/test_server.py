"""What every answer of the server carries; `test_browser.py` sees it at work."""

from pathlib import Path

from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.web.server.app_discovery import discover_asgi_app

from ui.server import MIDDLEWARE, SCRIPT
from ui.server.headers import HEADERS
from ui.server.inline_scripts import inline_script_sources

ROOT = Path(__file__).parents[2]


def test_every_answer_carries_the_policy() -> None:
    page = Route("/", lambda _: PlainTextResponse("x"))
    with TestClient(Starlette(routes=[page], middleware=MIDDLEWARE)) as client:
        for address in ("/", "/nothing-here"):
            answer = client.get(address)
            assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_the_policy_lets_nothing_from_elsewhere_in() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert "http" not in policy
    assert "*" not in policy
    assert "unsafe-eval" not in policy.replace("wasm-unsafe-eval", "")
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "unsafe-inline" not in scripts


def test_scripts_inside_the_start_page_are_named_by_hash(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text("<script src='a.js'></script><p>x</p><script>var a = 1 < 2;</script>", "utf-8")
    assert inline_script_sources(page) == ["'sha256-gh62p4j18C9JDauTWzNZ2l4at5iSysHIt5GXhLuGK28='"]


def test_streamlit_run_finds_the_application() -> None:
    found = discover_asgi_app(ROOT / "app.py")
    assert found.is_asgi_app
    assert found.import_string == "app:app"
    assert SCRIPT.is_file()
