"""`python -m ui.bench [DATA]`: how long the server takes to draw each page with the sample dossier.

DATA is a data folder in which the sample is reviewed; without one it is made, which takes a minute.
Each page is drawn once to fill what is kept between drawings, then a few times; prints the median
seconds as JSON, the first drawing beside it, and of both the processor's time, which a machine
with other work does not stretch. What the browser then does is not in it.

The largest table there can be is measured too: a copy of the sample's review with a row for each
obligation of the catalogue, those of the law that does not reach the device among them.
"""

import json
import logging
import os
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from statistics import median

from streamlit.testing.v1 import AppTest

import samples
from domain.access import LOCAL
from domain.device import Applicability, Applies
from domain.finding import Finding, Review, Verdict
from regulations.profile import load_profile
from review.dossier_work import DossierId
from ui.parts.filters import View
from ui.parts.grouping import Group
from ui.parts.opened import work
from ui.parts.sample import SAMPLE

ROUNDS = 5
_SCRIPT = Path(__file__).parent / "server" / "script.py"
_PAGES = sorted(
    path.stem for path in (Path(__file__).parent / "pages").glob("*.py") if path.stem != "__init__"
)
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
    logging.disable(logging.WARNING)  # Streamlit warns of each drawing without a browser
    with tempfile.TemporaryDirectory() as made:
        os.environ["CITEMARK_DATA"] = sys.argv[1] if len(sys.argv) > 1 else made
        dossier = _sample()
        figures = {name: _measured(name, dossier, {}) for name in _PAGES}
        figures |= {name: _measured("review", dossier, state) for name, state in _VIEWS.items()}
        figures |= _largest(dossier)
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


def _largest(sample: str) -> dict[str, dict[str, float]]:
    """The table with a row for every obligation there is, drawn whole and with a word searched."""
    at_work = work()
    dossier = at_work.next_revision(DossierId(sample, LOCAL), "Every obligation")
    made = at_work.bench.store.latest_review(dossier)
    assert made is not None  # noqa: S101 - the sample is reviewed
    at_work.bench.store.put_review(dossier, _with_every_row(made))
    number = len(at_work.bench.catalogue.obligations)
    views = {"all": _EVERY, "one word": {**_EVERY, "words": "risk"}}
    figures = {
        f"review of {number} rows, {name}": _measured("review", dossier.token, state)
        for name, state in views.items()
    }
    at_work.delete(dossier)
    return figures


def _with_every_row(made: Review) -> Review:
    """The review with the obligations of the other device law, as not applicable."""
    rest = [key for key in work().bench.catalogue.obligations if key not in made.applicability]
    answers = {key: Applicability(key, Applies.NO, _OTHER_LAW) for key in rest}
    findings = [Finding(key, Verdict.NOT_APPLICABLE, _OTHER_LAW) for key in rest]
    return replace(
        made,
        findings=(*made.findings, *findings),
        applicability={**made.applicability, **answers},
    )


_OTHER_LAW = "the device is under the other law"


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
    walls, processor = zip(*again, strict=True)
    figures = {"median": median(walls), "first": first[0]}
    figures |= {"median, processor": median(processor), "first, processor": first[1]}
    return {name: round(seconds, 3) for name, seconds in figures.items()}


def _timed(app: AppTest) -> tuple[float, float]:
    """Seconds by the clock and of the processor."""
    start, before = time.perf_counter(), time.process_time()
    app.run()
    return time.perf_counter() - start, time.process_time() - before


if __name__ == "__main__":
    main()
