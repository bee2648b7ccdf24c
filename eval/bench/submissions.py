"""Many submissions of the sample's size, each about a device and with files of its own."""

import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import samples
from samples.build import SOURCES, rendered

_NAME = "HepaVigil"


def write_submissions(folder: Path, count: int, files_each: int = 0) -> None:
    """Write `count` submissions into the folder; every fourth is a ZIP, the others folders.

    `files_each` is how many files of the sample each has, other ones in turn; 0 for all of them.
    """
    for number in range(1, count + 1):
        files = dict(_some(number, files_each))
        target = folder / f"submission-{number:03}"
        if number % 4:
            _as_folder(target, files)
        else:
            _as_archive(target.with_suffix(".zip"), files)


def _some(number: int, files_each: int) -> Iterator[tuple[str, bytes]]:
    name = f"{_NAME}{number:03}"
    made = list(_files(name))
    documents = made * 2
    first = number % len(made)
    yield from documents[first : first + files_each] if files_each else made
    device = samples.device_path().read_text("utf-8").replace(_NAME, name)
    yield "device.yaml", device.encode()


def _files(name: str) -> Iterator[tuple[str, bytes]]:
    with tempfile.TemporaryDirectory() as made:
        sources = Path(made)
        for path in SOURCES.iterdir():
            if path.suffix in {".md", ".yaml", ".txt"}:
                text = path.read_text("utf-8").replace(_NAME, name)
                (sources / path.name).write_text(text, "utf-8")
            else:
                shutil.copy(path, sources)
        yield from rendered(sources)


def _as_folder(folder: Path, files: dict[str, bytes]) -> None:
    folder.mkdir(parents=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)


def _as_archive(path: Path, files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
