"""What an archive may hold, judged by its directory before anything is unpacked."""

import lzma
import zipfile
import zlib
from collections.abc import Sequence
from typing import BinaryIO

from domain.errors import FailureReason, UnreadableFileError
from ingest.documents.archive_directory import directory_of
from ingest.limits import Limits

ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)
"""All that `zipfile` raises on broken archives."""
_ENCRYPTED = 0x1
_SMALL = 1024 * 1024
_LONGEST_DIRECTORY = 16 * 1024 * 1024


def open_zip(name: str, stream: BinaryIO, limits: Limits) -> zipfile.ZipFile:
    """An archive whose members may be unpacked; `stream` is its bytes.

    Raises `UnreadableFileError` for bombs, encryption and too many members, and where it is
    damaged.
    """
    try:
        _check_directory(name, stream, limits)
        archive = zipfile.ZipFile(stream)
    except ZIP_ERRORS as error:
        raise _refused(
            name,
            FailureReason.DAMAGED,
            "the archive is cut off or broken; copy or download it again",
        ) from error
    _check_members(name, archive.infolist(), limits)
    return archive


def _check_directory(name: str, stream: BinaryIO, limits: Limits) -> None:
    count = limits.max_archive_members
    directory = directory_of(stream, count)
    if directory is None:
        return
    if directory.members > count:
        raise _refused(name, FailureReason.TOO_LARGE, f"it has over {count} members; split it")
    if directory.size > _LONGEST_DIRECTORY:
        detail = "its list of names is longer than any packer writes; pack it anew"
        raise _refused(name, FailureReason.TOO_LARGE, detail)


def _check_members(name: str, members: Sequence[zipfile.ZipInfo], limits: Limits) -> None:
    """`zipfile` never gives more bytes of a member than the directory declares.

    So the declared sizes bound what unpacking can cost.
    """
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise _refused(
            name, FailureReason.ENCRYPTED, "its members need a password; pack it anew without one"
        )
    for member in members:
        if member.file_size > max(_SMALL, limits.max_ratio * member.compress_size):
            raise _refused(
                name,
                FailureReason.UNSAFE,
                f"a member grows over {limits.max_ratio:.0f} times when unpacked; nothing was",
            )
    if sum(member.file_size for member in members) > limits.max_expanded_bytes:
        size = limits.max_expanded_bytes // _SMALL
        raise _refused(
            name, FailureReason.UNSAFE, f"it unpacks to over {size} MiB; nothing was; split it"
        )


def _refused(name: str, reason: FailureReason, detail: str) -> UnreadableFileError:
    return UnreadableFileError(name, reason, detail)
