"""Pages import nothing while they are drawn: threads that import at once can break each other."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from review.dossier_work import DossierId
from tests.ui.test_pages import PAGES
from ui.server.ahead import imported_by

ROOT = Path(__file__).parents[2]
DRAWN = """
import sys, threading
from streamlit.testing.v1 import AppTest
import app

def told(event, about):
    if event == "import" and threading.current_thread() is not threading.main_thread():
        print("imported:", about[0])

shown = AppTest.from_file("ui/server/script.py", default_timeout=120)
shown.query_params["dossier"] = sys.argv[1]
sys.addaudithook(told)
for page in ("", *sys.argv[2:]):
    shown = (shown.switch_page(f"../pages/{page}.py") if page else shown).run()
    assert not shown.error, page
    print("drawn:", page)
"""


@pytest.mark.slow
def test_no_page_imports_anything_once_the_application_is_served(
    reviewed: tuple[Path, DossierId],
) -> None:
    folder, dossier = reviewed
    told = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", DRAWN, dossier.token, *PAGES],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | {"CITEMARK_DATA": str(folder), "CITEMARK_SAMPLE": ""},
    ).stdout.splitlines()
    assert [row for row in told if row.startswith("drawn: ")] == [
        f"drawn: {page}" for page in ("", *PAGES)
    ]
    assert not [row for row in told if row.startswith("imported:")]


def test_the_modules_of_a_script_are_named_without_running_it(tmp_path: Path) -> None:
    script = tmp_path / "page.py"
    script.write_text("import a.b, c\nfrom d.e import f\ndef g():\n    import h\nraise SystemExit")
    assert sorted(imported_by(script)) == ["a.b", "c", "d.e", "h"]
