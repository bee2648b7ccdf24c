"""Batches and their submissions, kept and erased."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from domain.access import LOCAL
from domain.batch import BatchId, BatchState, Submission, SubmissionResult, SubmissionState
from domain.errors import StoreError, UnknownRecordError
from store import DossierId, Store
from tests.store.examples import PROFILE

DAY = date(2026, 11, 24)
RESULT = SubmissionResult(
    "ThoraFlag 2.1, MDR class IIb",
    3,
    40,
    {"covered": 7, "gap": 2},
    ("sensitivity: 0.91 against 0.94",),
    ("scan.pdf: page 3 could not be read",),
    2,
    {"review.json": "ab"},
)


def test_what_becomes_of_each_submission_is_kept(folder: Path) -> None:
    with Store.open(folder) as store:
        batch = store.create_batch("/in", "/out", DAY)
        first, second = Submission("a", "A"), Submission("b", "B")
        store.put_submissions(batch, [second, first])
        done = replace(first, input="x", state=SubmissionState.DONE, result=RESULT)
        store.put_submission(batch, done)
        store.set_batch_state(batch, BatchState.PAUSED)
        store.set_batch_device(batch, PROFILE)
    with Store.open(folder) as store:
        kept = store.find_batch("/in", "/out", LOCAL)
        assert kept is not None
        assert (kept.made_for, kept.state, kept.device) == (DAY, BatchState.PAUSED, PROFILE)
        assert kept.counts == {SubmissionState.WAITING: 1, SubmissionState.DONE: 1}
        assert store.submissions(batch) == [second, done]
        assert store.batches(LOCAL) == [kept]


def test_a_batch_is_planned_anew_in_one_go(store: Store) -> None:
    batch = store.create_batch("/in", "/out", DAY)
    store.put_submissions(batch, [Submission("a", "A"), Submission("b", "B")])
    store.put_submissions(batch, [Submission("c", "C")])
    assert [one.label for one in store.submissions(batch)] == ["c"]


def test_two_folders_have_one_batch(store: Store) -> None:
    store.create_batch("/in", "/out", DAY)
    with pytest.raises(StoreError):
        store.create_batch("/in", "/out", DAY)
    assert store.find_batch("/in", "/elsewhere", LOCAL) is None


def test_deleting_the_dossier_only_unties_it(store: Store, dossier: DossierId) -> None:
    batch = store.create_batch("/in", "/out", DAY)
    store.put_submissions(batch, [Submission("a", "A", dossier=dossier.token)])
    store.delete_dossier(dossier)
    assert store.submissions(batch) == [Submission("a", "A")]


def test_a_deleted_batch_leaves_nothing(store: Store, folder: Path) -> None:
    marker = "Zyxomma-7731"
    batch = store.create_batch(f"/{marker}", "/out", DAY)
    reason = Submission("a", marker, state=SubmissionState.FAILED, reason=marker)
    store.put_submissions(batch, [replace(reason, result=replace(RESULT, device=marker))])
    kept = store.batch_folder(batch.token)
    kept.mkdir(parents=True)
    (kept / "in.zip").write_text(marker)
    store.delete_batch(batch)
    assert store.batches(LOCAL) == []
    files = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    assert files
    assert not any(marker.encode() in data for data in files)


def test_what_is_not_there_is_said(store: Store) -> None:
    for ask in (store.batch, store.submissions, store.delete_batch):
        with pytest.raises(UnknownRecordError):
            ask(BatchId("0" * 32, LOCAL))
    with pytest.raises(UnknownRecordError):
        store.batch_folder("../elsewhere")
    batch = store.create_batch("/in", "/out", DAY)
    with pytest.raises(UnknownRecordError):
        store.put_submission(batch, Submission("a", "A"))
