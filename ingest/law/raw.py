"""What every reader makes of its file: units with blocks, before there are pinpoints."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph of running words, white space already normal.

    `row` marks the row of a table: a number in front of it opens no section of an annex.
    """

    text: str
    row: bool = False


@dataclass(frozen=True, slots=True)
class Title:
    """A heading inside an annex: of a part, a chapter, a numbered section, or of none."""

    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """A unit with its own marker as printed (`1.`, `(a)`, `—`) and what stands in it."""

    marker: str
    blocks: "tuple[Block, ...]"


Block: TypeAlias = Para | Title | Item


@dataclass(frozen=True, slots=True)
class Unit:
    """An article, an annex or a recital; `key` is the first unit of its pinpoint (`art-10`)."""

    key: str
    number: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class RawLaw:
    """A law file as read. `celex` is "" where the file does not say it."""

    title: str
    form: str
    as_of: date
    units: tuple[Unit, ...]
    celex: str = ""
