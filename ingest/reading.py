"""Files, folders and archives to documents; every failure is named and the rest goes on."""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from domain.document import Document, ReadFailure
from domain.errors import FailureReason, UnreadableFileError
from ingest.documents.archive import members
from ingest.documents.formats import FORMATS, parse
from ingest.documents.sandbox import parse_apart
from ingest.documents.sniff import Sniffed, sniff
from ingest.limits import Limits
from ingest.profile_files import is_profile
from ingest.warnings import with_warnings

Reading = Document | ReadFailure

_DEFAULT = Limits()
_SHORT = 256 * 1024
"""The bytes up to which plain text is read in this process: what is longer may take long."""


def read_path(path: Path, limits: Limits = _DEFAULT) -> Iterator[Reading]:
    """Read a file, or all files below a folder in sorted order.

    Hidden files and the device profile (`device.yaml`, `device.yml`) are left out of a folder and
    of an archive.
    Names are paths below the folder, or the file's own name. Links that lead out of the folder
    are not followed. Nothing is raised for bad input.
    """
    for name, file in files_of(path):
        yield from _read_file(name, file, limits)


def files_of(path: Path) -> list[tuple[str, Path]]:
    """The files that `read_path` reads for a path, each with the name that it gets.

    Bytes of a name that are no characters become question marks.
    """
    if not path.is_dir():
        return [(_shown(path.name), path)]
    return [(_shown(file.relative_to(path).as_posix()), file) for file in _files(path)]


def _shown(name: str) -> str:
    return name.encode("utf-8", "replace").decode()


def read_file(name: str, path: Path, limits: Limits = _DEFAULT) -> tuple[Reading, ...]:
    """Read one file under that name; an archive gives what is in it. Nothing is raised."""
    return tuple(_read_file(name, path, limits))


def read_bytes(name: str, data: bytes, limits: Limits = _DEFAULT) -> tuple[Reading, ...]:
    """Read one file from its bytes; an archive gives what is in it.

    Nothing is raised for bad input: what cannot be read is a `ReadFailure` with its reason.
    """
    return tuple(_read(name, data, limits, limits.max_nesting))


def _files(folder: Path) -> list[Path]:
    root = folder.resolve()
    found = (
        file
        for file in folder.rglob("*")
        if not any(part.startswith(".") for part in file.relative_to(folder).parts)
        and not is_profile(file.name)
        and file.is_file()
        and file.resolve().is_relative_to(root)
    )
    return sorted(found, key=lambda file: file.relative_to(folder).as_posix())


def load_file(name: str, path: Path, limits: Limits = _DEFAULT) -> bytes | ReadFailure:
    """The bytes of one file, or why they cannot be had: it is gone, locked or too large."""
    try:
        size = path.stat().st_size
        if size <= limits.max_file_bytes:
            return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = "there is no such file" if isinstance(error, FileNotFoundError) else "it is locked"
        detail = f"{reason}; check the path and the rights"
        return ReadFailure(name, FailureReason.NOT_FOUND, detail)
    return _too_large(name, size, limits)


def _read_file(name: str, path: Path, limits: Limits) -> Iterator[Reading]:
    data = load_file(name, path, limits)
    if isinstance(data, ReadFailure):
        yield data
    else:
        yield from _read(name, data, limits, limits.max_nesting)


def _read(name: str, data: bytes, limits: Limits, nesting: int) -> Iterator[Reading]:
    if len(data) > limits.max_file_bytes:
        yield _too_large(name, len(data), limits)
        return
    try:
        sniffed = sniff(name, data, limits)
        if sniffed.format == "zip":
            yield from _read_archive(name, data, limits, nesting)
        else:
            yield _read_one(name, sniffed, data, limits)
    except UnreadableFileError as error:
        digest = sha256(data).hexdigest()
        yield ReadFailure(error.name, error.reason, error.detail, digest)
    except Exception as error:  # noqa: BLE001 - no input may end the reading of the others
        detail = f"it could not be read ({type(error).__name__}); save it anew in another format"
        yield ReadFailure(name, FailureReason.DAMAGED, detail, sha256(data).hexdigest())


def _read_one(name: str, sniffed: Sniffed, data: bytes, limits: Limits) -> Reading:
    apart = FORMATS[sniffed.format].apart or len(data) > _SHORT
    result = (parse_apart if apart else parse)(name, sniffed.format, data, limits)
    if isinstance(result, ReadFailure):
        return result
    said = (sniffed.warning, *result.warnings) if sniffed.warning else result.warnings
    return with_warnings(replace(result, warnings=said))


def _read_archive(name: str, data: bytes, limits: Limits, nesting: int) -> Iterator[Reading]:
    if nesting < 1:
        raise UnreadableFileError(
            name,
            FailureReason.UNSAFE,
            "it is an archive in an archive; unpack it and add its files",
        )
    found = False
    for member in members(name, data, limits):
        found = True
        if not isinstance(member, ReadFailure) and is_profile(member[0]):
            continue
        if isinstance(member, ReadFailure):
            yield member
        else:
            yield from _read(*member, limits, nesting - 1)
    if not found:
        raise UnreadableFileError(
            name, FailureReason.EMPTY, "the archive holds no files; pack it anew"
        )


def _too_large(name: str, size: int, limits: Limits) -> ReadFailure:
    detail = f"it has {size} bytes, the limit is {limits.max_file_bytes}; split it"
    return ReadFailure(name, FailureReason.TOO_LARGE, detail)
