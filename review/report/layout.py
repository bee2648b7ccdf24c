"""The layout of `review.json`: what every other file of a review is drawn from.

It is a contract with whoever reads the file. Fields are added and never change their meaning;
`docs/review.schema.json` is made of it and published.
"""

from pydantic import Field

from review.report.row_layout import FindingPart, Part, Place, Reading


class Device(Part):
    """The device as it was described; `facts` are yes, no or unknown."""

    name: str
    version: str
    framework: str
    risk_class: str = Field(alias="class")
    facts: dict[str, str]


class ModelPart(Part):
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


class ManifestPart(Part):
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


class Failure(Part):
    """Why a file could not be read."""

    reason: str
    detail: str


class DocumentPart(Part):
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


class ConflictPart(Part):
    """A fact that documents state differently."""

    subject: str
    obligations: tuple[str, ...]
    readings: tuple[Reading, ...]


class ObservationPart(Part):
    """A broken chain, or outdated law, in the documents."""

    kind: str
    subject: str
    told: str
    missing: str | None
    obligations: tuple[str, ...]
    source: str | None
    citations: tuple[Place, ...]


class LedgerPart(Part):
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
    assisted: dict[str, int] = Field({})


class Head(Part):
    """The head of the audit trail when the file was made: it stands for all that was recorded."""

    number: int
    hash: str


class SignedOff(Part):
    """A review closed by a person, with the manifest and the head that were signed."""

    who: str
    at: str
    manifest: str
    head: str
    open_rows: int
    statement: str


class RecordPart(Part):
    """Where the review is kept, and what was signed; null in the file of one that is not kept."""

    dossier: str
    dossier_id: str
    review: int
    made: str
    head: Head
    sign_off: SignedOff | None


class Report(Part):
    """A review as `review.json` holds it."""

    device: Device
    manifest: ManifestPart
    documents: tuple[DocumentPart, ...]
    findings: tuple[FindingPart, ...]
    conflicts: tuple[ConflictPart, ...]
    observations: tuple[ObservationPart, ...]
    ledger: LedgerPart
    record: RecordPart | None = None
