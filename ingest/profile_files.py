"""The device profile among the files of a dossier: it is no document and is read apart."""

from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath

from domain.errors import FailureReason, UnreadableFileError
from ingest.documents.archive_limits import ZIP_ERRORS, open_zip
from ingest.limits import Limits

_NAMES = frozenset({"device.yaml", "device.yml"})
_MOST = 256 * 1024
_DEFAULT = Limits()


def is_profile(name: str) -> bool:
    """Whether a file, by the last part of its name, is a device profile."""
    return PurePosixPath(name).name.lower() in _NAMES


def profile_text(path: Path, limits: Limits = _DEFAULT) -> str | None:
    """The text of the device profile in a folder or archive, None where there is none.

    It is the one nearest to the top. Hidden ones, those that a link leads out to and those over
    256 KiB are passed over. Raises `UnreadableFileError` for an archive that is broken
    or unsafe, for two profiles side by side and for one that cannot be read as text.
    """
    return _in_folder(path) if path.is_dir() else _in_archive(path, limits)


def _in_folder(folder: Path) -> str | None:
    root = folder.resolve()
    files = (file for file in folder.rglob("*") if is_profile(file.name) and file.is_file())
    inside = (file for file in files if file.resolve().is_relative_to(root))
    found = {
        file.relative_to(folder).as_posix(): file for file in inside if file.stat().st_size <= _MOST
    }
    return _text(folder.name, found, lambda name: found[name].read_bytes())


def _in_archive(path: Path, limits: Limits) -> str | None:
    try:
        with path.open("rb") as stream, open_zip(path.name, stream, limits) as archive:
            found = {one.filename: one for one in archive.infolist() if is_profile(one.filename)}
            small = {name for name, info in found.items() if info.file_size <= _MOST}
            return _text(path.name, small, archive.read)
    except ZIP_ERRORS as error:
        raise UnreadableFileError(
            path.name,
            FailureReason.DAMAGED,
            "the archive is cut off or broken; copy or download it again",
        ) from error


def _text(place: str, names: Iterable[str], read: Callable[[str], bytes]) -> str | None:
    ranked = sorted((name.count("/"), name) for name in names if not _is_hidden(name))
    if not ranked:
        return None
    nearest = [name for depth, name in ranked if depth == ranked[0][0]]
    if len(nearest) > 1:
        detail = f"it holds two device profiles ({', '.join(nearest)}); keep one"
        raise UnreadableFileError(place, FailureReason.UNSUPPORTED, detail)
    try:
        return read(nearest[0]).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        detail = f"its {nearest[0]} cannot be read as text; write it anew as YAML"
        raise UnreadableFileError(place, FailureReason.DAMAGED, detail) from error


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts)
