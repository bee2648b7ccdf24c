"""Two limits that stand by themselves, each fitted on what may be tuned on.

`python -m eval.fit_limits` prints, value by value:

- `tells` (`review/evidence.py`): from which share of the threshold a sentence that asserts nothing
  is shown as telling something. Macro F1 of the development part of the suite `verdicts`, and in
  how many criteria on which dossiers are silent such a sentence is shown. Taken is the value with
  the best macro F1 of those that show one in no more than a quarter of the silent criteria.
- `covered` (`review/settling.py`): from which share of a question's words, by their weight, the
  best places are taken to speak of it. Of the development part of the suite `questions`, how many
  questions that the texts do not settle are said to be so, and how many others are refused. Taken
  is the middle of the values with the fewest mistakes of both kinds.

Ten minutes.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from rich.console import Console

from eval.evidence_fit.material import Ground, asked_criteria, grounds
from eval.suites import questions, verdicts
from regulations.lexicon import load_lexicon
from review import evidence, settling
from review.affinity import Affinity
from review.assembly import Workbench
from review.evidence import EvidenceFinder
from review.relevance import evidence_signs
from review.settings import Settings

_TELLS = (0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.85)
_COVERED = (0.35, 0.4, 0.45, 0.5, 0.525, 0.55, 0.575, 0.6, 0.65, 0.7)
_MOST_SHOWN = 0.25


def main() -> None:
    """Try every value of both, and say which to take."""
    console = Console(width=110)
    with TemporaryDirectory() as folder, Workbench(Settings(data=Path(folder))) as bench:
        console.print(f"tells: take {_best_telling(bench, console)}")
        console.print(f"covered: take {_best_covered(bench, console)}")


def _best_telling(bench: Workbench, console: Console) -> float:
    silent = [
        (ground, _near(ground, bench)) for ground in grounds(bench, asked_criteria(bench.catalogue))
    ]
    tried: list[tuple[float, float]] = []
    for value in _TELLS:
        evidence._TELLS = value  # noqa: SLF001 - the value that is fitted
        shown = [one for ground, near in silent for one in _shown(ground, near, bench)]
        told = sum(shown) / len(shown)
        score = verdicts.run(bench).measures["dev/macro F1"].value
        console.print(f"{value}: macro F1 {score:.3f}, {told:.3f} of {len(shown)} silent criteria")
        if told <= _MOST_SHOWN:
            tried.append((score, value))
    return max(tried)[1]


def _near(ground: Ground, bench: Workbench) -> Affinity:
    return Affinity(signs=evidence_signs(ground.corpus, bench.embedder))


def _shown(ground: Ground, near: Affinity, bench: Workbench) -> Iterator[bool]:
    """For each criterion on which the dossier is silent whether a telling sentence is shown."""
    asked = asked_criteria(bench.catalogue)
    finder = EvidenceFinder(ground.corpus, load_lexicon(), near)
    for one in (asked[number] for number in ground.silent):
        found = finder.find(one.criterion, one.obligation)
        yield any(not c.complete and not c.nearly for c in found)


def _best_covered(bench: Workbench, console: Console) -> float:
    mistakes = {value: _mistakes(bench, value, console) for value in _COVERED}
    fewest = min(mistakes.values())
    return median(_together([v for v in _COVERED if mistakes[v] == fewest]))


def _mistakes(bench: Workbench, value: float, console: Console) -> float:
    settling._COVERED = value  # noqa: SLF001 - the value that is fitted
    found = questions.run(bench).measures
    abstains = found["dev/abstains where the texts do not settle it"].value
    refused = found["dev/answerable wrongly refused"].value
    console.print(f"{value}: said to be open {abstains:.3f}, wrongly refused {refused:.3f}")
    return round(1 - abstains + refused, 6)


def _together(values: Sequence[float]) -> Sequence[float]:
    """The values themselves where their number is odd, else without the last: a middle is one."""
    return values if len(values) % 2 else values[:-1]


if __name__ == "__main__":
    main()
