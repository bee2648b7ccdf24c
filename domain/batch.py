"""Many submissions reviewed in one go: where each of them stands, and what came out of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from domain.access import User
from domain.device import DeviceProfile


class BatchState(StrEnum):
    """What is to happen with a batch; `going` also where the process that did it was killed."""

    GOING = "going"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    ENDED = "ended"


class SubmissionState(StrEnum):
    """Where a submission stands. One that failed has a reason and does not stop the others."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class BatchId:
    """A batch as somebody asks for it: none can be named without saying who asks.

    `token` is its name in the store, random and not to be guessed.
    """

    token: str
    user: User

    def __str__(self) -> str:
        return self.token


@dataclass(frozen=True, slots=True)
class SubmissionResult:
    """What the review of one submission came to.

    `device` names the device, its framework and class. `verdicts` counts obligations by verdict;
    `conflicts` are sentences on facts that the documents state differently, `unread` on files and
    pages that could not be read; `questions` counts facts of the device that are still unknown.
    `reports` are the files of the review with the sha256 of each.
    """

    device: str
    documents: int
    pages: int
    verdicts: Mapping[str, int]
    conflicts: tuple[str, ...]
    unread: tuple[str, ...]
    questions: int
    reports: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Submission:
    """One folder or archive of a batch.

    `label` is the name of its folder of reports: safe on every system, and its own in the batch.
    `name` is what it is called. `input` is a hash of all that its result depends on, "" where it
    could not be taken. `reason` says why it failed. `dossier` is the id of the dossier that was
    made of it, if one was.
    """

    label: str
    name: str
    input: str = ""
    state: SubmissionState = SubmissionState.WAITING
    reason: str = ""
    result: SubmissionResult | None = None
    dossier: str | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """A folder of submissions, and the folder that the reports go to.

    It is of whoever began it; the user of this machine has all of them in hand.
    `device` is for submissions that bring none of their own. `made_for` is the day whose law all
    of them are judged by: it stays when the batch is taken up again on a later day. `asked` is how
    often each question was put to a chat model when it was last run, 0 for not at all.
    """

    id: BatchId
    folder: str
    out: str
    made_for: date
    device: DeviceProfile | None = None
    state: BatchState = BatchState.GOING
    counts: Mapping[SubmissionState, int] = field(default_factory=dict)
    asked: int = 0
