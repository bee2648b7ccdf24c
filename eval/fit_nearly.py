"""When a sentence that falls short of an answer keeps a row from being called a gap.

`python -m eval.fit_nearly` reviews the dossiers that may be tuned on with one pair of values after
the other: by how much it may fall short (`review/affinity.py`), and among how many obligations of
its passage the row must be (`review/mapping.py`). It prints what each does, and the pair with the
fewest answered rows called a gap, of those that leave no more than two in a hundred planted gaps
undetermined. The dossier for testing is not looked at. Some twenty minutes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from domain.finding import Verdict
from eval.evidence_fit.material import TUNED_ON
from eval.planted import ELSEWHERE, Dossier, dossiers
from eval.sample_reviews import REVIEW_DAY
from regulations.profile import load_profile
from review import affinity, mapping
from review.assembly import Workbench
from review.settings import Settings

_SHORT = (0.25, 0.5, 0.75, 1.0, 1.25)
_FIRST = (5, 7, 9, 10, 15)
_LOST = 0.02


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of planted gaps and of answered rows: how many there are, and how many are called a gap."""

    planted: int = 0
    found: int = 0
    answered: int = 0
    false: int = 0

    def __add__(self, other: "Outcome") -> "Outcome":
        """Both together."""
        return Outcome(
            self.planted + other.planted,
            self.found + other.found,
            self.answered + other.answered,
            self.false + other.false,
        )


def main() -> None:
    """Try every value, and say which to take."""
    console, best = Console(width=110), (0.0, 0)
    with TemporaryDirectory() as folder, Workbench(Settings(data=Path(folder))) as bench:
        without = fewest = _outcome(bench, 0.0, 0)
        for pair in product(_SHORT, _FIRST):
            now = _outcome(bench, *pair)
            console.print(f"{pair}: {now}")
            allowed = without.found - now.found <= _LOST * without.planted
            if allowed and now.false < fewest.false:
                best, fewest = pair, now
    console.print(f"without: {without}; take {best}: {fewest}")


def _outcome(bench: Workbench, short: float, first: int) -> Outcome:
    affinity._SHORT, mapping._FIRST = short, first  # noqa: SLF001 - the values that are fitted
    return sum((_of(bench, one) for one in dossiers() if one.name in TUNED_ON), Outcome())


def _of(bench: Workbench, dossier: Dossier) -> Outcome:
    corpus = bench.read([dossier.documents])
    review = bench.review(corpus, load_profile(dossier.device), REVIEW_DAY)
    verdicts = {finding.obligation: finding.verdict for finding in review.findings}
    planted = set(_planted(dossier))
    return Outcome(
        planted=len(planted),
        found=sum(verdicts.get(key) is Verdict.GAP for key in planted),
        answered=len(dossier.answered),
        false=sum(verdicts.get(key) is Verdict.GAP for key in dossier.answered),
    )


def _planted(dossier: Dossier) -> Iterator[str]:
    for fault in dossier.faults:
        if fault.kind not in ELSEWHERE and Verdict.GAP.value in fault.expected:
            yield from fault.obligations


if __name__ == "__main__":
    main()
