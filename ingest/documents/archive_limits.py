"""What an archive may hold, judged by its directory before anything is unpacked."""

import lzma
import zipfile
import zlib
from collections.abc import Sequence

from domain.errors import FailureReason, UnreadableFileError
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


def check_members(name: str, members: Sequence[zipfile.ZipInfo], limits: Limits) -> None:
    """Raise `UnreadableFileError` for bombs, encryption and too many members.

    `zipfile` never gives more bytes of a member than the directory declares, so the declared
    sizes bound what unpacking can cost.
    """
    if len(members) > limits.max_archive_members:
        count = limits.max_archive_members
        raise _refused(name, FailureReason.TOO_LARGE, f"it has over {count} members; split it")
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
