"""How inputs are best rounded to eight bits."""

import numpy as np
import pytest

from eval.embedding_steps import best_rounding
from retrieval.onnx_int8 import Numbers, Rounding, rounded

_GREAT = 3


def _inputs() -> Numbers:
    """One channel is a hundred times as great as the others."""
    values = np.random.default_rng(0).normal(size=(400, 24)).astype(np.float32)
    values[:, _GREAT] *= 100
    return values


def _lost(inputs: Numbers, weight: Numbers, rounding: Rounding) -> float:
    levels = np.rint(inputs / rounding.spread / rounding.step) + rounding.zero
    near = (np.clip(levels, 0, 255) - rounding.zero) * rounding.step
    whole, column = rounded(weight * rounding.spread[:, None])
    exact = inputs @ weight
    return float(((near @ (whole * column) - exact) ** 2).mean() / (exact**2).mean())


def test_a_great_channel_is_divided_before_it_is_rounded() -> None:
    weight = np.random.default_rng(1).normal(size=(24, 16)).astype(np.float32)
    weight[_GREAT] /= 50
    inputs = _inputs()
    best = best_rounding(inputs, inputs, weight)
    assert np.argmax(best.spread) == _GREAT
    even = Rounding(np.ones(24, np.float32), float(inputs.min()), float(inputs.max()), best.shift)
    assert _lost(inputs, weight, best) < _lost(inputs, weight, even) / 20


def test_zero_is_a_level_of_its_own() -> None:
    weight = np.random.default_rng(1).normal(size=(24, 16)).astype(np.float32)
    inputs = np.abs(_inputs())
    best = best_rounding(inputs, inputs, weight)
    assert 0 <= best.zero <= 255
    assert best.lowest == pytest.approx(0, abs=best.step)
