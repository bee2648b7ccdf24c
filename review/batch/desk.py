"""Batches from a screen: handed in, started, paused, taken up again, looked at, erased.

The same run as the command line's, in a thread of its own.
"""

import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path

from domain.access import User
from domain.batch import Batch, BatchId, Submission
from domain.device import DeviceProfile
from domain.errors import AccessError, RequestError, UnknownRecordError
from domain.ports import Progress
from review.assembly import Workbench
from review.batch.control import Control, Step
from review.batch.crew import Told
from review.batch.devices import devices_in
from review.batch.found import labels_of
from review.batch.hiring import hire, reports_beside
from review.batch.running import BatchRun, BatchSpec, RunOptions, open_batch
from review.jobs import Job, Jobs
from review.unpacking import File, shown_name


class BatchDesk:
    """The batches of a data folder, and the runs of this process over them.

    A batch is its owner's, see `BatchId`: what is asked of another's raises `UnknownRecordError`.
    """

    def __init__(self, bench: Workbench, jobs: Jobs) -> None:
        self._bench = bench
        self._store = bench.store
        self._jobs = jobs
        self._controls: dict[str, Control] = {}

    def batches(self, user: User) -> list[Batch]:
        """All batches of a user, newest first."""
        return self._store.batches(user)[::-1]

    def batch(self, batch: BatchId) -> Batch:
        """One batch; raises `UnknownRecordError`."""
        return self._store.batch(batch)

    def submissions(self, batch: BatchId) -> list[Submission]:
        """The submissions of a batch, in order."""
        return self._store.submissions(batch)

    def from_folder(self, folder: Path, device: DeviceProfile | None, user: User) -> BatchId:
        """Open the batch over a folder of this machine, and return its id.

        Reports go beside the folder, as with `citemark batch`. Raises `RequestError`, and
        `AccessError` for whoever is no administrator: such a batch reads and writes folders of
        the machine.
        """
        if not user.administrator:
            raise AccessError("folders of this machine are an administrator's; hand in ZIP files")
        spec = BatchSpec(folder, reports_beside(folder), device, user=user)
        return open_batch(self._bench, spec).id

    def from_files(
        self, files: Sequence[File], device: DeviceProfile | None, user: User
    ) -> BatchId:
        """Keep archives that were handed in as a new batch, one submission each; gives its id.

        Raises `RequestError` where none of them is an archive.
        """
        archives = {shown_name(name): data for name, data in files if data.startswith(b"PK")}
        if not archives:
            raise RequestError("none of the files is a ZIP; hand in one ZIP a submission")
        token = secrets.token_hex(16)
        folder = self._store.batch_folder(token)
        inside = folder / "submissions"
        inside.mkdir(parents=True)
        labels = labels_of(archives)
        for name, data in archives.items():
            label = labels[name]
            ending = "" if label.lower().endswith(".zip") else ".zip"
            (inside / f"{label}{ending}").write_bytes(data)
        spec = BatchSpec(inside, folder / "reports", device, user=user)
        return open_batch(self._bench, spec, token).id

    def devices(self, batch: Batch) -> list[DeviceProfile]:
        """The devices of its submissions as they are in its folder now, none where it is gone."""
        try:
            return devices_in(Path(batch.folder), Path(batch.out), batch.device)
        except RequestError:
            return []

    def start(self, batch: BatchId, asked: int = 0) -> bool:
        """Begin or go on with a batch in a thread; False where it is under way already.

        `asked` is how often each question is put to the configured model, 0 where it does not
        read too.
        """
        opened, control = self._store.batch(batch), Control()

        def run(progress: Progress) -> None:
            crew = hire(self._bench, None, "")
            BatchRun(self._bench, opened, crew, control, RunOptions(asked)).run(progress)

        began = self._jobs.start(batch, "Reviewing submissions", run)
        if began:
            self._controls[batch.token] = control
        return began

    def pause(self, batch: BatchId) -> None:
        """End after what is under way."""
        self._ask(batch, Step.PAUSE)

    def stop(self, batch: BatchId) -> None:
        """End at once; what was under way waits again."""
        self._ask(batch, Step.CANCEL)

    def _ask(self, batch: BatchId, step: Step) -> None:
        if (control := self._control(batch)) is not None:
            control.ask(step)

    def _control(self, batch: BatchId) -> Control | None:
        return self._controls.get(self._store.batch(batch).id.token)

    def running(self, batch: BatchId) -> Job | None:
        """The run of this process over a batch, None where there is none."""
        return self._jobs.running(self._store.batch(batch).id)

    def asked(self, batch: BatchId) -> Step:
        """What the run under way was asked for last."""
        control = self._control(batch)
        return control.step if control else Step.GO

    def under_way(self, batch: BatchId) -> Mapping[str, Told]:
        """How far each submission is that is under way, by label."""
        control = self._control(batch)
        return control.under_way if control else {}

    def report(self, batch: Batch, name: str, label: str = "") -> bytes:
        """A report of a submission, or with no label one about all of them.

        Raises `UnknownRecordError` where it is not there any more.
        """
        folder = Path(self._store.batch(batch.id).out)
        path = folder / label / name if label else folder / name
        try:
            return path.read_bytes()
        except OSError as error:
            raise UnknownRecordError(
                f"{name} is not in {path.parent}: it was moved or removed; start the batch again"
            ) from error

    def delete(self, batch: BatchId) -> None:
        """Erase a batch with what was handed in for it; reports elsewhere stay.

        Raises `RequestError` while it is under way.
        """
        if self.running(batch) is not None:
            raise RequestError("the batch is under way; stop it first")
        self._store.delete_batch(batch)
