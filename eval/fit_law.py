"""Fits the weights of the search of the law on the development questions.

`python -m eval.fit_law` prints the weights for `review/law_weights.py`, how well they do on the
questions that they were fitted on, and how well weights fitted on the other questions do on each
eighth of them. The test questions are not looked at.

A question's candidates share one unit of probability by their weighed signs (softmax); the
weights raise the share of the right ones, and the square of each weight is held against it.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rich.console import Console

from eval.gold_files import Row, gold_rows
from eval.measures import hit, rate, reciprocal_rank
from eval.results import part_of
from eval.shared import official_texts
from review.assembly import Workbench
from review.law_search import LawSearch
from review.law_signs import SIGNS
from review.law_weights import Weights
from review.settings import Settings

_STEPS, _RATE, _RIDGE, _SHARPNESS = 250, 0.03, 0.2, 5.0
_FOLDS = 8
_TOP = 20
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """A question with the signs of its candidates and which of them are right."""

    row: Row
    table: Numbers
    right: Numbers


def main() -> int:
    """Fit; 2 where the official texts are absent."""
    console = Console(width=110)
    texts = official_texts()
    if texts is None:
        Console(stderr=True).print("the official texts in ../shared/regulations are absent")
        return 2
    rows = [r for r in gold_rows("questions") if r["answerable"] and part_of(str(r["id"])) == "dev"]
    with Workbench(Settings()) as bench:
        search = bench.law.search_over(texts)
        cases = [_case(row, search) for row in rows]
        fitted = fit(cases)
        console.print(fitted)
        console.print("on the same questions", _figures(cases, search.weighing(fitted)))
        console.print("on questions left out", _left_out(cases, search))
    return 0


def fit(cases: Sequence[Case]) -> Weights:
    """The weights that give the right candidates the greatest share (Adam)."""
    values = np.zeros(len(SIGNS))
    mean, square = np.zeros_like(values), np.zeros_like(values)
    for step in range(1, _STEPS + 1):
        slope = _RIDGE * values - sum(_pull(case, values) for case in cases) / len(cases)
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope**2
        scale = np.sqrt(square / (1 - 0.99**step)) + 1e-8
        values = values - _RATE * mean / (1 - 0.9**step) / scale
    return Weights(**{sign: round(float(v), 2) for sign, v in zip(SIGNS, values, strict=True)})


def _pull(case: Case, values: Numbers) -> Numbers:
    """How the signs of the right candidates differ from those of all, by their shares."""
    if not case.right.any():
        return np.zeros_like(values)
    scores = case.table @ values * _SHARPNESS
    shares = np.exp(scores - scores.max())
    shares /= shares.sum()
    right = shares * case.right
    pull: Numbers = _SHARPNESS * ((right / right.sum() - shares) @ case.table)
    return pull


def _case(row: Row, search: LawSearch) -> Case:
    ids, table = search.signs(str(row["question"]))
    return Case(row, table, np.asarray([float(name in row["pinpoints"]) for name in ids]))


def _left_out(cases: Sequence[Case], search: LawSearch) -> str:
    found = []
    for fold in range(_FOLDS):
        fitted = fit([case for n, case in enumerate(cases) if n % _FOLDS != fold])
        found += _found(cases[fold::_FOLDS], search.weighing(fitted))
    return _told(found)


def _figures(cases: Sequence[Case], search: LawSearch) -> str:
    return _told(_found(cases, search))


_Found = tuple[list[str], Row]


def _found(cases: Sequence[Case], search: LawSearch) -> list[_Found]:
    asked = ((str(case.row["question"]), case.row) for case in cases)
    return [([hit.id for hit in search.search(q, _TOP)], row) for q, row in asked]


def _told(found: Sequence[_Found]) -> str:
    five = rate([hit(ids, row["pinpoints"], 5) for ids, row in found])
    one = rate([hit(ids, row["pinpoints"], 1) for ids, row in found])
    mean = rate([reciprocal_rank(ids, row["pinpoints"]) for ids, row in found])
    return f"hit@5 {five:.3f}, hit@1 {one:.3f}, MRR {mean:.3f} ({len(found)} questions)"


if __name__ == "__main__":
    sys.exit(main())
