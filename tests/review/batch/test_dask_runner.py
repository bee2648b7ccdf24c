"""A Dask cluster of two worker processes gives what this machine gives, byte for byte."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.errors import RequestError
from review.batch import BatchRun, BatchSpec, hire, open_batch
from tests.review.batch.making import (
    DEVICE,
    PROFILE,
    HereCrew,
    draft,
    nothing,
    opened,
    tree,
    write_folder,
    write_zip,
)

distributed = pytest.importorskip("distributed")

pytestmark = pytest.mark.slow


@pytest.fixture
def cluster() -> Iterator[str]:
    with distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        dashboard_address=None,
        host="127.0.0.1",
        silence_logs=50,
    ) as made:
        yield made.scheduler_address


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")
def test_a_cluster_gives_the_same_bytes(cluster: str, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    for number in range(3):
        write_folder(folder / f"draft-{number}", {"plan.md": draft(number)})
    write_zip(folder / "packed.zip", {"plan.md": draft(7), "device.yaml": DEVICE})
    write_folder(folder / "broken", {"plan.pdf": b"%PDF-1.7 nothing"})
    there = BatchSpec(folder, tmp_path / "there", PROFILE)
    here = BatchSpec(folder, tmp_path / "here", PROFILE)
    with opened(tmp_path / "data") as bench:
        crew = hire(bench, None, cluster)
        assert crew.size == 2
        BatchRun(bench, open_batch(bench, there), crew).run(nothing)
        BatchRun(bench, open_batch(bench, here), HereCrew(bench)).run(nothing)
    made = tree(there.out)
    assert made == tree(here.out)
    assert sum(name.endswith("review.json") for name in made) == 4


def test_a_cluster_that_is_not_there_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("review.batch.dask_runner._SECONDS_TO_ANSWER", 1)
    with opened(tmp_path / "data") as bench, pytest.raises(RequestError, match="no Dask scheduler"):
        hire(bench, None, "tcp://127.0.0.1:9")
