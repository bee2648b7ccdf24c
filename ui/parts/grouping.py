"""The rows of a review put together: by group, in pairs of the two laws, in counts."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.finding import Verdict
from domain.pinpoint import Act
from regulations.chapters import chapter_of
from ui.parts.rows import Row

_NOWHERE = "in no document"


class Group(StrEnum):
    """By what the table is put together."""

    NOTHING = "order of the acts"
    TOPIC = "topic"
    DIVISION = "chapter or annex"
    VERDICT = "verdict"
    DOCUMENT = "document"


GROUPS: Mapping[Group, str] = {
    Group.NOTHING: "In the order of the acts",
    Group.TOPIC: "By topic",
    Group.DIVISION: "By chapter or annex",
    Group.VERDICT: "By verdict",
    Group.DOCUMENT: "By document",
}
"""How a choice is put on the screen."""

_KEYS: Mapping[Group, Callable[[Row], Sequence[str]]] = {
    Group.NOTHING: lambda _: ("",),
    Group.TOPIC: lambda row: (row.topic,),
    Group.DIVISION: lambda row: (row.obligation.division,),
    Group.VERDICT: lambda row: (row.finding.verdict.value,),
    Group.DOCUMENT: lambda row: row.documents or (_NOWHERE,),
}


def grouped(rows: Sequence[Row], group: Group) -> list[tuple[str, Row]]:
    """Each row under the name of its group; by document a row stands under each of its own.

    Groups come in the order in which they first occur, documents by name, and what is in no
    document comes last.
    """
    found: dict[str, list[Row]] = {}
    for row in rows:
        for name in _KEYS[group](row):
            found.setdefault(name, []).append(row)
    names = list(found)
    if group is Group.DOCUMENT:
        names.sort(key=lambda name: (name == _NOWHERE, name.lower()))
    return [(name, row) for name in names for row in found[name]]


@dataclass(frozen=True, slots=True)
class Pair:
    """A row of the device law beside the row of the AI Act that asks for a related thing."""

    topic: str
    device: Row | None
    ai: Row | None


def pairs(rows: Sequence[Row], shown: Sequence[Row]) -> list[Pair]:
    """The shown rows by topic, each beside its counterparts among all rows, else alone."""
    by_id = {row.obligation.id: row for row in rows}
    wanted = {row.obligation.id for row in shown}
    linked = [
        Pair(ai.topic, by_id[link.obligation], ai)
        for ai in rows
        if ai.obligation.pinpoint.act is Act.AIA
        for link in ai.obligation.crosswalk
        if link.obligation in by_id and wanted & {link.obligation, ai.obligation.id}
    ]
    paired = {row.obligation.id for pair in linked for row in (pair.device, pair.ai) if row}
    alone = [_alone(row) for row in shown if row.obligation.id not in paired]
    both = {pair.topic for pair in linked}
    return sorted([*linked, *alone], key=lambda pair: _pair_order(pair, both))


def _pair_order(pair: Pair, both: set[str]) -> tuple[bool, str, bool, bool]:
    """Topics of both laws first; in each the pairs, then what only the device law asks for."""
    single = pair.device is None or pair.ai is None
    return pair.topic not in both, pair.topic, single, pair.device is None


def _alone(row: Row) -> Pair:
    if row.obligation.pinpoint.act is Act.AIA:
        return Pair(row.topic, None, row)
    return Pair(row.topic, row, None)


Table = Mapping[str, Mapping[str, int]]
"""Counts by the name of a row and the name of a column."""


def verdicts_by_division(rows: Sequence[Row]) -> Table:
    """How many rows of each chapter or annex have each verdict, in order of the acts."""
    counts: dict[str, Counter[str]] = {}
    for row in rows:
        found = counts.setdefault(row.obligation.division, Counter())
        found[row.finding.verdict.value] += 1
    return {
        name: {kind.value: found[kind.value] for kind in Verdict} for name, found in counts.items()
    }


def division_titles(rows: Sequence[Row]) -> Mapping[str, str]:
    """The name of each division with what the chapter is about, where it is one."""
    first = {row.obligation.division: row.obligation.pinpoint for row in reversed(rows)}
    found = {name: chapter_of(place) for name, place in first.items()}
    return {name: f"{name}: {of.name}" if of else name for name, of in found.items()}


def documents_by_topic(rows: Sequence[Row], documents: Sequence[str]) -> Table:
    """For how many rows of each topic a document holds a place that counts."""
    counts: dict[str, Counter[str]] = {}
    for row in rows:
        counts.setdefault(row.topic, Counter()).update(row.documents)
    return {
        topic: {name: found[name] for name in documents} for topic, found in sorted(counts.items())
    }
