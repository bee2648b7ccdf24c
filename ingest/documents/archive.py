"""A ZIP as the documents in it, without writing anything to disk."""

import io
import zipfile
from collections.abc import Iterator

from domain.document import ReadFailure
from domain.errors import FailureReason
from ingest.documents.archive_limits import ZIP_ERRORS, open_zip
from ingest.limits import Limits

_ROOTED = ("/", "\\")
_SHADOWS = ("__MACOSX/",)


def members(name: str, data: bytes, limits: Limits) -> Iterator[tuple[str, bytes] | ReadFailure]:
    """Each file in a ZIP as (its name after the archive's, its bytes), sorted by name.

    Hidden files are left out. Raises `UnreadableFileError` where the archive as a whole is
    damaged or unsafe; one broken or ill-named member is a `ReadFailure` of its own.
    """
    with open_zip(name, io.BytesIO(data), limits) as archive:
        for info in sorted(archive.infolist(), key=lambda info: info.filename):
            if not info.is_dir() and not _is_hidden(info.filename):
                yield _member(name, archive, info)


def _member(
    name: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo
) -> tuple[str, bytes] | ReadFailure:
    inner = f"{name}/{info.filename}"
    if _is_unsafe(info.filename):
        detail = "its name in the archive points outside of it; pack the archive anew"
        return ReadFailure(inner, FailureReason.UNSAFE, detail)
    try:
        return inner, archive.read(info)
    except ZIP_ERRORS:
        detail = "this member of the archive is broken; pack the archive anew"
        return ReadFailure(inner, FailureReason.DAMAGED, detail)


def _is_hidden(path: str) -> bool:
    return path.startswith(_SHADOWS) or any(
        part.startswith(".") and part.strip(".") for part in path.split("/")
    )


def _is_unsafe(path: str) -> bool:
    parts = path.replace("\\", "/").split("/")
    return path.startswith(_ROOTED) or ".." in parts or ":" in parts[0]
