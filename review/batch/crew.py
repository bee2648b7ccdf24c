"""What a batch needs from those who review: orders go in, events come out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

from domain.batch import SubmissionResult

_BYTES = {"ser_json_bytes": "base64", "val_json_bytes": "base64"}


@dataclass(frozen=True, slots=True)
class Order:
    """One submission to be reviewed: its files and its device, as YAML, by the law of a day.

    `asked` is how often each question is put to the configured model, 0 where it does not read
    too; `answers` the folder that keeps what it says, None for none.
    """

    label: str
    path: Path
    profile: str
    made_for: date
    asked: int = 0
    answers: Path | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an order.

    `reason` says why there is no review, "" where there is one: then `result` and `files`, the
    reports by name, are there. `input` hashes what was in fact read and judged on, `ground` the
    part of it that is not of the submission. `peak` is the
    most memory that the process has held so far, in bytes, 0 where the system does not say.
    """

    __pydantic_config__ = _BYTES

    input: str
    ground: str = ""
    reason: str = ""
    result: SubmissionResult | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)
    peak: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """How far the review of a submission is."""

    label: str
    done: int
    total: int
    step: str


@dataclass(frozen=True, slots=True)
class Ended:
    """The review of a submission has ended."""

    label: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Lost:
    """The process that reviewed a submission is gone, and nothing came of it."""

    label: str
    reason: str


Event = Told | Ended | Lost


class Crew(Protocol):
    """Reviews up to `size` submissions at a time."""

    @property
    def size(self) -> int:
        """How many orders may be under way at once."""
        ...

    def give(self, order: Order) -> None:
        """Begin an order; never more than `size` at once."""
        ...

    def hear(self, seconds: float) -> Event | None:
        """The next event, None where none comes in that time."""
        ...

    def close(self) -> None:
        """End everything that is under way, at once; closing twice does nothing."""
        ...
