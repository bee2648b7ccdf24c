"""What a question takes for granted about the law and is not so, each named in a sentence.

Everything is checked against what is at hand: the texts, the catalogue, the amendments, and the
counts of the acts as published. What cannot be checked is not called wrong.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.pinpoint import Act, Pinpoint
from regulations.amendments import deletion_of
from regulations.chapters import chapters
from regulations.premises import load_premises
from review.law_dates import DATE, known_dates, written
from review.law_places import LawPlaces
from review.law_search import acts_named
from review.library import Library

_OTHER = re.compile(
    r"\b(?:regulation|directive|decision|act)\s*(?:no\.?\s*)?(?:\((?:eu|ec|eec)\)\s*)?(?:no\.?\s*)?"
    r"(\d{1,4}/\d{2,4})\b",
    re.IGNORECASE,
)
_RULE = re.compile(r"\brules?\s+(\d+)\b", re.IGNORECASE)
_CLASS = re.compile(r"\b(?i:class(?:es)?)\s+((?:IV|V?I{1,3}|V|VI)[a-z]?|[A-H]|\d)(?![\w(])")
_CHAPTER = re.compile(r"(?<!\w)(?i:chapter)\s+([IVX]+)\b")
_IN_ANNEX = re.compile(r"\bannex\b", re.IGNORECASE)
_SOFTWARE_CLASS = re.compile(r"62304|software safety class", re.IGNORECASE)
_STARTED = re.compile(
    rf"\b(?:appl\w+|start\w*|(?:came|come|enter\w*|entry)\s+into\s+force|in\s+force|binding)\b"
    rf"[^.?!]{{0,40}}?\b(?:on|since|from|in|until)\s+({DATE.pattern})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Premise:
    """What is not so, in a sentence, and the places to read instead."""

    told: str
    places: tuple[Pinpoint, ...] = ()


def false_premises(question: str, library: Library) -> tuple[Premise, ...]:
    """What the question takes for granted wrongly, each once."""
    acts = acts_named(question)
    found = (
        *_acts(question),
        *_places(question, library),
        *_rules(question, acts),
        *_classes(question, acts),
        *_chapters(question, acts),
        *_terms(question),
        *_dates(question, acts, library),
    )
    return tuple({premise.told: premise for premise in found}.values())


def _acts(question: str) -> Iterator[Premise]:
    held = {act.number.rpartition(" ")[2] for act in Act}
    for match in _OTHER.finditer(question):
        if match[1] not in held | load_premises().other_acts:
            acts = "; ".join(f"the {act.label} is {act.number}" for act in Act)
            yield Premise(f"{match[1]} is no act on medical devices or AI known here: {acts}")


def _places(question: str, library: Library) -> Iterator[Premise]:
    places = LawPlaces(library.shelf, library.catalogue)
    for group in places.named(question):
        gone = [change for place in group if (change := deletion_of(place)) is not None]
        if gone:
            known = gone[0].now is None or gone[0].now.label.rpartition(" ")[2] in gone[0].what
            now = "" if known or gone[0].now is None else f"; now {gone[0].now.label}"
            told = f"{gone[0].sentence.rstrip('.')}{now}"
            yield Premise(told, (gone[0].now,) if gone[0].now else ())
        elif all(places.lacks(place) for place in group):
            yield from (Premise(*places.explained(place)) for place in group)


def _rules(question: str, acts: frozenset[Act]) -> Iterator[Premise]:
    counts = {act: n for act, n in load_premises().rules.items() if not acts or act in acts}
    for match in _RULE.finditer(question):
        number = int(match[1])
        if counts and not any(1 <= number <= count for count in counts.values()):
            yield from (
                Premise(
                    f"the {act.label} has classification Rules 1 to {count}; there is no Rule "
                    f"{number}",
                    (Pinpoint(act, ("annex-viii",)),),
                )
                for act, count in counts.items()
            )


def _classes(question: str, acts: frozenset[Act]) -> Iterator[Premise]:
    if _SOFTWARE_CLASS.search(question):
        return
    every = load_premises().classes
    known = {act: names for act, names in every.items() if not acts or act in acts} or every
    for match in _CLASS.finditer(question):
        if not any(match[1] in names for names in known.values()):
            told = "; ".join(f"the {act.label} has {_listed(known[act])}" for act in known)
            articles = {Act.MDR: "art-51", Act.IVDR: "art-47"}
            places = tuple(Pinpoint(act, (articles[act],)) for act in known)
            yield Premise(f"there is no class {match[1]} there: {told}", places)


def _listed(names: Sequence[str]) -> str:
    shown = [name for name in names if name not in {"Is", "Im", "Ir", "II"}]
    return f"classes {', '.join(shown[:-1])} and {shown[-1]}"


def _chapters(question: str, acts: frozenset[Act]) -> Iterator[Premise]:
    if len(acts) != 1 or _IN_ANNEX.search(question):
        return
    (act,) = acts
    numbers = [chapter.number for chapter in chapters(act)]
    for match in _CHAPTER.finditer(question):
        if match[1] not in numbers:
            told = f"the {act.label} has Chapters {numbers[0]} to {numbers[-1]}"
            yield Premise(f"{told}; there is no Chapter {match[1]}")


def _terms(question: str) -> Iterator[Premise]:
    for term in load_premises().terms:
        match = term.words.search(question)
        if match and (term.needs is None or term.needs.search(question)):
            yield Premise(f"\u201c{match[0]}\u201d: {term.told}", term.instead)


def _dates(question: str, acts: frozenset[Act], library: Library) -> Iterator[Premise]:
    if len(acts) != 1:
        return
    (act,) = acts
    for match in _STARTED.finditer(question):
        known = known_dates(act, library)
        if known and match[1].lower() not in {written(day).lower() for day in known}:
            told = ", ".join(map(written, sorted(known)))
            place = Pinpoint(act, ("art-123" if act is Act.MDR else "art-113",))
            yield Premise(
                f"the {act.label} knows no date of application {match[1]}; known here are {told}",
                (place,),
            )
