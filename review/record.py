"""A kept review with what people decided on it: what an export shows beside the findings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.audit import AuditHead
from domain.decision import Effective, SignOff


@dataclass(frozen=True, slots=True)
class Record:
    """Where a review is kept, the findings with their decisions by obligation, and the sign-off.

    `head` is the head of the audit trail when this was put together.
    """

    dossier: str
    dossier_id: str
    number: int
    made: datetime
    rows: Mapping[str, Effective]
    sign_off: SignOff | None
    head: AuditHead
