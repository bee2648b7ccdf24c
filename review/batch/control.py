"""How a batch under way is steered and watched, from another thread."""

from collections.abc import Mapping
from enum import StrEnum
from threading import Lock

from review.batch.crew import Told


class Step(StrEnum):
    """What a run does next: begin more, end after what is under way, or end at once."""

    GO = "go"
    PAUSE = "pause"
    CANCEL = "cancel"


class Control:
    """Shared by the run of a batch and whoever looks on."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._step = Step.GO
        self._under_way: dict[str, Told] = {}

    @property
    def step(self) -> Step:
        """What was asked for last."""
        return self._step

    def ask(self, step: Step) -> None:
        """Let the run pause or end; one that was cancelled stays so."""
        with self._lock:
            self._step = Step.CANCEL if self._step is Step.CANCEL else step

    def tell(self, told: Told) -> None:
        """Say how far a submission is."""
        with self._lock:
            self._under_way[told.label] = told

    def ended(self, label: str) -> None:
        """Say that a submission is no longer under way."""
        with self._lock:
            self._under_way.pop(label, None)

    @property
    def under_way(self) -> Mapping[str, Told]:
        """How far each submission is that is under way, by label."""
        with self._lock:
            return dict(self._under_way)
