"""Fits the weights of the mapping on the development passages.

`python -m eval.fit_mapping` prints the weights for `retrieval/mapping_signs.py`, what they reach
on the passages that they were fitted on, and what weights fitted on the other passages reach on
each sixth of them. The test passages are not looked at.

One weight after the other is moved to the best of a few values, until none moves; best is the
sum of the three measures of the suite `mapping`. All begin at 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from itertools import product

import numpy as np
from rich.console import Console

from eval.gold_files import gold_rows
from eval.measures import ndcg
from eval.results import part_of
from eval.suites.mapping import (
    TOP,
    LabelledPassages,
    RankedPassage,
    article_right,
    labelled_passages,
    labelled_recall,
)
from retrieval.mapping_signs import MappingSigns, MappingWeights
from review.assembly import Workbench
from review.mapping import obligation_mapper, passage_text
from review.settings import Settings

_VALUES = (0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0)
_ROUNDS = 4
_FOLDS = 6


@dataclass(frozen=True)
class Device:
    """The labelled passages of a device with their signs."""

    labelled: LabelledPassages
    signs: MappingSigns

    def ranked(self, weights: MappingWeights) -> list[RankedPassage]:
        """The passages as these weights map them."""
        return self.labelled.ranked(self.signs.ranked(weights, TOP))


def main() -> None:
    """Fit, and say how well it does."""
    console = Console(width=110)
    with Workbench(Settings()) as bench:
        devices = _devices(bench)
    every = {str(row["id"]) for device in devices for row in device.labelled.rows}
    fitted = fit(devices, every)
    console.print(fitted)
    console.print("on the same passages", _told(_figures(devices, fitted, every)))
    console.print("on passages left out", _told(_left_out(devices, sorted(every))))


def fit(devices: Sequence[Device], ids: set[str]) -> MappingWeights:
    """The weights that do best on the passages of these ids."""
    best = MappingWeights(1.0, 1.0, 1.0, 1.0)
    reached = _figures(devices, best, ids).mean(axis=0).sum()
    for _, field, value in product(range(_ROUNDS), fields(MappingWeights), _VALUES):
        moved = replace(best, **{field.name: value})
        now = _figures(devices, moved, ids).mean(axis=0).sum()
        if now > reached + 1e-6:
            best, reached = moved, now
    return best


def _devices(bench: Workbench) -> list[Device]:
    rows = [row for row in gold_rows("passages") if part_of(str(row["id"])) == "dev"]
    mapper = obligation_mapper(bench.catalogue, bench.embedder)
    return [
        Device(one, mapper.signs(_texts(one), bench.allowed(one.profile)))
        for one in labelled_passages(rows)
    ]


def _texts(labelled: LabelledPassages) -> list[str]:
    return [passage_text(passage) for passage in labelled.corpus.passages]


_Figures = np.ndarray[tuple[int, int], np.dtype[np.float64]]


def _figures(devices: Sequence[Device], weights: MappingWeights, ids: set[str]) -> _Figures:
    ranked = [one for device in devices for one in device.ranked(weights)]
    rows = [_measured(one) for one in ranked if str(one.row["id"]) in ids]
    return np.asarray(rows, dtype=np.float64).reshape(len(rows), 3)


def _measured(one: RankedPassage) -> tuple[float, float, float]:
    return labelled_recall(one), ndcg(one.ranking, one.gains, TOP), float(article_right(one))


def _left_out(devices: Sequence[Device], ids: Sequence[str]) -> _Figures:
    folds = [set(ids[n::_FOLDS]) for n in range(_FOLDS)]
    return np.concatenate(
        [_figures(devices, fit(devices, set(ids) - fold), fold) for fold in folds]
    )


def _told(figures: _Figures) -> str:
    found, gain, first = figures.mean(axis=0)
    told = f"recall@10 {found:.3f}, nDCG@10 {gain:.3f}, article accuracy@1 {first:.3f}"
    return f"{told} ({len(figures)} passages)"


if __name__ == "__main__":
    main()
