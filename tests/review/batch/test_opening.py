"""A submission of a batch opened as a dossier."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.access import LOCAL
from domain.batch import Batch, Submission
from domain.errors import RequestError
from review.batch.opening import begin_dossier, dossier_of, fill_dossier
from review.batch.running import BatchRun, BatchSpec, open_batch
from review.dossier_work import DossierWork
from tests.review.batch.making import (
    DAY,
    DEVICE,
    HereCrew,
    draft,
    nothing,
    opened,
    write_folder,
    write_zip,
)

pytestmark = pytest.mark.slow


@pytest.fixture
def at_work(tmp_path: Path) -> Iterator[DossierWork]:
    """A data folder with a batch of a folder and an archive that was run."""
    write_folder(tmp_path / "in" / "one", {"plan.md": draft(1), "device.yaml": DEVICE})
    write_zip(tmp_path / "in" / "two.zip", {"plan.md": draft(2), "device.yaml": DEVICE})
    with opened(tmp_path / "data") as bench:
        spec = BatchSpec(tmp_path / "in", tmp_path / "out", on=DAY)
        BatchRun(bench, open_batch(bench, spec), HereCrew(bench)).run(nothing)
        yield DossierWork(bench)


def the_batch(at_work: DossierWork) -> tuple[Batch, list[Submission]]:
    (batch,) = at_work.bench.store.batches(LOCAL)
    return batch, at_work.bench.store.submissions(batch.id)


def test_its_review_is_that_of_the_batch(at_work: DossierWork) -> None:
    batch, rows = the_batch(at_work)
    for row in rows:
        opening = begin_dossier(at_work, batch, row, who="Ada")
        fill_dossier(at_work, opening, nothing, who="Ada")
        review = at_work.bench.store.latest_review(opening.dossier)
        assert review is not None
        assert row.result is not None
        assert dict(review.ledger.verdicts) == row.result.verdicts
        assert [one.name.rpartition("/")[2] for one in review.documents] == ["plan.md"]


def test_it_is_made_once_and_known_again(at_work: DossierWork) -> None:
    batch, (row, _) = the_batch(at_work)
    assert dossier_of(at_work, row, LOCAL) is None
    opening = begin_dossier(at_work, batch, row, who="Ada")
    _, (known, _) = the_batch(at_work)
    assert dossier_of(at_work, known, LOCAL) == opening.dossier
    at_work.delete(opening.dossier)
    assert dossier_of(at_work, known, LOCAL) is None


def test_one_that_is_gone_is_named(at_work: DossierWork, tmp_path: Path) -> None:
    batch, (row, _) = the_batch(at_work)
    shutil.rmtree(tmp_path / "in" / "one")
    with pytest.raises(RequestError, match=r"one is no longer in .*put it back"):
        begin_dossier(at_work, batch, row, who="Ada")
