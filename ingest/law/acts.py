"""What a whole text of each act holds, from `acts.yaml`."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from domain.pinpoint import Act

_NUMBER = re.compile(r"\d{4}/\d+")


@dataclass(frozen=True, slots=True)
class ActFacts:
    """Number, CELEX and size of one act as published; `source` names the Official Journal.

    `divided` are the annexes whose section numbers begin again in each part or chapter, so that
    pinpoints keep that level.
    """

    number: str
    celex: str
    articles: int
    annexes: int
    recitals: int
    paragraphs: int
    divided: list[str]
    source: str


@cache
def act_facts() -> dict[Act, ActFacts]:
    """The facts of all acts that citemark holds."""
    text = files("ingest.law").joinpath("acts.yaml").read_text(encoding="utf-8")
    return {Act(act): ActFacts(**row) for act, row in yaml.safe_load(text).items()}


def is_divided(act: Act, annex: str) -> bool:
    """Whether section numbers of that annex, such as `annex-vi`, begin again in its parts."""
    return annex.removeprefix("annex-") in act_facts()[act].divided


def act_of(title: str) -> Act | None:
    """The act whose number is the first number in the title of a law text, or None."""
    first = _NUMBER.search(title)
    return next(
        (act for act, facts in act_facts().items() if first and facts.number == first[0]), None
    )
