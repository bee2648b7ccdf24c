"""What the device form asks: the facts that decide rows, and what is taken where none is given."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from domain.device import Applies, DeviceProfile, Fact, Framework
from domain.law import Catalogue
from domain.pinpoint import Act
from regulations.applicability import applicability, open_questions
from regulations.catalogue import load_catalogue
from regulations.facts import Facts
from regulations.vocabulary import load_vocabulary


@dataclass(frozen=True, slots=True)
class Question:
    """A fact that the form asks for.

    `open_rows` is the number of obligations that wait for it; `assumed` says what is taken, and
    why, where the profile does not name the fact and it is not open, else "".
    """

    name: str
    words: str
    group: str
    open_rows: int
    assumed: str


def device_questions(profile: DeviceProfile, catalogue: Catalogue, on: date) -> list[Question]:
    """The facts that can decide a row for a device of that class, in the order of the form."""
    deciding = _deciding(profile.framework, profile.risk_class, on)
    waiting = open_questions(applicability(catalogue, profile, on))
    facts = Facts(profile)
    return [
        Question(
            name=condition.name,
            words=condition.question,
            group=condition.group,
            open_rows=waiting.get(condition.name, 0),
            assumed=_assumed(condition.name, profile, facts),
        )
        for condition in load_vocabulary().questions
        if condition.name in deciding or condition.name in waiting
    ]


def reach(profile: DeviceProfile, catalogue: Catalogue, on: date) -> Mapping[Act, Counter[Applies]]:
    """How many obligations of each act apply, are open, or do not apply."""
    counts = {act: Counter[Applies]() for act in Act}
    for key, answer in applicability(catalogue, profile, on).items():
        counts[catalogue.get(key).pinpoint.act][answer.applies] += 1
    return counts


@lru_cache(maxsize=32)
def _deciding(framework: Framework, risk_class: str, on: date) -> frozenset[str]:
    """The facts that keep a row open where nothing but the class is known."""
    names = [condition.name for condition in load_vocabulary().questions]
    nothing = DeviceProfile("", "", framework, risk_class, dict.fromkeys(names, Fact.UNKNOWN))
    software = replace(
        nothing, facts={**nothing.facts, "software": Fact.YES, "ai-system": Fact.YES}
    )
    catalogue = load_catalogue()
    return frozenset(
        name
        for profile in (nothing, software)
        for name in open_questions(applicability(catalogue, profile, on))
    )


def _assumed(name: str, profile: DeviceProfile, facts: Facts) -> str:
    if name in profile.facts:
        return ""
    known = facts(name)
    return "" if known.value is Fact.UNKNOWN else f"{known.value.value}, {known.reason}"
