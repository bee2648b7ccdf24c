"""Eight bits instead of 32: what stays the same, and how near the rest comes."""

import numpy as np
import pytest
from safetensors.numpy import load_file

from retrieval.model_files import MINILM
from retrieval.onnx_int8 import (
    COPIES,
    Steps,
    as_given_out,
    int8_weights,
    load_steps,
    product_names,
    rounded,
    widened,
)
from retrieval.onnx_weights import Weights, graph_weights, mapped


@pytest.fixture(scope="module")
def exact() -> Weights:
    return graph_weights(MINILM.folder() / "model.safetensors")


@pytest.fixture(scope="module")
def steps() -> Steps:
    return load_steps()


def test_tensors_that_stay_in_their_file_are_those_of_its_format() -> None:
    file = MINILM.folder() / "model.safetensors"
    read = {name: one for name, one in load_file(file).items() if one.dtype == np.float32}
    found = mapped(file)
    assert found.keys() == read.keys()
    assert all(np.array_equal(found[name], one) for name, one in read.items())
    assert not any(one.flags.writeable for one in found.values())


def test_copied_channels_do_not_change_the_product(exact: Weights, steps: Steps) -> None:
    wide = widened(exact, steps.copies)
    states = np.random.default_rng(0).normal(size=(5, 384)).astype(np.float32)
    for layer in range(6):
        into, back = (f"encoder.layer.{layer}.{end}.dense" for end in ("intermediate", "output"))
        assert wide[f"{into}.weight"].shape == (384, 1536 + COPIES)
        first, second = (
            np.maximum(states @ some[f"{into}.weight"] + some[f"{into}.bias"], 0)
            @ some[f"{back}.weight"]
            for some in (exact, wide)
        )
        assert np.allclose(first, second, atol=1e-3)


def test_only_what_attention_gives_out_is_divided_early(exact: Weights, steps: Steps) -> None:
    first, _, third, _ = product_names()[:4]
    for name in (first, third):
        weight = exact[f"{name}.weight"]
        now = as_given_out(name, weight, steps.roundings)
        assert np.array_equal(now[:, :768], weight[:, :768])
        assert np.array_equal(now, weight) == (name == third)


def test_weights_are_bytes_and_what_one_is_worth(exact: Weights, steps: Steps) -> None:
    made = int8_weights(exact, steps)
    for name in product_names():
        assert made[f"{name}.weight"].dtype == np.int8
        assert np.abs(made[f"{name}.weight"].astype(int)).max() == 127
        assert made[f"{name}.zero"].dtype == np.uint8


def test_rounding_loses_half_a_step_at_most() -> None:
    weight = np.random.default_rng(0).normal(size=(30, 20)).astype(np.float32)
    whole, column = rounded(weight)
    assert np.all(np.abs(whole * column - weight) <= column * 0.5001)
