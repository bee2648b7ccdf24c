"""The layout of `review.json`: what every other file of a review is drawn from.

It is a contract with whoever reads the file. Fields are added and never change their meaning;
`docs/review.schema.json` is made of it and published.
"""

from pydantic import BaseModel, ConfigDict, Field


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Device(_Part):
    """The device as it was described; `facts` are yes, no or unknown."""

    name: str
    version: str
    framework: str
    risk_class: str = Field(alias="class")
    facts: dict[str, str]


class ModelPart(_Part):
    """What the result owes to a chat model: which, how it was set, what it took."""

    model: str
    settings: str
    templates: tuple[str, ...]
    answers: int
    input_tokens: int
    output_tokens: int
    cost: float | None
    retries: int
    dropped: int
    runs: int
    budget: int


class ManifestPart(_Part):
    """Everything that the findings depend on: the same manifest gives the same findings."""

    citemark: str
    catalogue: str
    assessor: str
    splitter: str
    embedding: str
    profile: str
    law: tuple[str, ...]
    documents: tuple[str, ...]
    made_for: str
    model: ModelPart | None = None


class Failure(_Part):
    """Why a file could not be read."""

    reason: str
    detail: str


class DocumentPart(_Part):
    """A document that was reviewed, or a file that could not be read.

    `revision` is what the document says of itself, empty where it says nothing.
    """

    name: str
    sha256: str | None
    type: str | None
    pages: int | None
    unreadable_pages: tuple[int, ...]
    warnings: tuple[str, ...]
    error: Failure | None
    title: str = ""
    revision: str = ""


class Place(_Part):
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


class EvidencePart(_Part):
    """What a cited place does for a criterion; `citation` counts from 0 in the finding's list."""

    citation: int
    standing: str
    note: str


class CriterionPart(_Part):
    """What a reviewer looks for; `met` is null where a person must judge."""

    text: str
    met: bool | None
    reason: str
    citations: tuple[int, ...]
    evidence: tuple[EvidencePart, ...]


class SearchedPart(_Part):
    """What was searched; `nearest` came closest and is no evidence."""

    documents: int
    passages: int
    nearest: tuple[Place, ...]


class LawPart(_Part):
    """The law's side: `quote` are official words or null, `paraphrase` is citemark's."""

    pinpoint: str
    version: str | None
    quote: str | None
    paraphrase: str
    superseded: tuple[str, ...]
    url: str


class Stated(_Part):
    """What the manufacturer's own checklist says of a requirement, as it stands there."""

    applies: str
    remark: str
    method: str
    standard: str
    evidence: str
    place: Place


class Said(_Part):
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


class People(_Part):
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


class NamedPlace(_Part):
    """A place that a model named; `citation` is its number among the finding's, or null."""

    sha256: str
    start: int
    end: int
    citation: int | None


class OpinionPart(_Part):
    """A chat model's view of one criterion; what counts is decided elsewhere."""

    status: str
    places: tuple[NamedPlace, ...]
    reason: str
    missing: str
    differs: str | None
    agreement: float | None


class FindingPart(_Part):
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


class ConflictPart(_Part):
    """A fact that documents state differently."""

    subject: str
    obligations: tuple[str, ...]
    readings: tuple[Reading, ...]


class ObservationPart(_Part):
    """A broken chain, or outdated law, in the documents."""

    kind: str
    subject: str
    told: str
    missing: str | None
    obligations: tuple[str, ...]
    source: str | None
    citations: tuple[Place, ...]


class LedgerPart(_Part):
    """What was read and checked, and what was not."""

    documents_read: int
    documents_failed: int
    pages_read: int
    pages_recognised: int
    pages_unreadable: int
    passages: int
    obligations_checked: int
    verdicts: dict[str, int]
    undetermined: dict[str, int]
    not_in_force: dict[str, int]
    not_evidence: dict[str, int]
    questions: dict[str, int]
    documents_not_at_hand: tuple[str, ...]
    hidden_text: tuple[Place, ...]
    kept_out: tuple[Place, ...]
    warnings: tuple[str, ...]
    assisted: dict[str, int] = {}


class Head(_Part):
    """The head of the audit trail when the file was made: it stands for all that was recorded."""

    number: int
    hash: str


class SignedOff(_Part):
    """A review closed by a person, with the manifest and the head that were signed."""

    who: str
    at: str
    manifest: str
    head: str
    open_rows: int
    statement: str


class RecordPart(_Part):
    """Where the review is kept, and what was signed; null in the file of one that is not kept."""

    dossier: str
    dossier_id: str
    review: int
    made: str
    head: Head
    sign_off: SignedOff | None


class Report(_Part):
    """A review as `review.json` holds it."""

    device: Device
    manifest: ManifestPart
    documents: tuple[DocumentPart, ...]
    findings: tuple[FindingPart, ...]
    conflicts: tuple[ConflictPart, ...]
    observations: tuple[ObservationPart, ...]
    ledger: LedgerPart
    record: RecordPart | None = None
