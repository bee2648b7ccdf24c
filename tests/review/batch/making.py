"""Tiny submissions, and batches over them."""

import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from queue import Queue

from regulations.profile import parse_profile
from review.assembly import Workbench
from review.batch.crew import Ended, Event, Order
from review.batch.inputs import entries
from review.batch.single import review_one
from review.settings import Settings

DAY = date(2026, 11, 24)
DEVICE = """
name: ThoraFlag
version: "2.1"
framework: mdr
class: IIb
facts: {software: yes, ai-system: yes, training-data: yes, sterile: no, implantable: unknown}
"""
PROFILE = parse_profile(DEVICE)


def draft(number: int) -> str:
    """A few sentences of a technical documentation, other ones for each number."""
    return (
        f"# Risk management file {number}\n\nThe risk management process is established, "
        f"implemented, documented and maintained over the whole life cycle. Draft {number}.\n\n"
        f"## Performance\n\nSensitivity was 0.{90 + number % 9} on the test set of "
        f"{400 + number} cases.\n\nHuman oversight measures are not described.\n"
    )


def write_folder(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """A submission as a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def write_zip(path: Path, files: Mapping[str, str]) -> Path:
    """A submission as an archive."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return path


def tree(folder: Path) -> dict[str, bytes]:
    """All files below a folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def nothing(_done: int, _total: int, _step: str) -> None:
    """Progress that nobody looks at."""


@contextmanager
def opened(folder: Path) -> Iterator[Workbench]:
    """The application over a data folder, on a fixed day."""
    with Workbench(Settings(data=folder), today=lambda: DAY) as bench:
        yield bench


class HereCrew:
    """Reviews in this process, one after the other: a crew without processes of its own."""

    size = 1

    def __init__(self, bench: Workbench) -> None:
        self.bench = bench
        self.given: list[str] = []
        self.closed = False
        self._events: Queue[Event] = Queue()

    def give(self, order: Order) -> None:
        self.given.append(order.label)
        outcome = review_one(self.bench, order, entries(order.path), nothing)
        self._events.put(Ended(order.label, outcome))

    def hear(self, seconds: float) -> Event | None:
        return self._events.get(timeout=seconds)

    def close(self) -> None:
        self.closed = True
