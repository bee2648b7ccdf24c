"""The law as it was read from an official file, and what we know about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from domain.errors import UnknownRecordError
from domain.pinpoint import Act, Pinpoint


@dataclass(frozen=True, slots=True)
class LawVersion:
    """Which text of an act this is.

    `celex` is the official number (`32017R0745`, or `02017R0745-20260719` for a consolidated
    text), `sha256` the hash of the file it was read from, `form` the kind of file, `as_of` the
    day the text speaks for (publication, or the date of consolidation).
    """

    act: Act
    celex: str
    form: str
    as_of: date
    sha256: str

    @property
    def consolidated(self) -> bool:
        """Whether the text has amendments worked in (CELEX sector 0)."""
        return self.celex.startswith("0")

    @property
    def label(self) -> str:
        """The form that reports print: `32017R0745 (Official Journal, 2017-05-05)`."""
        kind = "consolidated" if self.consolidated else "Official Journal"
        return f"{self.celex} ({kind}, {self.as_of.isoformat()})"


@dataclass(frozen=True, slots=True)
class Provision:
    """One unit of an act, read from the official file and never typed.

    `text` holds the unit's own words in front of its `children`, without theirs; `heading` the
    title of an article, annex or section, or "". `number` is the marker as printed: `(a)`,
    `17.2.`, `—`. `between` are own words that stand in front of the child of that index, counted
    from 0 and never 0; `closing` are those after the last child.
    """

    pinpoint: Pinpoint
    number: str
    heading: str
    text: str
    children: tuple[Pinpoint, ...] = ()
    closing: str = ""
    between: tuple[tuple[int, str], ...] = ()

    @property
    def words(self) -> str:
        """All own words, in reading order and without those of the children."""
        parts = (self.text, *(words for _, words in self.between), self.closing)
        return "\n".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class LawText:
    """One version of one act as a tree of provisions, keyed by pinpoint, in reading order."""

    version: LawVersion
    title: str
    provisions: Mapping[Pinpoint, Provision]

    def get(self, pinpoint: Pinpoint) -> Provision:
        """The provision at that place; raises `UnknownRecordError` where there is none."""
        if (found := self.provisions.get(pinpoint)) is None:
            raise UnknownRecordError(
                f"{pinpoint.label} is not in {self.version.label}; "
                f"`citemark law show {pinpoint.root}` lists what is there"
            )
        return found

    def full_text(self, pinpoint: Pinpoint) -> str:
        """The provision's words and those of all units inside it, in reading order."""
        provision = self.get(pinpoint)
        between = dict(provision.between)
        lines = [" ".join(part for part in (provision.number, provision.text) if part)]
        for index, child in enumerate(provision.children):
            lines += [between.get(index, ""), self.full_text(child)]
        return "\n".join(line for line in (*lines, provision.closing) if line)


class Tier(StrEnum):
    """How often a row matters: `core` to nearly every device, `special` to few."""

    CORE = "core"
    DETAIL = "detail"
    SPECIAL = "special"


class Relation(StrEnum):
    """How two obligations of different acts relate."""

    COUNTERPART = "counterpart"
    OVERLAP = "overlap"


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """A link from one obligation to another."""

    obligation: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that a reviewer must find, in our own words.

    `groups` are sets of terms: a sentence can meet the criterion only if it, together with its
    heading, list lead-in and table headers, holds a term of every group. A term is one or more
    words; `*` at its end stands for any ending; `@name` is a concept of the lexicon. No group
    means that nothing but a person or a model can judge the criterion. `negatable` are terms
    whose negation is an answer: "there are no accessories" answers what accessories there are.
    """

    text: str
    groups: tuple[tuple[str, ...], ...] = ()
    negatable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ApplicationDates:
    """From when an obligation applies, by route; `note` says what the dates leave open."""

    general: date | None = None
    annex_i_route: date | None = None
    annex_iii_route: date | None = None
    via_eudamed: date | None = None
    legacy_systems: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Obligation:
    """One requirement of an act, paraphrased by us.

    `conditions` is an AND list over the facts of a device; `a|b` is or, `!a` is not. `evidence`
    are codes of document types in which the answer is expected. `superseded` says what has
    changed since the Official Journal text, or "". `division` is the chapter or annex it stands
    in, such as "AI Act Chapter III, Section 2".
    """

    id: str
    pinpoint: Pinpoint
    title: str
    addressees: tuple[str, ...]
    conditions: tuple[str, ...]
    kind: str
    evidence: tuple[str, ...]
    tier: Tier
    dates: ApplicationDates
    crosswalk: tuple[Crosswalk, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    note: str = ""
    superseded: str = ""
    division: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All obligations, by id and in the order of the acts. `digest` names this exact state."""

    obligations: Mapping[str, Obligation] = field(default_factory=dict)
    digest: str = ""

    def __hash__(self) -> int:
        """By its digest, so that what is made of a catalogue can be kept."""
        return hash(self.digest)

    def get(self, obligation_id: str) -> Obligation:
        """The obligation of that id; raises `UnknownRecordError` where there is none."""
        if (found := self.obligations.get(obligation_id)) is None:
            raise UnknownRecordError(f"no obligation has the id {obligation_id!r}")
        return found

    def at(self, place: Pinpoint) -> Obligation | None:
        """The obligation at a place, or at the nearest place that holds it."""
        above: Pinpoint | None = place
        while above is not None:
            if (found := self.obligations.get(str(above))) is not None:
                return found
            above = above.parent
        return None
