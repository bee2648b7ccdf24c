"""Long work outside of the thread that draws: one job a key, its progress to be looked at."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock, Thread

from domain.errors import CitemarkError
from domain.ports import Progress
from review.failures import log_failure

_LOG = logging.getLogger(__name__)
_UNEXPECTED = "something went wrong that citemark does not know; its log says what. Try again"

Work = Callable[[Progress], object]


class Cancelled(Exception):  # noqa: N818 - no error: what a person asked for
    """Raised inside of work that was cancelled, at its next report of progress."""


@dataclass(slots=True)
class Job:
    """Work under way or done.

    `step` says what is being done; `error` why it ended early; `cancelled` that it is to end.
    """

    what: str
    done: int = 0
    total: int = 0
    step: str = ""
    error: str = ""
    running: bool = True
    cancelled: bool = False

    @property
    def share(self) -> float:
        """How much is done, 0 to 1."""
        return min(1.0, self.done / self.total) if self.total else 0.0

    def tell(self, done: int, total: int, step: str) -> None:
        """Take a progress report; raises `Cancelled` once that was asked for."""
        if self.cancelled:
            raise Cancelled
        self.done, self.total, self.step = done, total, step


class Jobs:
    """The jobs of this process by key, such as a dossier: its jobs are the same for all users."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._lock = Lock()

    def start(self, key: object, what: str, work: Work) -> bool:
        """Begin work in a thread of its own; False where work under that key is running."""
        with self._lock:
            known = self._jobs.get(str(key))
            if known is not None and known.running:
                return False
            job = self._jobs[str(key)] = Job(what)
        Thread(target=_run, args=(job, work), name=f"citemark {what}", daemon=True).start()
        return True

    def running(self, key: object) -> Job | None:
        """The job under that key, None where none is running."""
        job = self._jobs.get(str(key))
        return job if job is not None and job.running else None

    def cancel(self, key: object) -> None:
        """Let the work under that key end at its next report of progress."""
        if (job := self.running(key)) is not None:
            job.cancelled = True

    def take_ended(self, key: object) -> Job | None:
        """The job that has ended under that key, once; None where there is none."""
        with self._lock:
            job = self._jobs.get(str(key))
            return self._jobs.pop(str(key)) if job is not None and not job.running else None


def _run(job: Job, work: Work) -> None:
    try:
        work(job.tell)
    except Cancelled:
        _LOG.info("%s was cancelled", job.what)
    except CitemarkError as error:
        job.error = str(error)
    except Exception as error:  # noqa: BLE001 - a thread must not die unheard
        log_failure(_LOG, job.what, error)
        job.error = _UNEXPECTED
    finally:
        job.running = False
