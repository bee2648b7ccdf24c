"""Obligations by topic, and for one device which of the acts asks for what."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from domain.device import Applicability, Applies
from domain.errors import CatalogueError
from domain.law import Catalogue, Obligation
from domain.pinpoint import Act, Pinpoint
from regulations.data_files import DATA, read_mapping, texts


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject of review. `places` are the units of the acts that belong to it."""

    id: str
    name: str
    places: tuple[Pinpoint, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Two rows, one of the device law and one of the AI Act, that ask for related things."""

    device: str
    ai: str


@dataclass(frozen=True, slots=True)
class TopicRows:
    """What one topic holds for a device, as ids in reading order.

    `shared` are the rows of either act that are linked to a reaching row of the other;
    `device_only` and `ai_only` the rest; `links` say which goes with which.
    """

    topic: Topic
    device: tuple[str, ...]
    ai: tuple[str, ...]
    shared: tuple[str, ...]
    device_only: tuple[str, ...]
    ai_only: tuple[str, ...]
    links: tuple[Link, ...]


def topics(catalogue: Catalogue) -> Mapping[str, tuple[str, ...]]:
    """The ids of all obligations by topic id; every obligation is in exactly one."""
    found: dict[str, list[str]] = {topic.id: [] for topic in load_topics().values()}
    for row in catalogue.obligations.values():
        found[topic_of(row).id].append(row.id)
    return {name: tuple(ids) for name, ids in found.items()}


def topic_of(row: Obligation) -> Topic:
    """The topic of an obligation; raises `CatalogueError` where the data give none."""
    places = _by_place()
    place: Pinpoint | None = row.pinpoint
    while place is not None:
        if place in places:
            return places[place]
        place = place.parent
    raise CatalogueError(f"topics.yaml: {row.id} is in no topic; add its place to one")


def matrix(catalogue: Catalogue, answers: Mapping[str, Applicability]) -> tuple[TopicRows, ...]:
    """For every topic the rows that reach the device or may reach it, shared or of one act."""
    reaching = {name for name, answer in answers.items() if answer.applies is not Applies.NO}
    links = _links(catalogue, reaching)
    linked = {name for link in links for name in (link.device, link.ai)}
    by_topic = topics(catalogue)
    return tuple(
        _rows(topic, [name for name in by_topic[topic.id] if name in reaching], links, linked)
        for topic in load_topics().values()
    )


def _links(catalogue: Catalogue, reaching: set[str]) -> tuple[Link, ...]:
    return tuple(
        Link(other.obligation, row.id)
        for row in catalogue.obligations.values()
        if row.pinpoint.act is Act.AIA and row.id in reaching
        for other in row.crosswalk
        if other.obligation in reaching
    )


def _rows(topic: Topic, names: list[str], links: tuple[Link, ...], linked: set[str]) -> TopicRows:
    ai = tuple(name for name in names if name.startswith(Act.AIA.value))
    device = tuple(name for name in names if name not in ai)
    inside = set(names)
    return TopicRows(
        topic=topic,
        device=device,
        ai=ai,
        shared=tuple(name for name in names if name in linked),
        device_only=tuple(name for name in device if name not in linked),
        ai_only=tuple(name for name in ai if name not in linked),
        links=tuple(link for link in links if {link.device, link.ai} & inside),
    )


@lru_cache(maxsize=1)
def load_topics() -> Mapping[str, Topic]:
    """All topics by id, in the order of the data file."""
    rows = read_mapping(DATA / "topics.yaml")
    return {name: _topic(name, row) for name, row in rows.items()}


def _topic(name: str, row: object) -> Topic:
    fields = row if isinstance(row, dict) else {}
    places = tuple(Pinpoint.parse(place) for place in texts(fields.get("places")))
    if not places or not fields.get("name"):
        raise CatalogueError(f"topics.yaml: {name}: needs a name and places")
    return Topic(name, str(fields["name"]), places)


@lru_cache(maxsize=1)
def _by_place() -> Mapping[Pinpoint, Topic]:
    found: dict[Pinpoint, Topic] = {}
    for topic in load_topics().values():
        for place in topic.places:
            if place in found:
                raise CatalogueError(f"topics.yaml: {place} is in {found[place].id} and {topic.id}")
            found[place] = topic
    return found
