"""The words that obligations and device profiles use: conditions, parties and kinds."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import cast

from domain.device import Fact
from domain.errors import CatalogueError
from regulations.data_files import DATA, read_mapping, texts

CLASS_PREFIX = "class:"
"""Conditions that name a risk class start with it."""


class ConditionKind(StrEnum):
    """How a condition comes to have a value; only `fact` and `role` are asked."""

    FACT = "fact"
    ROLE = "role"
    EVENT = "event"
    DERIVED = "derived"


@dataclass(frozen=True, slots=True)
class Condition:
    """A fact of a device.

    `question` is what the form asks, in its part `group`. `software` is the value taken for
    stand-alone software, `silent` for any device, where the profile does not name the fact at
    all; `why` is the reason for `silent`. `case` is what an event is called in a sentence.
    """

    name: str
    question: str
    group: str
    kind: ConditionKind = ConditionKind.FACT
    software: Fact | None = None
    silent: Fact | None = None
    why: str = ""
    case: str = ""

    @property
    def asked(self) -> bool:
        """Whether a form asks for it."""
        return self.kind in {ConditionKind.FACT, ConditionKind.ROLE}


@dataclass(frozen=True, slots=True)
class Addressee:
    """A party of the law. `own` says that the dossier's manufacturer is that party.

    `roles` are conditions by which a row shows that it reaches that party.
    """

    name: str
    own: bool = False
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words, by name and in the order of the data file."""

    groups: tuple[str, ...]
    conditions: Mapping[str, Condition]
    kinds: tuple[str, ...]
    addressees: Mapping[str, Addressee]

    @property
    def questions(self) -> tuple[Condition, ...]:
        """The conditions that a form asks, in the order of its groups."""
        asked = [condition for condition in self.conditions.values() if condition.asked]
        return tuple(sorted(asked, key=lambda condition: self.groups.index(condition.group)))


@lru_cache(maxsize=1)
def load_vocabulary() -> Vocabulary:
    """Read the vocabulary; raises `CatalogueError` naming the entry that is wrong."""
    data = read_mapping(DATA / "vocabulary.yaml")
    groups = texts(data.get("groups"))
    conditions = {name: _condition(name, row, groups) for name, row in _entries(data, "conditions")}
    addressees = {
        name: _addressee(name, row, conditions) for name, row in _entries(data, "addressees")
    }
    return Vocabulary(groups, conditions, texts(data.get("kinds")), addressees)


def _entries(data: Mapping[str, object], part: str) -> list[tuple[str, dict[str, object]]]:
    entries = data.get(part)
    if not isinstance(entries, dict):
        raise CatalogueError(f"vocabulary.yaml: {part} is missing; mend the data file")
    return [(str(name), cast("dict[str, object]", row)) for name, row in entries.items()]


def _condition(name: str, row: Mapping[str, object], groups: tuple[str, ...]) -> Condition:
    if not row.get("ask") or row.get("group") not in groups:
        raise CatalogueError(f"vocabulary.yaml: condition {name}: needs ask and a known group")
    if (row.get("kind") == "event") != ("case" in row):
        raise CatalogueError(f"vocabulary.yaml: condition {name}: an event, and only one, has case")
    return Condition(
        name=name,
        question=str(row["ask"]),
        group=str(row["group"]),
        kind=_kind(name, row),
        software=_fact(row.get("software")),
        silent=_fact(row.get("silent")),
        why=str(row.get("why", "")),
        case=str(row.get("case", "")),
    )


def _kind(name: str, row: Mapping[str, object]) -> ConditionKind:
    try:
        return ConditionKind(str(row.get("kind", "fact")))
    except ValueError as error:
        raise CatalogueError(f"vocabulary.yaml: condition {name}: {error}") from error


def _fact(value: object) -> Fact | None:
    return None if value is None else Fact.YES if value else Fact.NO


def _addressee(
    name: str, row: Mapping[str, object], conditions: Mapping[str, Condition]
) -> Addressee:
    roles = texts(row.get("roles"))
    if unknown := [role for role in roles if role not in conditions]:
        raise CatalogueError(f"vocabulary.yaml: addressee {name}: no condition {unknown[0]}")
    return Addressee(name, bool(row.get("own")), roles)
