"""Orders and events as bytes: JSON only, so that nothing that arrives can act."""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter

from domain.document import ReadFailure
from domain.errors import FailureReason
from review.batch.crew import Ended, Order, Outcome, Told
from review.batch.inputs import Entry

_EVENTS: TypeAdapter[Told | Ended] = TypeAdapter(Told | Ended)
_OUTCOMES = TypeAdapter(Outcome)


def dump_order(order: Order) -> bytes:
    """An order as bytes; half characters of a path are kept."""
    answers = str(order.answers) if order.answers else ""
    day = order.made_for.isoformat()
    parts = [order.label, str(order.path), order.profile, day, order.asked, answers]
    return json.dumps(parts).encode("ascii")


def load_order(content: bytes) -> Order:
    """The order that `dump_order` wrote."""
    label, path, profile, day, asked, answers = json.loads(content)
    kept = Path(answers) if answers else None
    return Order(label, Path(path), profile, date.fromisoformat(day), asked, kept)


def dump_event(event: Told | Ended) -> bytes:
    """An event as bytes."""
    return _EVENTS.dump_json(event)


def load_event(content: bytes) -> Told | Ended:
    """The event that `dump_event` wrote."""
    return _EVENTS.validate_json(content)


def dump_outcome(outcome: Outcome) -> bytes:
    """An outcome as bytes."""
    return _OUTCOMES.dump_json(outcome)


def load_outcome(content: bytes) -> Outcome:
    """The outcome that `dump_outcome` wrote."""
    return _OUTCOMES.validate_json(content)


def dump_files(files: Iterable[Entry]) -> bytes:
    """The files of a submission as bytes, for a machine that does not have them."""
    return json.dumps([_dumped(*entry) for entry in files]).encode("ascii")


def load_files(content: bytes) -> list[Entry]:
    """The files that `dump_files` wrote."""
    return [_loaded(*parts) for parts in json.loads(content)]


def _dumped(name: str, data: bytes | ReadFailure) -> list[str]:
    if isinstance(data, ReadFailure):
        return [name, data.reason.value, data.detail]
    return [name, "", b64encode(data).decode("ascii")]


def _loaded(name: str, reason: str, content: str) -> Entry:
    if reason:
        return name, ReadFailure(name, FailureReason(reason), content)
    return name, b64decode(content)
