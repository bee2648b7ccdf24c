"""The devices of submissions before any is reviewed: what a model will cost hangs on them."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from domain.device import DeviceProfile
from domain.errors import CitemarkError
from regulations.profile import parse_profile
from review.batch.found import device_of, find_submissions
from review.unpacking import File


def devices_in(folder: Path, out: Path, given: DeviceProfile | None) -> list[DeviceProfile]:
    """The device of each submission in a folder that has one; the others will not be reviewed.

    Raises `RequestError` where the folder cannot be listed.
    """
    found, _ = find_submissions(folder, out)
    return list(_devices((one.path for one in found), given))


def devices_of(files: Sequence[File], given: DeviceProfile | None) -> list[DeviceProfile]:
    """The device of each archive that was handed in and has one."""
    with TemporaryDirectory(prefix="citemark-") as made:
        return list(_devices(_written(files, Path(made)), given))


def _written(files: Iterable[File], folder: Path) -> Iterator[Path]:
    """Each archive as a file that is gone once the next one is asked for."""
    for _, data in files:
        path = folder / "submission.zip"
        path.write_bytes(data)
        yield path


def _devices(paths: Iterable[Path], given: DeviceProfile | None) -> Iterator[DeviceProfile]:
    for path in paths:
        with suppress(CitemarkError):
            yield parse_profile(device_of(path, given))
