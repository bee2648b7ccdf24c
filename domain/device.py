"""The device under review, as facts that are yes, no or unknown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.pinpoint import Act


class Fact(StrEnum):
    """What is known of a condition; `unknown` is a value, never a silent no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Framework(StrEnum):
    """The device law that the manufacturer follows."""

    MDR = "mdr"
    IVDR = "ivdr"

    @property
    def act(self) -> Act:
        """The act of that framework."""
        return Act(self.value)

    @property
    def classes(self) -> tuple[str, ...]:
        """The risk classes of that framework, lowest first."""
        return ("I", "IIa", "IIb", "III") if self is Framework.MDR else ("A", "B", "C", "D")


@dataclass(frozen=True, slots=True)
class DeviceProfile:
    """What the manufacturer says of the device; shown in every report.

    `facts` maps a condition of the vocabulary to what is known; a condition that is not in it is
    unknown unless the rules derive it. `risk_class` is one of the framework's classes.
    """

    name: str
    version: str
    framework: Framework
    risk_class: str
    facts: Mapping[str, Fact]


class Applies(StrEnum):
    """Whether an obligation reaches the device."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Applicability:
    """The answer for one obligation.

    `reason` is a sentence for the reader; `questions` are the conditions whose unknown value
    keeps the answer open; `applies_from` is the date of application by the device's route, None
    where the law's data give none; `in_force` whether that date has come on the day asked for.
    """

    obligation: str
    applies: Applies
    reason: str
    questions: tuple[str, ...] = ()
    applies_from: date | None = None
    in_force: bool = True
