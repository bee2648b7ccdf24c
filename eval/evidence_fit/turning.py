"""A matrix and criterion vectors by which answers come to lie beside their criterion.

Gradient descent (Adam) on the cross-entropy of "which criterion does this answer", over the
cosines of turned answers with all criteria. Both stay near where they began: the matrix near the
identity, a criterion's vector near that of its text. The same input gives the same result.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]

_STEPS = 90
_RATE = 2e-3
_TEMPERATURE = 0.05
_HOLD_MATRIX = 0.1
_HOLD_CRITERIA = 0.05


@dataclass(frozen=True, slots=True)
class Turned:
    """What was learned; `criteria` are of length 1."""

    turn: Matrix
    criteria: Matrix

    def nearness(self, vectors: Matrix) -> Matrix:
        """The cosines of turned vectors with the criteria."""
        return np.asarray(_unit(vectors @ self.turn)[0] @ self.criteria.T, dtype=np.float32)


def learn(answers: Matrix, labels: NDArray[np.intp], texts: Matrix) -> Turned:
    """Learn from answers, the number of each one's criterion, and the criteria's own vectors."""
    size = answers.shape[1]
    start = (np.eye(size, dtype=np.float32), texts.copy())
    turn, criteria = (part.copy() for part in start)
    adam = (_Adam(turn.shape, _RATE), _Adam(criteria.shape, 2 * _RATE))
    for _ in range(_STEPS):
        pull = _gradients(answers, labels, turn, criteria)
        pull[0] += 2 * _HOLD_MATRIX / size * (turn - start[0])
        pull[1] += 2 * _HOLD_CRITERIA / len(texts) * (criteria - start[1])
        turn -= adam[0].step(pull[0])
        criteria -= adam[1].step(pull[1])
    return Turned(turn, _unit(criteria)[0])


def _gradients(
    answers: Matrix, labels: NDArray[np.intp], turn: Matrix, criteria: Matrix
) -> list[Matrix]:
    turned, lengths = _unit(answers @ turn)
    unit, sizes = _unit(criteria)
    wrong = _softmax(turned @ unit.T / _TEMPERATURE)
    wrong[np.arange(len(labels)), labels] -= 1
    wrong /= len(labels) * _TEMPERATURE
    return [
        answers.T @ _through(wrong @ unit, turned, lengths),
        _through(wrong.T @ turned, unit, sizes),
    ]


def _through(pull: Matrix, unit: Matrix, lengths: Matrix) -> Matrix:
    """The gradient before a vector was brought to length 1."""
    along = (pull * unit).sum(axis=1, keepdims=True)
    return np.asarray((pull - unit * along) / lengths, dtype=np.float32)


def _unit(vectors: Matrix) -> tuple[Matrix, Matrix]:
    lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9).astype(np.float32)
    return vectors / lengths, lengths


def _softmax(values: Matrix) -> Matrix:
    raised = np.exp(values - values.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), dtype=np.float32)


class _Adam:
    """The optimiser of Kingma and Ba (2015) with its usual constants."""

    def __init__(self, shape: tuple[int, ...], rate: float) -> None:
        self._mean = np.zeros(shape, dtype=np.float32)
        self._square = np.zeros(shape, dtype=np.float32)
        self._rate, self._steps = rate, 0

    def step(self, pull: Matrix) -> Matrix:
        self._steps += 1
        self._mean = 0.9 * self._mean + 0.1 * pull
        self._square = 0.999 * self._square + 0.001 * pull * pull
        mean = self._mean / (1 - 0.9**self._steps)
        square = self._square / (1 - 0.999**self._steps)
        return np.asarray(self._rate * mean / (np.sqrt(square) + 1e-8), dtype=np.float32)
