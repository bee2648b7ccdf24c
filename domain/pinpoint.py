"""Places in the law: one act and a path of units, written `mdr.annex-i.17.2`."""

import re
from dataclasses import dataclass
from enum import StrEnum

from domain.errors import PinpointError


class Act(StrEnum):
    """The acts that citemark holds."""

    MDR = "mdr"
    IVDR = "ivdr"
    AIA = "aia"

    @property
    def label(self) -> str:
        """The name that reports print."""
        return {Act.MDR: "MDR", Act.IVDR: "IVDR", Act.AIA: "AI Act"}[self]

    @property
    def number(self) -> str:
        """The official number of the act."""
        return {
            Act.MDR: "Regulation (EU) 2017/745",
            Act.IVDR: "Regulation (EU) 2017/746",
            Act.AIA: "Regulation (EU) 2024/1689",
        }[self]

    @property
    def page(self) -> str:
        """The address of the official page of the act."""
        year, number = self.number.removeprefix("Regulation (EU) ").split("/")
        return f"https://eur-lex.europa.eu/eli/reg/{year}/{number}/oj"


_UNIT = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ROOT = re.compile(r"art-\d+[a-z]*|annex-[ivx]+|rec-\d+")
_DIVISIONS = {"part": "Part", "ch": "Chapter", "sec": "Section"}
_ROMAN = ("0", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


@dataclass(frozen=True, slots=True, order=True)
class Pinpoint:
    """A place in an act.

    `path` starts with `art-N`, `annex-N` (Roman, small) or `rec-N`; then come numbers, letters,
    `part-c`, `ch-3`, `sec-a`, or `indent-N` for an unlettered indent, counted from 1.
    `Pinpoint.parse(str(p)) == p` for every pinpoint.
    """

    act: Act
    path: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse a path that cannot be written and read back."""
        if not self.path or not _ROOT.fullmatch(self.path[0]):
            raise PinpointError(
                f"{'.'.join(self.path)!r} does not start with an article, annex or recital; "
                "write it like mdr.art-10.9 or mdr.annex-i.17.2"
            )
        if bad := [unit for unit in self.path if not _UNIT.fullmatch(unit)]:
            raise PinpointError(f"{bad[0]!r} is not a unit of a pinpoint such as mdr.annex-i.17.2")

    @classmethod
    def parse(cls, text: str) -> "Pinpoint":
        """Read the dotted form; raises `PinpointError` for anything else."""
        act, _, rest = text.strip().lower().partition(".")
        if act not in set(Act) or not rest:
            raise PinpointError(f"{text!r} is not a pinpoint; write it like mdr.annex-i.17.2")
        return cls(Act(act), tuple(rest.split(".")))

    def __str__(self) -> str:
        return ".".join((self.act.value, *self.path))

    @property
    def parent(self) -> "Pinpoint | None":
        """The unit that holds this one, or None for an article, annex or recital."""
        return Pinpoint(self.act, self.path[:-1]) if len(self.path) > 1 else None

    @property
    def root(self) -> "Pinpoint":
        """The article, annex or recital that holds this place."""
        return Pinpoint(self.act, self.path[:1])

    def holds(self, other: "Pinpoint") -> bool:
        """Whether `other` is this place or lies inside it."""
        return self.act == other.act and other.path[: len(self.path)] == self.path

    @property
    def label(self) -> str:
        """The form that people write: `MDR Annex I, 17.2`, `AI Act Art. 13(3)(b)(ii)`."""
        return f"{self.act.label} {_label_path(self.path)}"


def _label_path(path: tuple[str, ...]) -> str:
    kind, _, number = path[0].partition("-")
    if kind == "rec":
        return f"Recital {number}"
    if kind == "art":
        return f"Art. {number}" + "".join(_article_unit(unit) for unit in path[1:])
    return f"Annex {number.upper()}" + _annex_tail(path[1:])


def _article_unit(unit: str) -> str:
    name, _, number = unit.partition("-")
    return f", indent {number}" if name == "indent" else f"({unit})"


def _annex_tail(units: tuple[str, ...]) -> str:
    divisions = [unit for unit in units if unit.partition("-")[0] in _DIVISIONS]
    rest = [unit for unit in units if unit not in divisions]
    numbers = [unit for unit in rest if unit[0].isdigit()]
    letters = [unit for unit in rest if unit not in numbers]
    text = "".join(map(_division, divisions))
    text += f", {'.'.join(numbers)}" if numbers else ""
    return text + "".join(_article_unit(unit) for unit in letters)


def _division(unit: str) -> str:
    kind, _, number = unit.partition("-")
    roman = number.isdigit() and int(number) < len(_ROMAN)
    return f" {_DIVISIONS[kind]} {_ROMAN[int(number)] if roman else number.upper()}"
