"""Batches: which submissions there are, where each stands, and what came out of it."""

import secrets
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from domain.batch import Batch, BatchState, Submission, SubmissionState
from domain.device import DeviceProfile
from domain.errors import UnknownRecordError
from store.codec import PROFILES, RESULTS
from store.folders import remove_folder
from store.schema import BatchRow, SubmissionRow
from store.shelf import Shelf


class BatchShelf(Shelf):
    """All batches of the data folder."""

    def create_batch(self, folder: str, out: str, made_for: date, batch: str = "") -> str:
        """Begin a batch, and return its id; a folder and an out folder have one batch."""
        batch = batch or new_batch_id()
        made = datetime.now(UTC).isoformat()
        row = insert(BatchRow).values(
            id=batch, folder=folder, out=out, made_for=made_for, state=BatchState.GOING, made=made
        )
        with self._database.write() as connection:
            connection.execute(row)
        return batch

    def find_batch(self, folder: str, out: str) -> Batch | None:
        """The batch over these folders, None where there is none."""
        where = select(BatchRow.id).where(BatchRow.folder == folder, BatchRow.out == out)
        with self._database.read() as connection:
            found = connection.scalar(where)
            return _batch(connection, found) if found else None

    def batches(self) -> list[Batch]:
        """All batches, oldest first."""
        rows = select(BatchRow.id).order_by(BatchRow.made, BatchRow.id)
        with self._database.read() as connection:
            return [_batch(connection, found) for found in connection.scalars(rows).all()]

    def batch(self, batch: str) -> Batch:
        """One batch; raises `UnknownRecordError` where there is none of that id."""
        with self._database.read() as connection:
            return _batch(connection, batch)

    def set_batch_state(self, batch: str, state: BatchState) -> None:
        """Keep what is to happen with a batch."""
        self._set(batch, state=state)

    def set_batch_day(self, batch: str, made_for: date) -> None:
        """Judge a batch by the law of another day."""
        self._set(batch, made_for=made_for)

    def set_batch_device(self, batch: str, device: DeviceProfile) -> None:
        """Keep the device of submissions that bring none of their own."""
        self._set(batch, device=PROFILES.encode(device))

    def submissions(self, batch: str) -> list[Submission]:
        """The submissions of a batch, in order."""
        rows = select(*SubmissionRow.__table__.columns).where(SubmissionRow.batch == batch)
        with self._database.read() as connection:
            _batch(connection, batch)
            found = connection.execute(rows.order_by(SubmissionRow.position)).all()
        return [_submission(row) for row in found]

    def put_submissions(self, batch: str, submissions: Sequence[Submission]) -> None:
        """Make these the submissions of a batch, in this order, in place of what was kept."""
        rows = [
            {"batch": batch, "position": position, **_values(one)}
            for position, one in enumerate(submissions)
        ]
        with self._database.write() as connection:
            _batch(connection, batch)
            connection.execute(delete(SubmissionRow).where(SubmissionRow.batch == batch))
            if rows:
                connection.execute(insert(SubmissionRow), rows)

    def put_submission(self, batch: str, submission: Submission) -> None:
        """Keep what has become of one submission."""
        row = update(SubmissionRow).where(
            SubmissionRow.batch == batch, SubmissionRow.label == submission.label
        )
        with self._database.write() as connection:
            if not connection.execute(row.values(_values(submission))).rowcount:
                raise UnknownRecordError(f"the batch has no submission {submission.label!r}")

    def batch_folder(self, batch: str) -> Path:
        """Where the files that were handed in for a batch are kept; it need not exist."""
        if not batch.isalnum():
            raise _unknown(batch)
        return self.folder / "batches" / batch

    def delete_batch(self, batch: str) -> None:
        """Erase a batch with what was handed in for it; reports elsewhere are left alone."""
        with self._database.write() as connection:
            _batch(connection, batch)
            remove_folder(self.batch_folder(batch), "the batch")
            connection.execute(delete(BatchRow).where(BatchRow.id == batch))
        self._database.compact()

    def _set(self, batch: str, **values: object) -> None:
        with self._database.write() as connection:
            _batch(connection, batch)
            connection.execute(update(BatchRow).where(BatchRow.id == batch).values(values))


def new_batch_id() -> str:
    """An id that no batch has."""
    return secrets.token_hex(16)


def _batch(connection: Connection, batch: str) -> Batch:
    rows = select(*BatchRow.__table__.columns).where(BatchRow.id == batch)
    row = connection.execute(rows).one_or_none()
    if row is None:
        raise _unknown(batch)
    counted = (
        select(SubmissionRow.state, func.count())
        .where(SubmissionRow.batch == batch)
        .group_by(SubmissionRow.state)
    )
    counts = {SubmissionState(state): n for state, n in connection.execute(counted).all()}
    device = PROFILES.decode(row.device) if row.device else None
    state = BatchState(row.state)
    return Batch(row.id, row.folder, row.out, row.made_for, device, state, counts)


def _unknown(batch: str) -> UnknownRecordError:
    return UnknownRecordError(f"no batch has the id {batch!r}; it may have been deleted")


def _values(one: Submission) -> dict[str, object]:
    return {
        "label": one.label,
        "name": one.name,
        "input": one.input,
        "state": one.state,
        "reason": one.reason,
        "result": RESULTS.encode(one.result) if one.result else None,
        "dossier": one.dossier,
    }


def _submission(row: Row[Any]) -> Submission:
    return Submission(
        row.label,
        row.name,
        row.input,
        SubmissionState(row.state),
        row.reason,
        RESULTS.decode(row.result) if row.result else None,
        row.dossier,
    )
