"""What `review.json` holds of one row: places, criteria, the law, and what people said."""

from pydantic import BaseModel, ConfigDict, Field


class Part(BaseModel):
    """A piece of the file: nothing unknown is in it, and nothing of it changes."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Place(Part):
    """A place in a document: offsets into its text, and the words that stand there."""

    document: str
    sha256: str
    page: int | None
    section: str
    start: int
    end: int
    quote: str


class Reading(Place):
    """A place with the value that it gives."""

    value: str


class EvidencePart(Part):
    """What a cited place does for a criterion; `citation` counts from 0 in the finding's list."""

    citation: int
    standing: str
    note: str


class CriterionPart(Part):
    """What a reviewer looks for; `met` is null where a person must judge."""

    text: str
    met: bool | None
    reason: str
    citations: tuple[int, ...]
    evidence: tuple[EvidencePart, ...]


class SearchedPart(Part):
    """What was searched; `nearest` came closest and is no evidence."""

    documents: int
    passages: int
    nearest: tuple[Place, ...]


class LawPart(Part):
    """The law's side: `quote` are official words or null, `paraphrase` is citemark's."""

    pinpoint: str
    version: str | None
    quote: str | None
    paraphrase: str
    superseded: tuple[str, ...]
    url: str


class Stated(Part):
    """What the manufacturer's own checklist says of a requirement, as it stands there."""

    applies: str
    remark: str
    method: str
    standard: str
    evidence: str
    place: Place


class Said(Part):
    """One thing that a person decided or said of a row; `review` is the revision it was said in."""

    kind: str
    who: str
    at: str
    text: str
    verdict: str | None
    assignee: str
    review: int
    carried_from: int | None
    place: Place | None


class People(Part):
    """What people made of a row. `verdict` is what counts: a person's, else the machine's.

    `lost` was decided on an earlier revision and does not hold, as the evidence has changed.
    """

    standing: str
    verdict: str
    reason: str
    settled: Said | None
    assignee: str
    marked: tuple[Place, ...]
    lost: tuple[Said, ...]
    history: tuple[Said, ...]


class NamedPlace(Part):
    """A place that a model named; `citation` is its number among the finding's, or null."""

    sha256: str
    start: int
    end: int
    citation: int | None


class OpinionPart(Part):
    """A chat model's view of one criterion; what counts is decided elsewhere."""

    status: str
    places: tuple[NamedPlace, ...]
    reason: str
    missing: str
    differs: str | None
    agreement: float | None


class FindingPart(Part):
    """The finding on one obligation; `people` is null where the review is not kept.

    `own_verdict` is that of citemark's own rules where a model made it another; `model_told` says
    in sentences where a model differs.
    """

    obligation: str
    pinpoint: str
    title: str
    act: str
    tier: str
    since: str | None = Field(alias="from")
    in_force: bool
    verdict: str
    reason: str
    applicability: str
    criteria: tuple[CriterionPart, ...]
    citations: tuple[Place, ...]
    searched: SearchedPart | None
    law: LawPart
    assessor: str
    applies: str = "yes"
    topic: str = ""
    division: str = ""
    fingerprint: str = ""
    standards: tuple[str, ...] = ()
    stated: Stated | None = None
    people: People | None = None
    own_verdict: str | None = None
    model_note: str | None = None
    model: tuple[OpinionPart, ...] = ()
    model_told: tuple[str, ...] = ()
