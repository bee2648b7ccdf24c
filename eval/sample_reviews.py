"""Reviews of whole dossiers, each made once a run."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from weakref import WeakKeyDictionary

from domain.finding import Review
from regulations.profile import load_profile
from review.assembly import Workbench
from review.corpus import Corpus

REVIEW_DAY = date(2026, 12, 1)
"""The day for which all dossiers are reviewed, so that figures do not move with the calendar."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A dossier with its review."""

    corpus: Corpus
    review: Review


_MADE: WeakKeyDictionary[Workbench, dict[Path, Reviewed]] = WeakKeyDictionary()


def reviewed(bench: Workbench, dossier: Path, device: Path) -> Reviewed:
    """The review of a folder of documents for a device."""
    made = _MADE.setdefault(bench, {})
    if dossier not in made:
        corpus = bench.read([dossier])
        made[dossier] = Reviewed(corpus, bench.review(corpus, load_profile(device), REVIEW_DAY))
    return made[dossier]
