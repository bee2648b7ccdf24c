"""What the result of a submission depends on, as one hash: same hash, same reports."""

from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import ingest
from domain.document import Document, ReadFailure
from prompts.versions import templates
from regulations.profile import digest, parse_profile
from review.assembly import Workbench
from review.assess import ASSESSOR
from review.file_limits import file_limits
from review.settings import Settings

Entry = tuple[str, bytes | ReadFailure]
"""A file's name with its bytes, or with the reason why they cannot be had."""


def entries(path: Path) -> Iterator[Entry]:
    """The files of a submission one after another, so that never two are held at once."""
    limits = file_limits()
    for name, file in ingest.files_of(path):
        yield name, ingest.load_file(name, file, limits)


def ground_key(bench: Workbench, made_for: date, asked: int = 0) -> str:
    """A hash of all that submissions are judged on besides their files and devices.

    `asked` is how often each question is put to the configured model, 0 for not at all.
    """
    law = sorted(kept.version.sha256 for kept in bench.store.law_versions() if kept.current)
    settings = bench.settings
    parts = (
        version("citemark"),
        bench.catalogue.digest,
        ASSESSOR,
        ingest.SPLITTER,
        bench.embedder.name,
        made_for.isoformat(),
        *(_model(settings, asked) if asked else ()),
        *law,
    )
    return sha256("\n".join(parts).encode()).hexdigest()


def _model(settings: Settings, asked: int) -> Iterator[str]:
    yield from (settings.model, settings.model_url, str(settings.model_budget), str(asked))
    yield from templates()


class InputHash:
    """Grows with the files of a submission as they are read."""

    def __init__(self, ground: str, profile: str) -> None:
        self._hash = sha256(f"{ground}\n{digest(parse_profile(profile))}\n".encode())

    def watch(self, files: Iterable[Entry]) -> Iterator[Entry]:
        """Hand the files on, and take each into account."""
        for name, data in files:
            content = _reason(data) if isinstance(data, ReadFailure) else sha256(data).hexdigest()
            self._hash.update(sha256(name.encode("utf-8", "surrogatepass")).digest())
            self._hash.update(f"{content}\n".encode())
            yield name, data

    def hexdigest(self) -> str:
        """The hash over everything so far."""
        return self._hash.hexdigest()


def input_hash(path: Path, ground: str, profile: str) -> str:
    """The hash of a submission, from its files as they are now."""
    seen = InputHash(ground, profile)
    for _ in seen.watch(entries(path)):
        pass
    return seen.hexdigest()


def readings(files: Iterable[Entry]) -> Iterator[Document | ReadFailure]:
    """Each file read; what cannot be read is a named failure."""
    limits = file_limits()
    for name, data in files:
        if isinstance(data, ReadFailure):
            yield data
        else:
            yield from ingest.read_bytes(name, data, limits)


def _reason(failure: ReadFailure) -> str:
    return f"{failure.reason.value}: {failure.detail}"
