"""When a sentence that falls short of an answer keeps a row from being called a gap.

`python -m eval.fit_nearly` fits the weights of `review/near_answer.py` on the dossiers that may be
tuned on. It reads them once, and tries weights on what stands short of an answer in rows that are
answered, or planted as gaps, where nothing counts. It prints the weights by which the most answered
rows are left open, of those that leave none of the sample's planted gaps open and no more than two
in a hundred of all. The dossier for testing is not looked at. Two minutes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from domain.law import Obligation
from eval.evidence_fit.material import TUNED_ON
from eval.planted import ELSEWHERE, Dossier, dossiers
from eval.sample_reviews import REVIEW_DAY
from regulations.lexicon import load_lexicon
from regulations.profile import load_profile
from review.affinity import Affinity
from review.assembly import Workbench
from review.assess import declines
from review.candidate import Candidate
from review.evidence import EvidenceFinder
from review.mapping import affinity
from review.settings import Settings

_FURTHEST = (0.75, 1.0, 1.25, 1.5)
_SPOKEN = (0.0, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4)
_EXPECTED = (0.0, 0.3, 0.6)
_LOST = 0.02
_FAR = -99.0


@dataclass(frozen=True, slots=True)
class Row:
    """A row where nothing counts: for each criterion the signs of what falls short.

    The signs are by how much it is short, how much its passage speaks to the row, and whether the
    answer is expected in its document. `planted` where the row is a gap.
    """

    dossier: str
    planted: bool
    criteria: tuple[tuple[tuple[float, float, bool], ...], ...]

    def reach(self, furthest: float, spoken: float, expected: float) -> float:
        """What the best sentence of the worst criterion comes to."""
        return min(
            max((spoken * s + expected * e - d for d, s, e in some if d <= furthest), default=_FAR)
            for some in self.criteria
        )


def main() -> None:
    """Read the dossiers, try every value, and say which to take."""
    console = Console(width=110)
    with TemporaryDirectory() as folder, Workbench(Settings(data=Path(folder))) as bench:
        rows = [row for one in dossiers() if one.name in TUNED_ON for row in _rows(bench, one)]
    tried = [_tried(rows, values) for values in product(_FURTHEST, _SPOKEN, _EXPECTED)]
    for left_open, values, least in sorted(tried, reverse=True)[:12]:
        console.print(f"{left_open} answered rows left open: {values}, least {least:.2f}")


def _tried(
    rows: Sequence[Row], values: tuple[float, float, float]
) -> tuple[int, tuple[float, float, float], float]:
    """How many answered rows are left open with these values, and from where a row is."""
    reached = [(row, row.reach(*values)) for row in rows]
    planted = sorted((at for row, at in reached if row.planted), reverse=True)
    sample = max(at for row, at in reached if row.planted and row.dossier == "sample")
    beyond = max(sample, planted[int(_LOST * len(planted))])
    above = [at for row, at in reached if not row.planted and at > beyond]
    return len(above), values, (beyond + min(above, default=beyond)) / 2


def _rows(bench: Workbench, dossier: Dossier) -> Iterator[Row]:
    """The labelled rows of a dossier where nothing counts."""
    corpus, profile = bench.read([dossier.documents]), load_profile(dossier.device)
    allowed = bench.allowed(profile, REVIEW_DAY)
    near = affinity(corpus, bench.catalogue, bench.embedder, allowed)
    finder = EvidenceFinder(corpus, load_lexicon(), near, furthest=max(_FURTHEST))
    for key, planted in _labels(dossier).items():
        row = bench.catalogue.get(key)
        found = [finder.find(one, row) for one in row.criteria if one.groups]
        if found and not any(each.counts for some in found for each in some):
            told = (tuple(_signs(some, row, near, corpus.passage_numbers)) for some in found)
            yield Row(dossier.name, planted, tuple(told))


def _signs(
    found: Sequence[Candidate], row: Obligation, near: Affinity, passages: Sequence[int]
) -> Iterator[tuple[float, float, bool]]:
    if not declines(found):
        for one in (each for each in found if each.nearly):
            yield one.short, near.spoken(row.id, passages[one.number]), one.expected


def _labels(dossier: Dossier) -> Mapping[str, bool]:
    """Whether each labelled row is planted as a gap; the others are answered."""
    faults = (f for f in dossier.faults if f.kind not in ELSEWHERE and "gap" in f.expected)
    planted = {key: True for fault in faults for key in fault.obligations}
    return dict.fromkeys(dossier.answered, False) | planted


if __name__ == "__main__":
    main()
