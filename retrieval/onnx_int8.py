"""The weights of MiniLM in eight bits, and the steps in which its inputs are rounded to eight.

A few channels of MiniLM are a hundred times as great as the others; one step for all would lose
the rest. Two things keep them apart, and neither changes the exact product:

- each channel is divided by a number of its own before it is rounded, and its row of weights is
  multiplied by it;
- the greatest channels of the inner layer stand there several times, each with its share of the
  weight.

What rounding takes away on average is added again. All these numbers were measured on sentences
of our own (`eval/embedding_steps.py`). The same integers are multiplied on every processor.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.onnx_weights import LAYERS, Weights

Numbers = NDArray[np.float32]

STEPS = "minilm_int8.npz"
COPIES = 32
"""How many channels the inner layer has more than the model, as copies of its greatest."""

_GREATEST = 127
_LEVELS = 255
_KINDS = ("attention.self", "attention.output.dense", "intermediate.dense", "output.dense")
_SEEN = 2
"""What attention gives out is a third of `attention.self`: the one after query and key."""


@dataclass(frozen=True, slots=True)
class Rounding:
    """How the input of a product is rounded.

    Channels are divided by `spread`; from `lowest` to `highest` there are 255 steps, and what
    lies outside is cut off. `shift` is added to the output.
    """

    spread: Numbers
    lowest: float
    highest: float
    shift: Numbers

    @property
    def step(self) -> float:
        """The distance from one level to the next."""
        return (self.highest - self.lowest) / _LEVELS

    @property
    def zero(self) -> int:
        """The level that stands for zero."""
        return round(-self.lowest / self.step)


@dataclass(frozen=True, slots=True)
class Steps:
    """The rounding of every product by its name; `copies` of each channel of each inner layer."""

    roundings: Mapping[str, Rounding]
    copies: tuple[NDArray[np.int64], ...]


def product_names() -> list[str]:
    """The products of states with weights, in the order in which they are computed."""
    return [f"encoder.layer.{layer}.{kind}" for layer in range(LAYERS) for kind in _KINDS]


def load_steps() -> Steps:
    """What was measured, as it comes with citemark."""
    content = (files("retrieval") / "data" / STEPS).read_bytes()
    with np.load(BytesIO(content), allow_pickle=False) as kept:
        roundings = {name: _rounding(kept, name) for name in product_names()}
        return Steps(roundings, tuple(kept["copies"].astype(np.int64)))


def _rounding(kept: Mapping[str, NDArray[Any]], name: str) -> Rounding:
    lowest, highest = map(float, kept[f"{name}.range"])
    spread, shift = (kept[f"{name}.{part}"].astype(np.float32) for part in ("spread", "shift"))
    return Rounding(spread, lowest, highest, shift)


def widened(exact: Weights, copies: Iterable[NDArray[np.int64]]) -> Weights:
    """The weights with channels of the inner layers copied; the product stays the same."""
    wide = dict(exact)
    for layer, count in enumerate(copies):
        inner, back = (f"encoder.layer.{layer}.{kind}" for kind in _KINDS[2:])
        numbers = np.repeat(np.arange(len(count)), count)
        wide[f"{inner}.weight"] = exact[f"{inner}.weight"][:, numbers]
        wide[f"{inner}.bias"] = exact[f"{inner}.bias"][numbers]
        shared = exact[f"{back}.weight"] / count.astype(np.float32)[:, None]
        wide[f"{back}.weight"] = shared[numbers]
    return wide


def as_given_out(name: str, values: Numbers, roundings: Mapping[str, Rounding]) -> Numbers:
    """What a product gives out, or the weights or bias that bring it about, as it is wanted.

    What attention gives out is divided by its spread before it is given out, all else later.
    """
    if not name.endswith(_KINDS[0]):
        return values
    spread = roundings[name.replace(_KINDS[0], _KINDS[1])].spread
    kept = np.ones(_SEEN * len(spread), dtype=np.float32)
    divided: Numbers = values / np.concatenate([kept, spread])
    return divided


def int8_weights(exact: Weights, steps: Steps) -> dict[str, NDArray[Any]]:
    """The tensors of the graph `data/minilm.onnx`, made of the exact ones."""
    made: dict[str, NDArray[Any]] = dict(widened(exact, steps.copies))
    for name, rounding in steps.roundings.items():
        weight = made[f"{name}.weight"] * rounding.spread[:, None]
        whole, column = rounded(as_given_out(name, weight, steps.roundings))
        made[f"{name}.weight"], made[f"{name}.column"] = whole, column
        bias = as_given_out(name, made[f"{name}.bias"], steps.roundings)
        made[f"{name}.bias"] = bias + rounding.shift
        made[f"{name}.step"] = np.array(rounding.step, dtype=np.float32)
        made[f"{name}.zero"] = np.array(rounding.zero, dtype=np.uint8)
        if not name.endswith(_KINDS[1]):
            made[f"{name}.share"] = 1 / rounding.spread
    return made


def rounded(weight: Numbers) -> tuple[NDArray[np.int8], Numbers]:
    """A matrix in whole numbers of at most 127, and what one of them is worth in each column."""
    column: Numbers = np.abs(weight).max(axis=0) / _GREATEST
    return np.rint(weight / column).astype(np.int8), column
