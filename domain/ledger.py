"""What was read, searched and checked in a review, and what was not."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.citation import DocumentCitation


@dataclass(frozen=True, slots=True)
class Ledger:
    """What was read, searched and checked, instead of a score.

    `checked` counts the obligations that reach the device or may reach it. Of the pages read,
    `pages_recognised` are those whose words come from a scanner's text recognition (OCR).
    `not_evidence` counts sentences that named the matter and were not taken as evidence, by
    their standing. `questions` are the unknown facts that keep rows open, with the number of
    rows each decides. `kept_out` are places whose text speaks to a model instead of a reader,
    `hidden` places with text that no reader sees. `undetermined` counts the rows left open, by
    reason; `not_at_hand` names the documents that are cited and missing; `not_in_force` counts
    the rows that apply only from a later day, by that day (ISO 8601). `assisted` counts rows by
    what a chat model had to do with them; empty where none was asked.
    """

    documents_read: int
    documents_failed: int
    pages_read: int
    pages_unreadable: int
    passages: int
    verdicts: Mapping[str, int] = field(default_factory=dict)
    not_evidence: Mapping[str, int] = field(default_factory=dict)
    questions: Mapping[str, int] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    kept_out: tuple[DocumentCitation, ...] = ()
    hidden: tuple[DocumentCitation, ...] = ()
    checked: int = 0
    pages_recognised: int = 0
    undetermined: Mapping[str, int] = field(default_factory=dict)
    not_at_hand: tuple[str, ...] = ()
    not_in_force: Mapping[str, int] = field(default_factory=dict)
    assisted: Mapping[str, int] = field(default_factory=dict)
