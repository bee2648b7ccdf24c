"""A batch done: what is left to do is found out, given to the crew, and kept as it ends."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from domain.access import LOCAL, User
from domain.batch import Batch, BatchState, Submission, SubmissionState
from domain.device import DeviceProfile
from domain.errors import CitemarkError, RequestError
from domain.ports import Progress
from review.assembly import Workbench
from review.batch.control import Control, Step
from review.batch.crew import Crew, Ended, Event, Lost, Order, Outcome, Told
from review.batch.found import Found, device_of, find_submissions
from review.batch.inputs import ground_key, input_hash
from review.batch.report_folder import ReportFolder
from review.batch.single import reason_of
from review.batch.summary import write_summary

_PATIENCE = 0.5
"""Seconds after which a run looks whether it is to pause or to end."""


_ANSWERS = "model-answers"
_OTHER_GROUND = (
    "it was reviewed by another version of citemark, other texts of law or another model than the "
    "rest; install and set the same everywhere, then start the batch again"
)


@dataclass(frozen=True, slots=True)
class BatchSpec:
    """What is asked for, by whom: a folder, where reports go, a device for all, the law's day."""

    folder: Path
    out: Path
    device: DeviceProfile | None = None
    on: date | None = None
    user: User = LOCAL


def _nothing(_orders: Sequence[Order]) -> None:
    """Say nothing."""


def _nobody(_submission: Submission) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What is asked of a run besides.

    `asked` is how often each question is put to the configured model, 0 where it does not read
    too. `planned` is told, before the first is begun, of the submissions that are to be reviewed;
    `ended` of each that the run has done, or failed to do.
    """

    asked: int = 0
    planned: Callable[[Sequence[Order]], None] = _nothing
    ended: Callable[[Submission], None] = _nobody


def open_batch(bench: Workbench, spec: BatchSpec, token: str = "") -> Batch:
    """The batch over these folders, begun where there is none.

    A device or day that is not given stays as it was; the day is today for a new batch. Raises
    `RequestError` for a folder that is not there, and `AccessError` where the batch over it is
    somebody else's.
    """
    folder, out = spec.folder.absolute(), spec.out.absolute()
    if not folder.is_dir():
        raise RequestError(f"{spec.folder} is no folder; name one with sub-folders or ZIP files")
    store = bench.store
    known = store.find_batch(str(folder), str(out), spec.user)
    key = known.id if known else None
    if key is None:
        day = spec.on or bench.today()
        key = store.create_batch(str(folder), str(out), day, token, user=spec.user)
    elif spec.on is not None:
        store.set_batch_day(key, spec.on)
    if spec.device is not None:
        store.set_batch_device(key, spec.device)
    return store.batch(key)


class BatchRun:
    """One run over a batch. Only the process that may write the data folder can run it."""

    def __init__(
        self,
        bench: Workbench,
        batch: Batch,
        crew: Crew,
        control: Control | None = None,
        options: RunOptions | None = None,
    ) -> None:
        """A run that `control` steers; without `options` no model reads and nobody is told."""
        self._store = bench.store
        self._bench = bench
        self._batch = batch
        self._crew = crew
        self._control = control or Control()
        self._options = options or RunOptions()
        self._reports = ReportFolder(Path(batch.out))
        self._orders: dict[str, Order] = {}
        self._rows: dict[str, Submission] = {}
        self._ground = ""
        self.passed_over: tuple[str, ...] = ()
        self.peak = 0

    def run(self, progress: Progress) -> BatchState:
        """Do what is left to do, and write the summary.

        What was done in an earlier run and has not changed is not done again. Raises
        `RequestError` where the reports cannot be written; what was done until then is kept.
        """
        try:
            self._plan(progress)
            self._store.set_batch_state(self._batch.id, BatchState.GOING)
            self._work(progress)
        except BaseException:
            with suppress(CitemarkError):
                self._settle(BatchState.PAUSED)
            raise
        finally:
            self._crew.close()
        state = self._settle(_STATES[self._control.step])
        write_summary(self._reports, self._batch, list(self._rows.values()))
        return state

    def _plan(self, progress: Progress) -> None:
        self._reports.prepare()
        batch = self._batch
        self._store.set_batch_asked(batch.id, self._options.asked)
        found, self.passed_over = find_submissions(Path(batch.folder), Path(batch.out))
        known = {one.label: one for one in self._store.submissions(batch.id)}
        self._bench.embedders.prepare(progress)
        self._ground = ground_key(self._bench, batch.made_for, self._options.asked)
        for done, one in enumerate(found):
            progress(done, len(found), f"looking at {one.name}")
            before = known.get(one.label) or Submission(one.label, one.name)
            self._rows[one.label] = self._planned(one, before)
        self._store.put_submissions(batch.id, list(self._rows.values()))
        for row in self._rows.values():
            if row.state is SubmissionState.FAILED:
                self._options.ended(row)
        self._options.planned(list(self._orders.values()))

    def _planned(self, found: Found, before: Submission) -> Submission:
        try:
            profile = device_of(found.path, self._batch.device)
        except CitemarkError as error:
            return self._failed(before, reason_of(error))
        made_of = input_hash(found.path, self._ground, profile)
        done = before.state is SubmissionState.DONE and before.input == made_of
        if done and before.result and self._reports.holds(found.label, before.result):
            return before
        answers = self._reports.folder / found.label / _ANSWERS if self._options.asked else None
        self._orders[found.label] = Order(
            found.label, found.path, profile, self._batch.made_for, self._options.asked, answers
        )
        return replace(before, state=SubmissionState.WAITING, reason="")

    def _work(self, progress: Progress) -> None:
        waiting = deque(self._orders.values())
        under_way: set[str] = set()
        while under_way or (waiting and self._control.step is Step.GO):
            if self._control.step is Step.CANCEL:
                return
            while waiting and len(under_way) < self._crew.size and self._control.step is Step.GO:
                under_way.add(self._begin(waiting.popleft()))
            done = len(self._rows) - len(waiting) - len(under_way)
            progress(done, len(self._rows), ", ".join(self._named(under_way)))
            event = self._crew.hear(_PATIENCE)
            if event is not None and not isinstance(event, Told):
                under_way.discard(event.label)
            self._take(event)

    def _begin(self, order: Order) -> str:
        self._keep(replace(self._rows[order.label], state=SubmissionState.RUNNING))
        self._control.tell(Told(order.label, 0, 0, "beginning"))
        self._crew.give(order)
        return order.label

    def _take(self, event: Event | None) -> None:
        match event:
            case Told():
                self._control.tell(event)
            case Ended(label, outcome):
                self.peak = max(self.peak, outcome.peak)
                self._end(label, outcome)
            case Lost(label, reason):
                self._end(label, Outcome("", reason=reason))

    def _end(self, label: str, outcome: Outcome) -> None:
        before = self._rows[label]
        if outcome.result is None:
            row = self._failed(before, outcome.reason, outcome.input)
        elif outcome.ground != self._ground:
            row = self._failed(before, _OTHER_GROUND)
        else:
            self._reports.put(label, outcome.files)
            row = replace(
                before,
                input=outcome.input,
                state=SubmissionState.DONE,
                reason="",
                result=outcome.result,
            )
        self._keep(row)
        self._control.ended(label)
        self._options.ended(row)

    def _failed(self, before: Submission, reason: str, made_of: str = "") -> Submission:
        if before.result is not None:
            self._reports.drop(before.label, before.result.reports)
        return replace(
            before, input=made_of, state=SubmissionState.FAILED, reason=reason, result=None
        )

    def _keep(self, row: Submission) -> None:
        self._store.put_submission(self._batch.id, row)
        self._rows[row.label] = row

    def _settle(self, asked: BatchState) -> BatchState:
        """What was under way waits again; all done is ended, whatever was asked for."""
        for row in list(self._rows.values()):
            if row.state is SubmissionState.RUNNING:
                self._keep(replace(row, state=SubmissionState.WAITING))
                self._control.ended(row.label)
        left = any(row.state is SubmissionState.WAITING for row in self._rows.values())
        state = asked if left else BatchState.ENDED
        self._store.set_batch_state(self._batch.id, state)
        return state

    def _named(self, labels: set[str]) -> Iterator[str]:
        return (self._rows[label].name for label in sorted(labels))


_STATES = {
    Step.GO: BatchState.ENDED,
    Step.PAUSE: BatchState.PAUSED,
    Step.CANCEL: BatchState.CANCELLED,
}
