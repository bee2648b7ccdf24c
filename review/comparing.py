"""Revision against revision: what was closed, what is new, what came back, whose evidence changed.

It takes two reports, wherever they come from, and never looks into a data folder.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from review.report.layout import ConflictPart, DocumentPart, Report
from review.report.row_layout import FindingPart, Place
from review.report.rows import OPEN_VERDICTS, counting, one_line, verdict_of


class Change(StrEnum):
    """What became of a row from one revision to the next."""

    REOPENED = "reopened"
    NEW = "new"
    CHANGED = "changed evidence"
    CLOSED = "closed"
    SAME = "same"


class Fate(StrEnum):
    """What became of a decision that was made on the older revision."""

    NONE = ""
    HOLDS = "carried over: the passage is the same"
    AGAIN = "decide again: the evidence has changed"
    ANEW = "decided anew"


@dataclass(frozen=True, slots=True)
class RowChange:
    """One requirement in both revisions; None where one of them does not have it.

    `gained` and `lost` are places that count in one of them only, by their words; `moved` is how
    many count in both and stand elsewhere now.
    """

    change: Change
    old: FindingPart | None
    new: FindingPart | None
    gained: tuple[Place, ...] = ()
    lost: tuple[Place, ...] = ()
    moved: int = 0
    fate: Fate = Fate.NONE

    @property
    def row(self) -> FindingPart:
        """The row as the newer revision has it, else the older."""
        found = self.new or self.old
        if found is None:
            raise ValueError("a change of a row that neither revision has")
        return found

    @property
    def verdicts(self) -> tuple[str, str]:
        """The verdict that counts in the older and the newer revision, "" where there is none."""
        return (
            verdict_of(self.old) if self.old else "",
            verdict_of(self.new) if self.new else "",
        )


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """A document that was added, removed or replaced under its name."""

    name: str
    old: DocumentPart | None
    new: DocumentPart | None

    @property
    def told(self) -> str:
        """What happened to it, with the revisions that it says it is."""
        if self.old is None or self.new is None:
            return "added" if self.old is None else "removed"
        before, after = self.old.revision, self.new.revision
        if before == after:
            return "changed; it calls itself the same revision" if after else "changed"
        return f"changed, {before or 'no revision'} -> {after or 'no revision'}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two revisions side by side; `rows` in the order of the law.

    `ground` are sentences on what else differs and may be why: device, law, catalogue, assessor.
    """

    old: Report
    new: Report
    rows: tuple[RowChange, ...]
    documents: tuple[DocumentChange, ...]
    conflicts_closed: tuple[ConflictPart, ...]
    conflicts_new: tuple[ConflictPart, ...]
    ground: tuple[str, ...]

    @property
    def counts(self) -> Mapping[Change, int]:
        """How many rows changed in which way; every way is in it."""
        found = Counter(row.change for row in self.rows)
        return {change: found[change] for change in Change}

    @property
    def fates(self) -> Mapping[Fate, int]:
        """What became of the older revision's decisions."""
        found = Counter(row.fate for row in self.rows if row.fate is not Fate.NONE)
        return {fate: found[fate] for fate in Fate if fate is not Fate.NONE}

    def of(self, change: Change) -> list[RowChange]:
        """The rows that changed in that way."""
        return [row for row in self.rows if row.change is change]


Earlier = Sequence[Mapping[str, str]]
"""The verdicts that counted in still earlier revisions, by obligation."""


def compare(old: Report, new: Report, earlier: Earlier = ()) -> Comparison:
    """The newer revision against the older.

    A row that needs work again counts as reopened where it was open in an earlier revision or a
    person had settled it, and as new otherwise.
    """
    before = {row.obligation: row for row in old.findings}
    after = {row.obligation: row for row in new.findings}
    names = dict.fromkeys([*after, *before])
    return Comparison(
        old,
        new,
        tuple(_row(before.get(name), after.get(name), earlier) for name in names),
        tuple(_documents(old, new)),
        tuple(_only(old, new)),
        tuple(_only(new, old)),
        tuple(_ground(old, new)),
    )


def _row(old: FindingPart | None, new: FindingPart | None, earlier: Earlier) -> RowChange:
    before, after = _words(old), _words(new)
    return RowChange(
        _change(old, new, earlier),
        old,
        new,
        tuple(place for words, place in after.items() if words not in before),
        tuple(place for words, place in before.items() if words not in after),
        sum(_stands(before[words]) != _stands(after[words]) for words in before if words in after),
        _fate(old, new),
    )


def _words(row: FindingPart | None) -> dict[str, Place]:
    return {one_line(place.quote): place for place in counting(row)} if row else {}


def _stands(place: Place) -> tuple[str, str, int | None]:
    return place.document, place.section, place.page


def _change(old: FindingPart | None, new: FindingPart | None, earlier: Earlier) -> Change:
    was, now = _is_open(old), _is_open(new)
    if was and not now:
        return Change.CLOSED
    if now and not was:
        return Change.REOPENED if _was_closed(old, new, earlier) else Change.NEW
    if old and new and verdict_of(old) == verdict_of(new) and old.fingerprint == new.fingerprint:
        return Change.SAME
    return Change.CHANGED


def _is_open(row: FindingPart | None) -> bool:
    return row is not None and verdict_of(row) in OPEN_VERDICTS


def _was_closed(old: FindingPart | None, new: FindingPart | None, earlier: Earlier) -> bool:
    """Whether it had been open before, or somebody had settled it."""
    row = new or old
    settled = bool(old and old.people and old.people.settled)
    return settled or any(
        row is not None and verdicts.get(row.obligation) in OPEN_VERDICTS for verdicts in earlier
    )


def _fate(old: FindingPart | None, new: FindingPart | None) -> Fate:
    if old is None or old.people is None or old.people.settled is None:
        return Fate.NONE
    if new is None:
        return Fate.NONE
    if new.people is None:
        return Fate.HOLDS if new.fingerprint == old.fingerprint else Fate.AGAIN
    settled = new.people.settled
    if settled is None:
        return Fate.AGAIN
    same = (settled.who, settled.at) == (old.people.settled.who, old.people.settled.at)
    return Fate.HOLDS if same else Fate.ANEW


def _documents(old: Report, new: Report) -> Iterator[DocumentChange]:
    before = {part.name: part for part in old.documents}
    after = {part.name: part for part in new.documents}
    for name in sorted(before.keys() | after.keys()):
        was, now = before.get(name), after.get(name)
        if was is None or now is None or was.sha256 != now.sha256:
            yield DocumentChange(name, was, now)


def _only(one: Report, other: Report) -> Iterator[ConflictPart]:
    """The contradictions of one report that the other does not have."""
    known = {_readings(conflict) for conflict in other.conflicts}
    return (conflict for conflict in one.conflicts if _readings(conflict) not in known)


def _readings(conflict: ConflictPart) -> tuple[str, frozenset[str]]:
    return conflict.subject, frozenset(reading.value for reading in conflict.readings)


def _ground(old: Report, new: Report) -> Iterator[str]:
    for name, before, after in (
        ("The device", old.device.name, new.device.name),
        ("Its version", old.device.version, new.device.version),
        ("Its class", old.device.risk_class, new.device.risk_class),
        ("The law as of", old.manifest.made_for, new.manifest.made_for),
        ("Official texts", "; ".join(old.manifest.law), "; ".join(new.manifest.law)),
        ("citemark", old.manifest.citemark, new.manifest.citemark),
        ("Assessor", old.manifest.assessor, new.manifest.assessor),
    ):
        if before != after:
            yield f"{name}: {before or 'none'} -> {after or 'none'}"
    for fact in sorted(old.device.facts.keys() | new.device.facts.keys()):
        was, now = (each.device.facts.get(fact, "unknown") for each in (old, new))
        if was != now:
            yield f"Fact {fact}: {was} -> {now}"
    if old.manifest.catalogue != new.manifest.catalogue:
        yield "citemark's catalogue of obligations is another one"
