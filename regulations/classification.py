"""Qualification and classification of software as explained decisions.

They propose; the manufacturer's class stands, and a difference is for a person to settle.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from domain.device import DeviceProfile, Fact, Framework
from domain.errors import CatalogueError
from regulations.data_files import DATA, read_mapping, texts
from regulations.facts import Facts
from regulations.logic import Known, all_of, evaluate

_Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Step:
    """One rule or step. `gives` is the class it leads to, "" where it leads to none."""

    rule: str
    source: str
    gives: str
    value: Fact
    reason: str
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Classification:
    """What the rules propose for the software.

    `proposed` is None while `questions` are open, or where the class is that of another device.
    """

    stated: str
    proposed: str | None
    steps: tuple[Step, ...]
    questions: tuple[str, ...]
    conclusion: str

    @property
    def differs(self) -> bool:
        """Whether the proposal is another class than the manufacturer's."""
        return self.proposed is not None and self.proposed != self.stated

    @property
    def deciding(self) -> tuple[Step, ...]:
        """The rules that hold and give the proposed class."""
        holding = (step for step in self.steps if step.value is Fact.YES)
        return tuple(step for step in holding if step.gives and step.gives == self.proposed)


@dataclass(frozen=True, slots=True)
class Qualification:
    """Whether the product is medical device software, and under which framework."""

    is_device_software: Fact
    framework: Framework | None
    steps: tuple[Step, ...]
    questions: tuple[str, ...]


def classify(profile: DeviceProfile) -> Classification:
    """Apply the software rules of the profile's framework (MDR Rule 11, IVDR Annex VIII).

    They are for software that is a device by itself; for another product nothing is proposed.
    """
    facts = Facts(profile)
    alone = all_of(evaluate(term, facts) for term in ("software", "!physical-product"))
    if alone.value is not Fact.YES:
        text = "these rules classify software that is a device by itself"
        return Classification(profile.risk_class, None, (), alone.questions, text)
    rules = _data()[profile.framework.value]
    driven = _step(cast("_Row", rules["driven"]), evaluate("drives-device", facts))
    own = [_rule(cast("_Row", row), facts) for row in cast("list[object]", rules["rules"])]
    best = _best(own, profile.framework, _step(cast("_Row", rules["residual"]), _ELSE))
    last = [best] if best not in own else _strictest(cast("_Row", rules["strictest"]), own, best)
    steps = (driven, *own, *last)
    return _concluded(profile, driven, steps, best, _open(own, best, profile.framework))


def classifying_article(framework: Framework) -> str:
    """The pinpoint of the article that has devices under that framework classified."""
    return str(_data()[framework.value]["article"])


def qualify(profile: DeviceProfile) -> Qualification:
    """Walk the steps of the guidance on qualification of software, up to the one that decides."""
    facts, data = Facts(profile), _data()["qualification"]
    source = str(data["source"])
    steps: list[Step] = []
    for row in cast("list[_Row]", data["steps"]):
        steps.append(_asked(row, facts, source))
        if steps[-1].value is _fact(row["at"]):
            return Qualification(_fact(row["stops"]), _framework(facts, steps), tuple(steps), ())
    questions = _questions(steps)
    steps.append(_asked(cast("_Row", data["ivd"]), facts, source))
    value = Fact.UNKNOWN if questions else Fact.YES
    return Qualification(value, _framework(facts, steps), tuple(steps), _questions(steps))


_ELSE = Known(Fact.YES, "no other rule is known to hold")


def _rule(row: _Row, facts: Facts) -> Step:
    return _step(row, all_of(evaluate(term, facts) for term in texts(row["when"])))


def _step(row: _Row, known: Known) -> Step:
    gives = str(row.get("class", ""))
    return Step(
        str(row["rule"]), str(row["source"]), gives, known.value, known.reason, known.questions
    )


def _asked(row: _Row, facts: Facts, source: str) -> Step:
    when = row["when"]
    terms = texts(when) if isinstance(when, list) else (str(when),)
    known = all_of(evaluate(term, facts) for term in terms)
    return Step(str(row["step"]), source, "", known.value, known.reason, known.questions)


def _best(own: list[Step], framework: Framework, residual: Step) -> Step:
    """The rule that holds and gives the highest class, else the residual one."""
    holding = [step for step in own if step.value is Fact.YES]
    return max(holding, key=lambda step: _rank(step, framework)) if holding else residual


def _strictest(row: _Row, own: list[Step], best: Step) -> list[Step]:
    """The rule that the strictest class counts, where several rules hold."""
    holding = sum(step.value is Fact.YES for step in own)
    if holding < _SEVERAL:
        return []
    known = Known(Fact.YES, f"{holding} rules hold, and the strictest counts")
    return [_step({**row, "class": best.gives}, known)]


_SEVERAL = 2


def _open(own: list[Step], best: Step, framework: Framework) -> tuple[str, ...]:
    """The questions of rules that could still give a higher class."""
    higher = [step for step in own if _rank(step, framework) > _rank(best, framework)]
    return _questions(step for step in higher if step.value is Fact.UNKNOWN)


def _rank(step: Step, framework: Framework) -> int:
    return framework.classes.index(step.gives)


def _concluded(
    profile: DeviceProfile,
    driven: Step,
    steps: tuple[Step, ...],
    best: Step,
    still_open: tuple[str, ...],
) -> Classification:
    asked = tuple(dict.fromkeys((*driven.questions, *still_open)))
    if driven.value is Fact.YES:
        text = f"the software takes the class of the device it drives ({driven.rule})"
        return Classification(profile.risk_class, None, steps, (), text)
    if asked:
        text = f"at least class {best.gives}; {len(asked)} open questions can raise or change it"
        return Classification(profile.risk_class, None, steps, asked, text)
    same = best.gives == profile.risk_class
    stated = "as stated" if same else f"the manufacturer states {profile.risk_class}"
    text = f"class {best.gives} by {best.rule}, {stated}"
    return Classification(profile.risk_class, best.gives, steps, (), text)


def _framework(facts: Facts, steps: list[Step]) -> Framework | None:
    """The framework that the last steps lead to; None where it is open or there is no device."""
    if any(step.value is Fact.NO for step in steps[2:5]) or steps[0].value is Fact.NO:
        return None
    ivd = all_of(evaluate(term, facts) for term in ("ivd-information", "ivd-data")).value
    return {Fact.YES: Framework.IVDR, Fact.NO: Framework.MDR}.get(ivd)


def _questions(steps: Iterable[Step]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for step in steps for name in step.questions))


def _fact(value: object) -> Fact:
    return Fact.YES if value else Fact.NO


@lru_cache(maxsize=1)
def _data() -> Mapping[str, _Row]:
    data = read_mapping(DATA / "classification.yaml")
    if strays := {"mdr", "ivdr", "qualification"} - data.keys():
        raise CatalogueError(f"classification.yaml: {min(strays)} is missing; mend the data file")
    return cast("Mapping[str, _Row]", data)
