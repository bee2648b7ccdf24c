import numpy as np

from eval.evidence_fit.turning import learn
from eval.evidence_fit.weighing import Pairs, regression

CHANCE = np.random.default_rng(3)
CRITERIA = np.eye(4, 16, dtype=np.float32)


def answers() -> tuple[np.ndarray, np.ndarray]:
    """Answers that lie nearer to another criterion than to their own, until they are turned."""
    labels = np.repeat(np.arange(4), 12)
    hidden = np.roll(np.eye(16, dtype=np.float32), 5, axis=1)[labels]
    vectors = hidden + 0.2 * CRITERIA[(labels + 1) % 4]
    vectors = vectors + CHANCE.normal(0, 0.05, vectors.shape)
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit.astype(np.float32), labels


def test_turning_brings_answers_to_their_criterion() -> None:
    vectors, labels = answers()
    before = (vectors @ CRITERIA.T).argmax(axis=1)
    after = learn(vectors, labels, CRITERIA).nearness(vectors).argmax(axis=1)
    assert np.mean(before == labels) < 0.5
    assert np.mean(after == labels) > 0.95


def test_learning_gives_the_same_twice() -> None:
    vectors, labels = answers()
    once, again = learn(vectors, labels, CRITERIA), learn(vectors, labels, CRITERIA)
    assert np.array_equal(once.turn, again.turn)
    assert np.array_equal(once.criteria, again.criteria)


def test_regression_weighs_the_sign_that_tells() -> None:
    features = CHANCE.normal(size=(400, 2)).astype(np.float32)
    labels = (features[:, 0] > 0).astype(np.float32)
    constant, telling, idle = regression(Pairs(features, labels, np.ones(400, dtype=np.float32)))
    assert telling > 1
    assert abs(idle) < 0.5 * telling
    assert abs(constant) < 0.5 * telling
