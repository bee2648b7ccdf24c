"""A file as handed in, as the files that are kept: an archive is kept as its members."""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import PurePosixPath

from domain.document import ReadFailure
from domain.errors import UnreadableFileError
from ingest import Limits
from ingest.documents.archive import members
from ingest.documents.sniff import sniff
from ingest.profile_files import is_profile

File = tuple[str, bytes]
"""A name and its bytes."""

_LONGEST_NAME = 240
_ODD = dict.fromkeys(
    [*range(32), 127, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)


def unpacked(name: str, data: bytes, limits: Limits) -> Iterator[File | ReadFailure]:
    """The file, or each file of an archive; an archive that is broken is a named failure.

    The device profile in an archive (`device.yaml`) is no document and left out.
    """
    name = shown_name(name)
    try:
        if sniff(name, data, limits).format != "zip":
            yield name, data
            return
        for member in members(name, data, limits):
            if isinstance(member, ReadFailure):
                yield replace(member, name=shown_name(member.name))
            elif not is_profile(member[0]):
                yield shown_name(member[0]), member[1]
    except UnreadableFileError as error:
        if error.name == name and not data.startswith(b"PK"):
            yield name, data
            return
        yield ReadFailure(error.name, error.reason, error.detail, sha256(data).hexdigest())


def shown_name(name: str) -> str:
    """A name that can be kept and shown: relative, without control and direction marks."""
    clean = name.encode("utf-8", "replace").decode().replace("\\", "/").translate(_ODD)
    parts = [part for part in PurePosixPath(clean).parts if part not in {"/", "..", "."}]
    return "/".join(parts)[-_LONGEST_NAME:] or "unnamed"
