"""Batches: which submissions there are, where each stands, and what came out of it."""

import secrets
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, insert, select, update

from domain.access import LOCAL, User
from domain.batch import Batch, BatchId, BatchState, Submission, SubmissionState
from domain.device import DeviceProfile
from domain.errors import AccessError, UnknownRecordError
from store.codec import PROFILES, RESULTS
from store.folders import remove_folder
from store.schema import BatchRow, SubmissionRow
from store.shelf import Shelf


class BatchShelf(Shelf):
    """All batches of the data folder: each is of whoever began it, and of nobody else.

    The user of this machine has every one in hand. Whoever else asks for one of another gets
    `UnknownRecordError`, as for one that is not there.
    """

    def create_batch(
        self, folder: str, out: str, made_for: date, token: str = "", *, user: User = LOCAL
    ) -> BatchId:
        """Begin a batch of the user's; a folder and an out folder have one batch."""
        batch = BatchId(token or new_batch_token(), user)
        row = insert(BatchRow).values(
            id=batch.token,
            folder=folder,
            out=out,
            made_for=made_for,
            state=BatchState.GOING,
            made=datetime.now(UTC).isoformat(),
            owner=user.id,
        )
        with self._database.write() as connection:
            connection.execute(row)
        return batch

    def find_batch(self, folder: str, out: str, user: User) -> Batch | None:
        """The batch over these folders, None where there is none.

        Raises `AccessError` where it is somebody else's.
        """
        where = select(BatchRow.id).where(BatchRow.folder == folder, BatchRow.out == out)
        with self._database.read() as connection:
            token = connection.scalar(where)
            if token is None:
                return None
            try:
                return _batch(connection, BatchId(token, user))
            except UnknownRecordError:
                raise AccessError(_ANOTHERS.format(folder=folder)) from None

    def batches(self, user: User) -> list[Batch]:
        """All batches of a user, oldest first."""
        rows = _of(user, select(BatchRow.id)).order_by(BatchRow.made, BatchRow.id)
        with self._database.read() as connection:
            found = connection.scalars(rows).all()
            return [_batch(connection, BatchId(token, user)) for token in found]

    def batch(self, batch: BatchId) -> Batch:
        """One batch; raises `UnknownRecordError` where there is none of that id."""
        with self._database.read() as connection:
            return _batch(connection, batch)

    def set_batch_state(self, batch: BatchId, state: BatchState) -> None:
        """Keep what is to happen with a batch."""
        self._set(batch, state=state)

    def set_batch_day(self, batch: BatchId, made_for: date) -> None:
        """Judge a batch by the law of another day."""
        self._set(batch, made_for=made_for)

    def set_batch_device(self, batch: BatchId, device: DeviceProfile) -> None:
        """Keep the device of submissions that bring none of their own."""
        self._set(batch, device=PROFILES.encode(device))

    def set_batch_asked(self, batch: BatchId, asked: int) -> None:
        """Keep how often each question is put to a chat model in a batch."""
        self._set(batch, asked=asked)

    def submissions(self, batch: BatchId) -> list[Submission]:
        """The submissions of a batch, in order."""
        rows = select(*SubmissionRow.__table__.columns).where(SubmissionRow.batch == batch.token)
        with self._database.read() as connection:
            _batch(connection, batch)
            found = connection.execute(rows.order_by(SubmissionRow.position)).all()
        return [_submission(row) for row in found]

    def put_submissions(self, batch: BatchId, submissions: Sequence[Submission]) -> None:
        """Make these the submissions of a batch, in this order, in place of what was kept."""
        rows = [
            {"batch": batch.token, "position": position, **_values(one)}
            for position, one in enumerate(submissions)
        ]
        with self._database.write() as connection:
            _batch(connection, batch)
            connection.execute(delete(SubmissionRow).where(SubmissionRow.batch == batch.token))
            if rows:
                connection.execute(insert(SubmissionRow), rows)

    def put_submission(self, batch: BatchId, submission: Submission) -> None:
        """Keep what has become of one submission."""
        row = update(SubmissionRow).where(
            SubmissionRow.batch == batch.token, SubmissionRow.label == submission.label
        )
        with self._database.write() as connection:
            _batch(connection, batch)
            if not connection.execute(row.values(_values(submission))).rowcount:
                raise UnknownRecordError(f"the batch has no submission {submission.label!r}")

    def batch_folder(self, token: str) -> Path:
        """Where the files that were handed in for a batch are kept; it need not exist."""
        if not token.isalnum():
            raise _unknown(token)
        return self.folder / "batches" / token

    def delete_batch(self, batch: BatchId) -> None:
        """Erase a batch with what was handed in for it; reports elsewhere are left alone."""
        with self._database.write() as connection:
            _batch(connection, batch)
            remove_folder(self.batch_folder(batch.token), "the batch")
            connection.execute(delete(BatchRow).where(BatchRow.id == batch.token))
        self._database.compact()

    def _set(self, batch: BatchId, **values: object) -> None:
        with self._database.write() as connection:
            _batch(connection, batch)
            connection.execute(update(BatchRow).where(BatchRow.id == batch.token).values(values))


_ANOTHERS = (
    "somebody else has begun a batch over {folder}; ask them for its reports, or copy the folder "
    "and name the copy"
)


def new_batch_token() -> str:
    """A token that no batch has."""
    return secrets.token_hex(16)


def _of(user: User, rows: Select[Any]) -> Select[Any]:
    """Those of the rows that the user may see."""
    return rows if user == LOCAL else rows.where(BatchRow.owner == user.id)


def _batch(connection: Connection, batch: BatchId) -> Batch:
    rows = select(*BatchRow.__table__.columns).where(BatchRow.id == batch.token)
    row = connection.execute(_of(batch.user, rows)).one_or_none()
    if row is None:
        raise _unknown(batch.token)
    counted = (
        select(SubmissionRow.state, func.count())
        .where(SubmissionRow.batch == batch.token)
        .group_by(SubmissionRow.state)
    )
    counts = {SubmissionState(state): n for state, n in connection.execute(counted).all()}
    device = PROFILES.decode(row.device) if row.device else None
    state = BatchState(row.state)
    return Batch(batch, row.folder, row.out, row.made_for, device, state, counts, row.asked)


def _unknown(token: str) -> UnknownRecordError:
    return UnknownRecordError(f"no batch has the id {token!r}; it may have been deleted")


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
