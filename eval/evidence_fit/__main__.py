"""Learn which sentences answer a criterion, and write `retrieval/data/evidence_model.npz`.

Learned from `regulations/data/examples/`, the gold cases and the dossiers that may be tuned on.
Of the threshold see `eval.evidence_fit.threshold`.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from eval.evidence_fit.material import (
    Asked,
    Matrix,
    asked_criteria,
    example_texts,
    gold_texts,
    grounds,
    held_shares,
)
from eval.evidence_fit.signs import Raw, Spread, answers_unseen, words_index
from eval.evidence_fit.threshold import fit_threshold
from eval.evidence_fit.turning import Turned, learn
from eval.evidence_fit.weighing import (
    Pairs,
    answer_pairs,
    ground_pairs,
    own_pairs,
    regression,
)
from retrieval.embedding import Embedder, text_key
from review.assembly import Workbench
from review.settings import Settings, endpoint_settings

_FILE = Path(__file__).parents[2] / "retrieval" / "data" / "evidence_model.npz"


def main() -> None:
    """Learn, tell the figures, write the file."""
    with TemporaryDirectory() as folder, Workbench(_settings(folder)) as bench:
        _learn(bench)


def _settings(folder: str) -> Settings:
    """What is learned belongs to the packaged model, whatever the environment names."""
    return Settings(data=Path(folder), **endpoint_settings(None))


def _learn(bench: Workbench) -> None:
    asked, made = asked_criteria(bench.catalogue), bench.embedder
    answers = example_texts(asked, near=False)
    vectors, start = made.embed(answers.words), _start(asked, made)
    turned = learn(vectors, answers.criteria, start)
    index = words_index(answers, range(len(answers.words)), asked)

    def read(words: Sequence[str], held: Matrix) -> Raw:
        return Raw(turned.nearness(made.embed(words)), index.scores(words), held)

    background = grounds(bench, asked)
    held = np.concatenate([held_shares(ground.corpus, asked) for ground in background])
    raw = read([text for ground in background for text in ground.words], held)
    spread = Spread.of(raw)
    features = spread.features(raw)
    unseen = answers_unseen(answers, vectors, start, asked)
    told = (
        (0, example_texts(asked, near=True)),
        (1, gold_texts(asked, "meets")),
        (0, gold_texts(asked, "near-miss")),
    )
    pairs = Pairs.joined(
        [
            answer_pairs(spread.features(unseen), unseen.near, answers, asked),
            *(own_pairs(spread.features(read(t.words, t.held(asked))), t, n) for n, t in told),
            ground_pairs(features, raw.near, background),
        ]
    )
    weights = regression(pairs)
    odds = np.asarray(weights[0] + features @ weights[1:], dtype=np.float32)
    threshold = fit_threshold(odds, background, asked)
    sys.stdout.writelines(f"{line}\n" for line in _told(pairs, weights, threshold))
    _write(made.name, asked, turned, spread, (weights, threshold))


def _start(asked: tuple[Asked, ...], made: Embedder) -> Matrix:
    texts = made.embed([one.criterion.text for one in asked])
    both = texts + made.embed([one.obligation.title for one in asked])
    return np.asarray(both / np.linalg.norm(both, axis=1, keepdims=True), dtype=np.float32)


def _told(
    pairs: Pairs, weights: NDArray[np.float64], threshold: tuple[float, float]
) -> Iterator[str]:
    odds = weights[0] + pairs.features @ weights[1:]
    yield f"weights {np.round(weights, 2).tolist()}, threshold {threshold}"
    for size in (150, 500, 2000):
        taken = odds >= threshold[0] + threshold[1] * np.log(size)
        answers, others = taken[pairs.labels == 1].mean(), taken[pairs.labels == 0].mean()
        yield f"{size} sentences: answers found {answers:.3f}, others taken {others:.3f}"


def _write(
    model: str,
    asked: Sequence[Asked],
    turned: Turned,
    spread: Spread,
    weighing: tuple[NDArray[np.float64], tuple[float, float]],
) -> None:
    """Write what was learned; `weighing` is the weights and the threshold."""
    np.savez_compressed(
        _FILE,
        model=np.array(model.partition(" ")[0]),
        keys=np.array([text_key(one.criterion.text) for one in asked]),
        turn=turned.turn.astype(np.float16),
        criteria=turned.criteria.astype(np.float16),
        meaning=spread.meaning,
        words=spread.words,
        rarity=spread.rarity.astype(np.float16),
        weights=weighing[0],
        threshold=np.array(weighing[1]),
    )


if __name__ == "__main__":
    main()
