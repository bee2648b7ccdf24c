"""How much the directory of a ZIP lists, told before `zipfile` makes an object of each member."""

import io
import struct
from dataclasses import dataclass
from typing import BinaryIO

_END = b"PK\x05\x06"
_END_LENGTH = 22
_LONGEST_COMMENT = 0xFFFF
_LOCATOR_64, _LOCATOR_64_LENGTH = b"PK\x06\x07", 20
_ENTRY = b"PK\x01\x02"
_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Directory:
    """Its bytes, and a number that the members which `zipfile` would find in it do not exceed."""

    size: int
    members: int


def directory_of(stream: BinaryIO, enough: int) -> Directory | None:
    """The directory of a ZIP, None where `zipfile` finds none; counting stops above `enough`.

    Marks of entries are counted where `zipfile` looks for them. In the form for archives over
    4 GiB they are counted in the whole file, those of archives inside of it included, and the
    size is not told (0).
    """
    length = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, length - _LOCATOR_64_LENGTH - _END_LENGTH - _LONGEST_COMMENT))
    tail = stream.read()
    end = _end_record(tail)
    if end is None:
        return None
    stop = length - len(tail) + end
    if tail[:end][-_LOCATOR_64_LENGTH:].startswith(_LOCATOR_64):
        return Directory(0, _count(stream, 0, stop, enough))
    (size,) = struct.unpack_from("<L", tail, end + 12)
    return Directory(size, _count(stream, max(0, stop - size), stop, enough))


def _end_record(tail: bytes) -> int | None:
    """Where the record after the directory begins, as `zipfile` looks for it."""
    at = len(tail) - _END_LENGTH
    if at >= 0 and tail.startswith(_END, at) and tail.endswith(b"\0\0"):
        return at
    found = tail.rfind(_END)
    return found if 0 <= found <= at else None


def _count(stream: BinaryIO, start: int, stop: int, enough: int) -> int:
    found, kept = 0, b""
    stream.seek(start)
    while start < stop and found <= enough:
        chunk = stream.read(min(_CHUNK, stop - start))
        start += _CHUNK
        found += (kept + chunk).count(_ENTRY)
        kept = chunk[1 - len(_ENTRY) :]
    return found
