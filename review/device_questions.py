"""What the device form asks: the facts that decide rows, and what is taken where none is given."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from domain.device import Applicability, Applies, DeviceProfile, Fact, Framework
from domain.law import Catalogue
from domain.pinpoint import Act
from regulations.applicability import applicability, open_questions
from regulations.catalogue import load_catalogue
from regulations.classification import classify, qualify
from regulations.facts import Facts
from regulations.vocabulary import load_vocabulary


@dataclass(frozen=True, slots=True)
class Question:
    """A fact that the form asks for.

    `open_rows` is the number of obligations that wait for it; `for_class` says whether the class
    of software waits for it; `assumed` says what is taken, and why, where the profile does not
    name the fact and it is not open, else "".
    """

    name: str
    words: str
    group: str
    open_rows: int
    for_class: bool
    assumed: str


def device_questions(profile: DeviceProfile, catalogue: Catalogue, on: date) -> list[Question]:
    """The facts that can decide a row or the class of software, in the order of the form."""
    return questions_of(profile, applicability(catalogue, profile, on), on)


def questions_of(
    profile: DeviceProfile, answers: Mapping[str, Applicability], on: date
) -> list[Question]:
    """`device_questions` where it is known already which obligations reach the device."""
    deciding = _deciding(profile.framework, profile.risk_class, on)
    waiting = open_questions(answers)
    classing = {*qualify(profile).questions, *classify(profile).questions}
    asked = {*deciding, *waiting, *classing, *(_of_class(profile.framework) & profile.facts.keys())}
    facts = Facts(profile)
    return [
        Question(
            name=condition.name,
            words=condition.question,
            group=condition.group,
            open_rows=waiting.get(condition.name, 0),
            for_class=condition.name in classing,
            assumed=_assumed(condition.name, profile, facts),
        )
        for condition in load_vocabulary().questions
        if condition.name in asked
    ]


def reach(
    answers: Mapping[str, Applicability], catalogue: Catalogue
) -> Mapping[Act, Counter[Applies]]:
    """How many obligations of each act apply, are open, or do not apply."""
    counts = {act: Counter[Applies]() for act in Act}
    for key, answer in answers.items():
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


@lru_cache(maxsize=2)
def _of_class(framework: Framework) -> frozenset[str]:
    """The facts that decide the class of software of which nothing else is known."""
    alone = {"software": Fact.YES, "physical-product": Fact.NO}
    profile = DeviceProfile("", "", framework, framework.classes[0], alone)
    return frozenset((*qualify(profile).questions, *classify(profile).questions))


def _assumed(name: str, profile: DeviceProfile, facts: Facts) -> str:
    if name in profile.facts:
        return ""
    known = facts(name)
    return "" if known.value is Fact.UNKNOWN else f"{known.value.value}, {known.reason}"
