"""Batches from a screen: each of its owner's, and what a model would read of them."""

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from domain.access import LOCAL, User
from domain.batch import BatchId
from domain.errors import AccessError, UnknownRecordError
from review.assembly import Workbench
from review.batch.desk import BatchDesk
from review.batch.devices import devices_of
from review.jobs import Jobs
from review.settings import Settings
from tests.review.batch.making import DEVICE, PROFILE, write_folder

ANNA = User("anna@example.org", "Anna")
EVE = User("eve@example.org", "Eve", administrator=True)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[BatchDesk]:
    with Workbench(Settings(data=tmp_path / "data")) as bench:
        yield BatchDesk(bench, Jobs())


def packed(**files: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("_", "."), text)
    return target.getvalue()


DESCRIBED = ("one.zip", packed(plan_md="# Plan\n", device_yaml=DEVICE))
BARE = ("two.zip", packed(plan_md="# Plan\n"))

ASKED: dict[str, Callable[[BatchDesk, BatchId], object]] = {
    "batch": BatchDesk.batch,
    "submissions": BatchDesk.submissions,
    "start": BatchDesk.start,
    "pause": BatchDesk.pause,
    "stop": BatchDesk.stop,
    "running": BatchDesk.running,
    "asked": BatchDesk.asked,
    "under_way": BatchDesk.under_way,
    "delete": BatchDesk.delete,
}


@pytest.mark.parametrize("name", ASKED)
def test_whoever_did_not_begin_it_can_do_nothing_with_it(desk: BatchDesk, name: str) -> None:
    annas = desk.from_files([DESCRIBED], None, ANNA)
    with pytest.raises(UnknownRecordError):
        ASKED[name](desk, BatchId(annas.token, EVE))
    assert [batch.id for batch in desk.batches(ANNA)] == [annas]
    assert desk.batches(EVE) == []
    assert desk.running(annas) is None


def test_folders_of_the_machine_are_an_administrators(desk: BatchDesk, tmp_path: Path) -> None:
    write_folder(tmp_path / "in" / "one", {"plan.md": "# Plan\n"})
    with pytest.raises(AccessError, match="hand in ZIP files"):
        desk.from_folder(tmp_path / "in", None, ANNA)
    eves = desk.from_folder(tmp_path / "in", None, EVE)
    assert desk.batch(BatchId(eves.token, LOCAL)).folder == str(tmp_path / "in")


def test_the_devices_are_those_that_will_be_reviewed(desk: BatchDesk) -> None:
    assert [one.name for one in devices_of([DESCRIBED, BARE], None)] == [PROFILE.name]
    assert len(devices_of([DESCRIBED, BARE], PROFILE)) == 2
    batch = desk.batch(desk.from_files([DESCRIBED, BARE], None, ANNA))
    assert len(desk.devices(batch)) == 1
