"""Which places the acts have: by their texts where at hand, else by what is known of them."""

import re
from collections.abc import Iterator
from functools import cached_property

from domain.law import Catalogue, LawText
from domain.pinpoint import Act, Pinpoint
from ingest.law.acts import act_facts
from ingest.law.numerals import small_roman
from regulations.amendments import Change, load_amendments
from review.law import LawShelf
from review.law_search import acts_named
from review.pinpoint_reading import read_pinpoints

_DIVISION = re.compile(r"(?:part|ch|sec)-\w+")
_PART = re.compile(r"\bannex\s+([ivx]+)\b\s*,?\s*part\s+([a-z])\b", re.IGNORECASE)
_OF_ANNEX = re.compile(
    r"\b(?:points?|sections?|requirements?|paragraphs?)\s+(\d+(?:\.\d+)*)\s+of\s+annex\s+([ivx]+)\b",
    re.IGNORECASE,
)
_OF_ARTICLE = re.compile(
    r"\bpara(?:graph|\.)?\s+(\d+)\s+of\s+art(?:icle|\.)?\s*(\d+[a-z]?)\b", re.IGNORECASE
)
_KINDS = {"art": "Articles", "annex": "Annexes", "rec": "Recitals"}


class LawPlaces:
    """The places of all acts; a place that cannot be checked is not lacking."""

    def __init__(self, shelf: LawShelf, catalogue: Catalogue) -> None:
        self._texts = shelf.texts
        self._catalogue = catalogue

    def named(self, question: str) -> list[list[Pinpoint]]:
        """Each place that the question names, once an act that it can mean."""
        found = [*read_pinpoints(question), *_turned_round(question)]
        groups: dict[tuple[str, ...], list[Pinpoint]] = {}
        for place in found:
            groups.setdefault(place.path, []).append(place)
        return list(groups.values())

    def lacks(self, place: Pinpoint) -> bool:
        """Whether the act, as it is known here, certainly has no such place."""
        if place in self._inserted or str(place) in self._catalogue.obligations:
            return False
        if not self._has_root(place):
            return True
        if (top := self._top_points(place)) is not None:
            return top
        text = self._texts.get(place.act)
        return text is not None and not self._holds(text, place)

    def explained(self, place: Pinpoint) -> tuple[str, tuple[Pinpoint, ...]]:
        """Why there is no such place, in a sentence, and the nearest place that there is."""
        if not self._has_root(place):
            kind = place.path[0].split("-", 1)[0]
            return f"{self._extent(place.act, kind)}; there is no {place.root.label}", ()
        above = place.root if self._top_points(place) else place.parent or place.root
        text = self._texts.get(place.act)
        while text and not self._holds(text, above) and above.parent:
            above = above.parent
        units = self._units(above, place)
        has = f"{above.label} has {units}" if units else f"{above.label} is not divided so"
        return f"{has}; there is no {place.label}", (above,)

    @cached_property
    def _inserted(self) -> set[Pinpoint]:
        return {row.unit for row in load_amendments() if row.change is Change.INSERTED}

    def _has_root(self, place: Pinpoint) -> bool:
        if place.root in self._inserted:
            return True
        text = self._texts.get(place.act)
        kind, number = place.path[0].split("-", 1)
        if text is not None and (kind != "rec" or not text.version.consolidated):
            return place.root in text.provisions
        facts = act_facts()[place.act]
        count = {"art": facts.articles, "annex": facts.annexes, "rec": facts.recitals}[kind]
        name = small_roman if kind == "annex" else str
        return number in {name(each) for each in range(1, count + 1)}

    def _top_points(self, place: Pinpoint) -> bool | None:
        """Whether an Annex I has no requirement of that number; None where it does not decide."""
        if place.path[0] != "annex-i" or len(place.path) == 1 or not place.path[1].isdigit():
            return None
        count = self._requirements(place.act)
        return True if count and not 1 <= int(place.path[1]) <= count else None

    def _requirements(self, act: Act) -> int:
        inside = Pinpoint(act, ("annex-i",))
        every = (row.pinpoint for row in self._catalogue.obligations.values())
        numbers = [p.path[1] for p in every if inside.holds(p) and len(p.path) > 1]
        return max((int(number) for number in numbers if number.isdigit()), default=0)

    @staticmethod
    def _holds(text: LawText, place: Pinpoint) -> bool:
        divided = any(map(_DIVISION.fullmatch, place.path))
        if divided and place.path[0].partition("-")[2] in act_facts()[place.act].divided:
            return any(place.holds(known) for known in text.provisions)
        wanted = _plain(place)
        if any(_plain(known) == wanted for known in text.provisions):
            return True
        whole = text.provisions.get(place.root)
        sole = place.path[1:] == ("1",)
        return bool(sole and whole is not None and not whole.children)

    def _extent(self, act: Act, kind: str) -> str:
        facts = act_facts()[act]
        count = {"art": facts.articles, "annex": facts.annexes, "rec": facts.recitals}[kind]
        first, last = ("I", small_roman(count).upper()) if kind == "annex" else ("1", str(count))
        return f"the {act.label} has {_KINDS[kind]} {first} to {last}"

    def _units(self, above: Pinpoint, place: Pinpoint) -> str:
        """The units of a place that are of the kind asked for: its first and its last."""
        if above.path == ("annex-i",) and place.path[1].isdigit():
            return f"requirements 1 to {self._requirements(above.act)}"
        text = self._texts.get(above.act)
        if text is None or above not in text.provisions:
            return ""
        names = [child.path[-1] for child in text.provisions[above].children]
        wanted = place.path[len(above.path)]
        same = [name for name in names if _kind(name) == _kind(wanted)] or names
        return f"{_shown(same[0])} to {_shown(same[-1])}" if same else ""


def _turned_round(question: str) -> Iterator[Pinpoint]:
    """Places written the other way round, "point 2 of Annex IV", and parts of annexes."""
    for act in acts_named(question) or list(Act):
        for match in _PART.finditer(question):
            yield Pinpoint(act, (f"annex-{match[1].lower()}", f"part-{match[2].lower()}"))
        for match in _OF_ANNEX.finditer(question):
            yield Pinpoint(act, (f"annex-{match[2].lower()}", *match[1].split(".")))
        for match in _OF_ARTICLE.finditer(question):
            yield Pinpoint(act, (f"art-{match[2].lower()}", match[1]))


def _plain(place: Pinpoint) -> tuple[str, ...]:
    return tuple(unit for unit in place.path if not _DIVISION.fullmatch(unit))


def _kind(unit: str) -> str:
    if _DIVISION.fullmatch(unit):
        return "division"
    return "number" if unit[0].isdigit() else "letter"


def _shown(unit: str) -> str:
    kind, _, name = unit.partition("-")
    names = {"part": "Part", "ch": "Chapter", "sec": "Section", "indent": "indent"}
    return f"{names[kind]} {name.upper()}" if kind in names and name else f"({unit})"
