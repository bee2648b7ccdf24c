"""What a reader of the whole set notices besides the rows: broken chains and outdated law."""

from dataclasses import dataclass
from enum import StrEnum

from domain.citation import DocumentCitation


class ObservationKind(StrEnum):
    """What was noticed, in the words that a reader sees."""

    MISSING_DOCUMENT = "document cited and not at hand"
    MISSING_PLACE = "place cited and not there"
    OTHER_REVISION = "cited in a revision that is not at hand"
    UNVERIFIED_CONTROL = "risk control without verification"
    UNTESTED_REQUIREMENT = "requirement without test"
    UNREQUIRED_TEST = "test without requirement"
    UNSUPPORTED_CLAIM = "claim without test result"
    OUTDATED_LAW = "outdated law"
    OUTDATED_STANDARD = "outdated edition of a standard"


@dataclass(frozen=True, slots=True)
class Observation:
    """One thing that does not hold together, with every place that shows it.

    `subject` names what it is about (a document's code, a requirement, an act), `told` says in a
    sentence what is wrong and, for outdated law, what stands now. `missing` is the link that is
    not there, "" where nothing is missing. `obligations` are the rows it bears on; `source` says
    where a statement on the law comes from. An observation changes no verdict.
    """

    kind: ObservationKind
    subject: str
    told: str
    citations: tuple[DocumentCitation, ...]
    missing: str = ""
    obligations: tuple[str, ...] = ()
    source: str = ""

    def __post_init__(self) -> None:
        """Refuse an observation that nothing shows."""
        if not self.citations:
            raise ValueError(f"{self.subject}: an observation needs a place")
