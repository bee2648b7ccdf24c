"""`make graph`: measures how the inputs of MiniLM's products are best rounded to eight bits.

Needed again only where the model changes. Sentences of the sample dossiers and of the catalogue
are run through the exact graph; for each product the numbers by which its channels are divided
are chosen that lose least, and written to `retrieval/data/minilm_int8.npz`. No sentence of a gold
set is read.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Any, TypeGuard

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto

import ingest
import samples
from domain.document import Document, ReadFailure
from eval.catalogue_vectors import catalogue_texts
from eval.embedding_graph import TARGET, ExactPlan, Int8Plan, showing
from retrieval.model_files import MINILM
from retrieval.onnx_backend import load_tokenizer, same_lengths
from retrieval.onnx_int8 import (
    COPIES,
    STEPS,
    Numbers,
    Rounding,
    Steps,
    as_given_out,
    int8_weights,
    product_names,
    rounded,
    widened,
)
from retrieval.onnx_session import session
from retrieval.onnx_weights import LAYERS, Weights, graph_weights

_OF_EACH, _WORDS, _RUNS, _RUN = 250, 60, 20, 16
_ROWS = 1500
_SEED = 1
_OFTEN = (100.0, 99.9, 99.0)
"""The greatest value of a channel, or one that few are above."""

_LEANINGS = (0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0)
"""How much of what a channel is greater by its inputs are divided by; the rest its weights have."""

_CUTS = (1.0, 0.9, 0.8)
_SMALLEST = 1e-3
_BACK = [f"encoder.layer.{layer}.output.dense" for layer in range(LAYERS)]


def main() -> None:
    """Measure and write."""
    steps = measured(sentences())
    values: dict[str, NDArray[np.generic]] = {"copies": np.asarray(steps.copies, dtype=np.uint8)}
    for name, rounding in steps.roundings.items():
        values[f"{name}.spread"] = rounding.spread.astype(np.float16)
        values[f"{name}.shift"] = rounding.shift.astype(np.float16)
        values[f"{name}.range"] = np.array([rounding.lowest, rounding.highest])
    np.savez_compressed(TARGET / STEPS, **values)  # type: ignore[arg-type]


def sentences() -> list[str]:
    """As many sentences of the sample dossier as of the catalogue."""
    documents = [one for one in ingest.read_path(samples.dossier_path()) if _is_read(one)]
    ours = {found.text for one in documents for found in ingest.sentences(one)}
    chosen = random.Random(_SEED)  # noqa: S311 - nothing is kept secret by it
    return [t for some in (ours, catalogue_texts()) for t in chosen.sample(sorted(some), _OF_EACH)]


def unusual(usual: Sequence[str]) -> list[str]:
    """Single words, and runs of sentences as long as the model reads."""
    chosen = random.Random(_SEED)  # noqa: S311 - as above
    words = chosen.sample(sorted({word for text in usual for word in text.split()}), _WORDS)
    return ["", *words, *(" ".join(chosen.sample(usual, _RUN)) for _ in range(_RUNS))]


def _is_read(reading: Document | ReadFailure) -> TypeGuard[Document]:
    return isinstance(reading, Document)


def measured(texts: Sequence[str]) -> Steps:
    """How the inputs of each product are rounded: well for these texts, and wide enough for all."""
    exact = graph_weights(MINILM.folder() / "model.safetensors")
    usual, rare = (product_inputs(exact, some) for some in (texts, unusual(texts)))
    copies = tuple(_copies(usual[name], exact[f"{name}.weight"]) for name in _BACK)
    for name, count in zip(_BACK, copies, strict=True):
        usual[name], rare[name] = (np.repeat(some[name], count, axis=1) for some in (usual, rare))
    wide, names = widened(exact, copies), product_names()
    rounding = {n: best_rounding(usual[n], rare[n], wide[f"{n}.weight"]) for n in names}
    return shifted(exact, Steps(rounding, copies), texts)


def product_inputs(exact: Weights, texts: Sequence[str]) -> dict[str, Numbers]:
    """What each product is given for these texts, in 32 bits: a row for each token."""
    plan = ExactPlan()
    model = plan.model()
    found = _values(showing(model, plan.inputs.values()), exact, texts)
    parts = zip(plan.inputs, zip(*found, strict=True), strict=True)
    return {name: np.concatenate(rows) for name, rows in parts}


def _values(
    model: ModelProto, weights: Mapping[str, NDArray[Any]], texts: Sequence[str]
) -> Iterator[list[Numbers]]:
    """What a model gives out after the states: a batch of texts after the other, tokens in rows."""
    graph = session(model.SerializeToString(), weights)
    tokens = [found.ids for found in load_tokenizer(MINILM.folder()).encode_batch(list(texts))]
    for group in same_lengths([len(ids) for ids in tokens]):
        given = {"tokens": np.asarray([tokens[number] for number in group], dtype=np.int32)}
        shown = map(np.asarray, graph.run(None, given)[1:])
        yield [rows.reshape(-1, rows.shape[-1]) for rows in shown]


def shifted(exact: Weights, steps: Steps, texts: Sequence[str]) -> Steps:
    """The steps with what rounding takes away on average: one product after the other.

    What is lost by a product is measured after what is lost before it was given back.
    """
    names = product_names()
    plan = showing(ExactPlan(COPIES).model(), names)
    wanted = dict(zip(names, _means(plan, widened(exact, steps.copies), texts), strict=True))
    for name in names:
        plan = showing(Int8Plan().model(), [name])
        (reached,) = _means(plan, int8_weights(exact, steps), texts)
        lost = as_given_out(name, wanted[name], steps.roundings) - reached
        now = replace(steps.roundings[name], shift=lost.astype(np.float16).astype(np.float32))
        steps = replace(steps, roundings={**steps.roundings, name: now})
    return steps


def _means(
    model: ModelProto, weights: Mapping[str, NDArray[Any]], texts: Sequence[str]
) -> list[Numbers]:
    """The mean over all tokens of each value that a model gives out after the states."""
    batches = list(_values(model, weights, texts))
    return [
        np.concatenate(rows).mean(axis=0, dtype=np.float64) for rows in zip(*batches, strict=True)
    ]


def _copies(inputs: Numbers, weight: Numbers) -> NDArray[np.int64]:
    """How often each channel stands there: the one that is greatest gets one more, and so on."""
    count = np.ones(len(weight), dtype=np.int64)
    greatest = np.abs(inputs).max(axis=0) * np.abs(weight).max(axis=1)
    for _ in range(COPIES):
        count[np.argmax(greatest / count)] += 1
    return count


def best_rounding(usual: Numbers, rare: Numbers, weight: Numbers) -> Rounding:
    """The rounding of all that were tried whose products are nearest to the exact ones.

    Rare inputs have a say in nothing but how far the steps reach.
    """
    count = min(_ROWS, len(usual))
    some = usual[np.random.default_rng(_SEED).choice(len(usual), count, replace=False)]
    return min(_tried(usual, rare, weight), key=lambda one: _unevenly_lost(some, weight, one))


def _tried(usual: Numbers, rare: Numbers, weight: Numbers) -> Iterator[Rounding]:
    least = np.minimum(usual.min(axis=0), rare.min(axis=0))
    most = np.maximum(usual.max(axis=0), rare.max(axis=0))
    weights = np.abs(weight).max(axis=1)
    often = np.percentile(np.abs(usual), _OFTEN, axis=0)
    for great, leaning in product((np.maximum(-least, most), *often), _LEANINGS):
        spread = _spread(np.maximum(great, _SMALLEST), weights, leaning)
        ends = min(float((least / spread).min()), 0.0), float((most / spread).max())
        for cut in _CUTS:
            nothing = np.zeros(weight.shape[1], dtype=np.float32)
            yield Rounding(spread, cut * ends[0], cut * ends[1], nothing)


def _spread(great: Numbers, weights: Numbers, leaning: float) -> Numbers:
    """What channels are divided by; their mean of powers is 1."""
    spread = great**leaning / weights ** (1 - leaning)
    even: Numbers = (spread / np.exp(np.log(spread).mean())).astype(np.float16)
    return even.astype(np.float32)


def _unevenly_lost(inputs: Numbers, weight: Numbers, rounding: Rounding) -> float:
    """How far the products of rounded inputs and weights lie from the exact ones, but for means."""
    levels = np.rint(inputs / rounding.spread / rounding.step) + rounding.zero
    near = (np.clip(levels, 0, 255) - rounding.zero) * rounding.step
    whole, column = rounded(weight * rounding.spread[:, None])
    lost = inputs @ weight - near @ (whole * column)
    return float(lost.var(axis=0).sum())


if __name__ == "__main__":
    main()
