"""What goes to the process and what comes back, as JSON: nothing that arrives can act."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from pydantic import TypeAdapter

from domain.finding import Review
from retrieval.endpoint_options import EndpointOptions
from store import DossierId

_BYTES = {"ser_json_bytes": "base64", "val_json_bytes": "base64"}


class Work(StrEnum):
    """What is to be done: a review, or the index that questions are asked of."""

    REVIEW = "review"
    INDEX = "index"


@dataclass(frozen=True, slots=True)
class Order:
    """Work on a dossier of a data folder as the law stands on a day.

    `database` is the address of the PostgreSQL database that keeps the record, "" for none; it
    may hold a password and is never shown. `endpoint` is the server that embeds.
    """

    work: Work
    dossier: DossierId
    on: date
    data: Path
    database: str = field(default="", repr=False)
    endpoint: EndpointOptions | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """How far the work is."""

    done: int
    total: int
    step: str


@dataclass(frozen=True, slots=True)
class Vectors:
    """Vectors to be kept for the dossier."""

    __pydantic_config__ = _BYTES

    model: str
    vectors: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class JudgedNow:
    """What was judged of documents, to be kept; of others than `documents` nothing is."""

    __pydantic_config__ = _BYTES

    version: str
    judged: Mapping[str, bytes]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Failed:
    """The work ended with an error of citemark, named by its class."""

    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class Done:
    """The work is done; a review is there where one was asked for, without its documents."""

    review: Review | None


Event = Told | Vectors | JudgedNow | Failed | Done

_ORDERS = TypeAdapter(Order)
_EVENTS: dict[str, TypeAdapter[Event]] = {
    each.__name__: TypeAdapter(each) for each in (Told, Vectors, JudgedNow, Failed, Done)
}


def dump_order(order: Order) -> bytes:
    """An order as bytes."""
    return _ORDERS.dump_json(order)


def load_order(content: bytes) -> Order:
    """The order that `dump_order` wrote."""
    return _ORDERS.validate_json(content)


def dump_event(event: Event) -> bytes:
    """An event as bytes, its kind in front."""
    kind = type(event).__name__
    return kind.encode() + b"\n" + _EVENTS[kind].dump_json(event)


def load_event(content: bytes) -> Event:
    """The event that `dump_event` wrote."""
    kind, _, rest = content.partition(b"\n")
    return _EVENTS[kind.decode()].validate_json(rest, strict=True)
