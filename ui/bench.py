"""`python -m ui.bench [DATA]`: how long the server takes to draw each page with the sample dossier.

DATA is a data folder in which the sample is reviewed; without one it is made, which takes a minute.
Each page is drawn once to fill what is kept between drawings, then a few times; prints the median
seconds as JSON, the first drawing beside it. What the browser then does is not in it.
"""

import json
import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from streamlit.testing.v1 import AppTest

import samples
from domain.access import LOCAL
from domain.finding import Verdict
from regulations.profile import load_profile
from ui.parts.filters import View
from ui.parts.grouping import Group
from ui.parts.opened import work
from ui.parts.sample import SAMPLE

ROUNDS = 5
_SCRIPT = Path(__file__).parent / "server" / "script.py"
_PAGES = ("dossiers", "documents", "device", "review", "finding", "activity", "batch", "settings")
_EVERY: dict[str, object] = {"verdict": list(Verdict)}
_VIEWS: dict[str, dict[str, object]] = {
    "review, every row": _EVERY,
    "review, every row, by document": {**_EVERY, "group": Group.DOCUMENT},
    "review, side by side": {"view": View.PAIRS},
    "review, chapters": {"view": View.CHAPTERS},
    "review, documents": {"view": View.DOCUMENTS},
}


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as made:
        os.environ["CITEMARK_DATA"] = sys.argv[1] if len(sys.argv) > 1 else made
        dossier = _sample()
        figures = {name: _measured(name, dossier, {}) for name in _PAGES}
        figures |= {name: _measured("review", dossier, state) for name, state in _VIEWS.items()}
        work().bench.close()
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")


def _sample() -> str:
    """The token of the reviewed sample."""
    at_work = work()
    profile = load_profile(samples.device_path())
    dossier, made = at_work.found_or_made(SAMPLE, profile, LOCAL)
    if made:
        at_work.add_folder(dossier, samples.dossier_path(), _nobody)
        at_work.review(dossier, _nobody)
    return dossier.token


def _nobody(_done: int, _all: int, _step: str) -> None:
    """Tell nobody."""


def _measured(page: str, dossier: str, state: dict[str, object]) -> dict[str, float]:
    app = AppTest.from_file(_SCRIPT, default_timeout=120)
    app.query_params["dossier"] = dossier
    for key, value in state.items():
        app.session_state[key] = value
    app.run()
    app.switch_page(f"../pages/{page}.py")
    first, *again = [_timed(app) for _ in range(ROUNDS + 1)]
    assert not app.exception, page  # noqa: S101 - a page that fails is no figure
    return {"median": round(median(again), 3), "first": round(first, 3)}


def _timed(app: AppTest) -> float:
    start = time.perf_counter()
    app.run()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
