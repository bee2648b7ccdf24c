"""A submission of a batch as a dossier of its own, on which people can decide."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from domain.access import LOCAL, User
from domain.batch import Batch, Submission
from domain.document import ReadFailure
from domain.errors import RequestError, UnknownRecordError
from domain.ports import Progress
from regulations.profile import parse_profile
from review.batch.found import device_of, find_submissions
from review.batch.inputs import entries
from review.dossier_work import DossierId, DossierWork


@dataclass(frozen=True, slots=True)
class Opening:
    """A dossier that was made for a submission, and where its files are."""

    dossier: DossierId
    path: Path


def dossier_of(at_work: DossierWork, submission: Submission, user: User) -> DossierId | None:
    """The dossier that was made of a submission and is still there, None where there is none."""
    if submission.dossier is None:
        return None
    dossier = DossierId(submission.dossier, user)
    try:
        at_work.bench.store.dossier(dossier)
    except UnknownRecordError:
        return None
    return dossier


def begin_dossier(
    at_work: DossierWork, batch: Batch, submission: Submission, user: User = LOCAL, *, who: str
) -> Opening:
    """Make an empty dossier for a submission, with its device.

    Raises `RequestError` where the submission is no longer in the folder or has no device.
    """
    found, _ = find_submissions(Path(batch.folder), Path(batch.out))
    path = next((one.path for one in found if one.label == submission.label), None)
    if path is None:
        raise RequestError(
            f"{submission.name} is no longer in {batch.folder}; put it back, then open it again"
        )
    store = at_work.bench.store
    profile = parse_profile(device_of(path, batch.device))
    dossier = store.create_dossier(submission.name, profile, who=who, user=user)
    store.put_submission(batch.id, replace(submission, dossier=dossier.token))
    return Opening(dossier, path)


def fill_dossier(at_work: DossierWork, opening: Opening, progress: Progress, *, who: str) -> None:
    """Read the files of the submission into its dossier, and review it.

    The review is as of today; that of the batch is as of the batch's day.
    """
    files = _files(opening.path)
    if not files:
        raise RequestError(f"no file of {opening.path.name} can be had; look at its rights")
    at_work.add_files(opening.dossier, files, progress, who=who)
    at_work.review(opening.dossier, progress, who=who)


def _files(path: Path) -> Sequence[tuple[str, bytes]]:
    return [(name, data) for name, data in entries(path) if not isinstance(data, ReadFailure)]
