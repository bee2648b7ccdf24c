"""The folder of reports: one folder a submission, the summary on top; never half a file."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from domain.batch import SubmissionResult
from domain.errors import RequestError


class ReportFolder:
    """Writes reports. Every method raises `RequestError` where the disk refuses."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def prepare(self) -> None:
        """Make the folder, and see that it can be written."""
        with self._told():
            self.folder.mkdir(parents=True, exist_ok=True)
            probe = self.folder / ".citemark.part"
            probe.write_bytes(b"citemark")
            probe.unlink()

    def put(self, label: str, files: Mapping[str, bytes]) -> None:
        """Write the reports of a submission, each in one go."""
        with self._told():
            target = self.folder / label
            target.mkdir(exist_ok=True)
            for name, data in files.items():
                _replace(target / name, data)

    def put_summary(self, name: str, data: bytes) -> None:
        """Write a file about all submissions."""
        with self._told():
            _replace(self.folder / name, data)

    def drop(self, label: str, names: Iterable[str]) -> None:
        """Remove reports that no longer say what the documents say; other files stay."""
        with self._told():
            for name in names:
                (self.folder / label / name).unlink(missing_ok=True)

    def holds(self, label: str, result: SubmissionResult) -> bool:
        """Whether the reports of a submission are there as they were written."""
        try:
            found = {name: (self.folder / label / name).read_bytes() for name in result.reports}
        except OSError:
            return False
        return all(sha256(data).hexdigest() == result.reports[n] for n, data in found.items())

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise RequestError(
                f"{self.folder} cannot be written ({error.strerror}); free some space, check that "
                "your user may write there, or choose another folder, then start the batch again: "
                "what is done is kept"
            ) from error


def _replace(path: Path, data: bytes) -> None:
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(data)
    part.replace(path)
