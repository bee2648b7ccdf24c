"""What a review says: verdicts with reasons and citations, and what was not checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from domain.chat import ModelUse
from domain.citation import Citation, DocumentCitation, ProvisionCitation
from domain.device import Applicability, DeviceProfile
from domain.document import Document, ReadFailure, Span
from domain.ledger import Ledger
from domain.observation import Observation
from domain.pinpoint import Pinpoint

__all__ = [
    "Answer",
    "Assertion",
    "Citation",
    "Conflict",
    "CriterionResult",
    "DocumentCitation",
    "Evidence",
    "Finding",
    "GuidanceCitation",
    "GuidanceNote",
    "Ledger",
    "Manifest",
    "ModelOpinion",
    "ModelStatus",
    "ProvisionCitation",
    "Review",
    "Searched",
    "Statement",
    "Verdict",
]


class Assertion(StrEnum):
    """What a sentence does with the matter it speaks of; only `asserted` is evidence."""

    ASSERTED = "asserted"
    DENIED = "denied"
    PLANNED = "planned"
    CONDITIONAL = "conditional"
    PLACEHOLDER = "placeholder"
    ADVICE = "template advice"
    LAW_QUOTE = "quotation of the law"
    HEADING = "heading"
    MENTION = "mention only"
    HIDDEN = "hidden or deleted text"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A cited sentence and its standing towards one criterion."""

    citation: DocumentCitation
    assertion: Assertion
    note: str = ""


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """Whether one criterion is met; `met` is None where it could not be judged.

    Only evidence that is asserted can make `met` true.
    """

    criterion: str
    met: bool | None
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""

    def __post_init__(self) -> None:
        """Refuse a criterion that is met by nothing."""
        if self.met and not any(e.assertion is Assertion.ASSERTED for e in self.evidence):
            raise ValueError(f"criterion met without an asserting sentence: {self.criterion}")


class ModelStatus(StrEnum):
    """What a chat model says of a criterion; code decides what counts.

    `undetermined` is said by code: there is no view of the model that can be used.
    """

    MET = "met"
    NOT_MET = "not met"
    UNCLEAR = "unclear"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class ModelOpinion:
    """A chat model's view of one criterion, kept beside what counts.

    `cited` are the places it named; `reason` and `missing` its own words, drawn as text only.
    `differs` says in a sentence how the view departs from citemark's own rules and what came of
    it, "" where they agree. `agreement` is the share of repeated runs that gave the most frequent
    status, None for one run.
    """

    criterion: str
    status: ModelStatus
    cited: tuple[DocumentCitation, ...] = ()
    reason: str = ""
    missing: str = ""
    differs: str = ""
    agreement: float | None = None


class Verdict(StrEnum):
    """The state of an obligation in the documents. Never "compliant": a person decides."""

    COVERED = "covered"
    PARTIAL = "partial"
    GAP = "gap"
    CONFLICT = "conflict"
    UNDETERMINED = "undetermined"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True)
class Searched:
    """What was searched for an obligation: whole documents, by id, and passages in all.

    `nearest` are the places that came closest, best first.
    """

    documents: tuple[str, ...]
    passages: int
    nearest: tuple[DocumentCitation, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict on one obligation.

    `covered`, `partial` and `conflict` need a citation; `gap` needs what was searched.
    `assessor` names who or what judged, with its version. `opinions` are a chat model's views,
    where one was asked; they decide nothing by themselves. `own` is the verdict of citemark's own
    rules where the verdict departs from it after a model was asked, else None. `model_note` says
    why no model judged the row although one was asked, or that repeated runs disagreed.
    """

    obligation: str
    verdict: Verdict
    reason: str
    criteria: tuple[CriterionResult, ...] = ()
    searched: Searched | None = None
    assessor: str = ""
    conflicting: tuple[DocumentCitation, ...] = ()
    opinions: tuple[ModelOpinion, ...] = ()
    own: Verdict | None = None
    model_note: str = ""

    def __post_init__(self) -> None:
        """Refuse a verdict that nothing supports."""
        needs_citation = {Verdict.COVERED, Verdict.PARTIAL, Verdict.CONFLICT}
        if self.verdict in needs_citation and not self.citations:
            raise ValueError(f"{self.obligation}: {self.verdict.value} without a citation")
        if self.verdict is Verdict.GAP and (self.searched is None or not self.searched.passages):
            raise ValueError(f"{self.obligation}: gap without what was searched")

    @property
    def citations(self) -> tuple[DocumentCitation, ...]:
        """All cited places, each once, in order of use."""
        cited = [e.citation for result in self.criteria for e in result.evidence]
        return tuple(dict.fromkeys([*cited, *self.conflicting]))


@dataclass(frozen=True, slots=True)
class Conflict:
    """One fact that two places of the dossier state differently.

    `subject` names the fact ("sensitivity on the test set"); `values` are the readings, each
    with its place.
    """

    subject: str
    values: tuple[tuple[str, DocumentCitation], ...]
    obligations: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a conflict of one."""
        if len({value for value, _ in self.values}) < 2:  # noqa: PLR2004 - two sides make a conflict
            raise ValueError(f"{self.subject}: a conflict needs two different readings")


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything that the result depends on: same manifest, same bytes. No clock in it."""

    citemark: str
    catalogue: str
    assessor: str
    splitter: str
    embedding: str
    profile: str
    law: tuple[str, ...]
    documents: tuple[str, ...]
    made_for: date
    model: ModelUse = field(default_factory=ModelUse)


@dataclass(frozen=True, slots=True)
class Review:
    """One review of a set of documents for one device.

    `observations` are broken chains and outdated law in the documents.
    """

    profile: DeviceProfile
    documents: tuple[Document, ...]
    failures: tuple[ReadFailure, ...]
    document_types: Mapping[str, str]
    applicability: Mapping[str, Applicability]
    findings: tuple[Finding, ...]
    conflicts: tuple[Conflict, ...]
    ledger: Ledger
    manifest: Manifest
    observations: tuple[Observation, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer, or the words of one place, with the places that carry it.

    `answering` is the span of `text` that answers best, None where all of it does. For a place of
    the law `related` are the obligations of the other act that go with it, `applies_from` the day
    from which it binds the device that was named, None where none was. `caution` says why the words
    of a document are no plain statement, "" where they are one.
    """

    text: str
    citations: tuple[Citation, ...]
    answering: Span | None = None
    related: tuple[Pinpoint, ...] = ()
    applies_from: date | None = None
    caution: str = ""


@dataclass(frozen=True, slots=True)
class GuidanceCitation:
    """A place in a paper of guidance, which explains the law and is none.

    `title` is the name the paper is cited by. It is no `Citation`: a statement is never carried
    by guidance.
    """

    title: str
    document: str
    span: Span
    section: tuple[str, ...] = ()
    page: int | None = None


@dataclass(frozen=True, slots=True)
class GuidanceNote:
    """What guidance says beside an answer, in its own words; `caution` is ours, or ""."""

    words: str
    citation: GuidanceCitation
    caution: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question; sibling of `Finding`.

    `retrieved` are pinpoints and passage ids, best first. An answer that abstains has no
    statements and says why in `reason`; `nearest` are places that it may be read on in. Where the
    law answers and the documents do not, `nearest` are sentences of theirs that come near.
    `premises` name what the question takes for granted and is not so. `notes` are sentences about
    the answer (statements of a model that were not shown); `model` what a chat model had to do
    with it. `guidance` stands beside the statements, also where there are none.
    """

    question: str
    statements: tuple[Statement, ...]
    abstained: bool
    reason: str
    retrieved: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    model: ModelUse = field(default_factory=ModelUse)
    guidance: tuple[GuidanceNote, ...] = ()
    premises: tuple[str, ...] = ()
    nearest: tuple[Statement, ...] = ()
