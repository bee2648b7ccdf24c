"""What a process that parses is told, what it is started in, and how it ended."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from ingest.limits import Limits

ROOT = Path(__file__).parents[2]
_KEPT = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "LANG", "LC_ALL")


@dataclass(frozen=True, slots=True)
class Bounds:
    """The seconds of the processor and the bytes of address space that a process may take."""

    seconds: float
    memory: int


@dataclass(frozen=True, slots=True)
class Errand:
    """A file to be read; `order` is a line with its name and limits, see `order_of`."""

    format: str
    order: bytes
    data: bytes
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class Message:
    """An errand without the bytes of its order, whose number is told, and of its file."""

    format: str
    order: int
    bounds: Bounds

    def dump(self) -> bytes:
        """As JSON."""
        return json.dumps(asdict(self)).encode("ascii")


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended: its exit code (negative for a signal), answer and complaints."""

    code: int
    answer: bytes
    complaint: bytes


def load_message(content: bytes) -> Message:
    """The message that was dumped."""
    said = json.loads(content)
    return Message(said["format"], said["order"], Bounds(**said["bounds"]))


def order_of(name: str, limits: Limits) -> bytes:
    """The line that goes before the bytes of a file."""
    return json.dumps({"name": name, "limits": asdict(limits)}).encode("ascii") + b"\n"


def load_order(order: bytes) -> tuple[str, Limits]:
    """The name and the limits of that line."""
    said = json.loads(order)
    return said["name"], Limits(**said["limits"])


def surroundings() -> dict[str, str]:
    """The environment of a process that parses: what it needs to start, and nothing else."""
    return {key: os.environ[key] for key in _KEPT if key in os.environ}
