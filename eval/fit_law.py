"""Fits the weights of the search of the law on the development questions.

`python -m eval.fit_law` prints the best of a grid; the test questions are not looked at.
"""

import sys
from itertools import product

from rich.console import Console

from eval.gold_files import Row, gold_rows
from eval.measures import hit, rate
from eval.results import part_of
from eval.shared import official_texts
from review.assembly import Workbench
from review.law_search import LawSearch, Weights
from review.settings import Settings

_GRID = tuple(
    Weights(*values)
    for values in product(
        (0.4, 0.6, 0.8), (0.4, 0.6, 0.8), (1.3, 1.6, 2.0), (1.5, 2.0), (2, 3), (8,)
    )
)
_TOP = 5


def main() -> int:
    """Try the grid; 2 where the official texts are absent."""
    console = Console(width=110)
    texts = official_texts()
    if texts is None:
        Console(stderr=True).print("the official texts in ../shared/regulations are absent")
        return 2
    rows = [r for r in gold_rows("questions") if r["answerable"] and part_of(str(r["id"])) == "dev"]
    with Workbench(Settings()) as bench:
        search = bench.law_search_over(texts)
        scored = [(_score(rows, search.weighing(weights)), weights) for weights in _GRID]
    for score, weights in sorted(scored, key=lambda pair: pair[0], reverse=True)[:10]:
        console.print(f"{score[0]:.4f} {score[1]:.4f} {weights}")
    return 0


def _score(rows: list[Row], search: LawSearch) -> tuple[float, float]:
    """Hit at five plus hit at one, and hit at five alone to decide a tie."""
    found = [
        ([h.id for h in search.search(str(r["question"]), _TOP)], r["pinpoints"]) for r in rows
    ]
    five = rate([hit(ids, wanted, _TOP) for ids, wanted in found])
    return five + rate([hit(ids, wanted, 1) for ids, wanted in found]), five


if __name__ == "__main__":
    sys.exit(main())
