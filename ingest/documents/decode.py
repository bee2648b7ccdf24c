"""Bytes of a text file to characters, without trusting anyone about the encoding."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE

_MARKS = (
    (BOM_UTF8, "utf-8"),
    (BOM_UTF32_LE, "utf-32-le"),
    (BOM_UTF32_BE, "utf-32-be"),
    (BOM_UTF16_LE, "utf-16-le"),
    (BOM_UTF16_BE, "utf-16-be"),
)
_UNPRINTED = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LINE_END = re.compile(r"\r\n?")
_SAMPLE = 65_536
_MOST_UNPRINTED = 0.002


def decode(data: bytes) -> tuple[str, str] | None:
    """The text with plain line feeds and the encoding it was taken to be; None for no text.

    Offsets are those of Python's universal newlines, without the byte order mark.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(data[len(mark) :], encoding, "replace")
    if wide := _wide(data):
        return _checked(data, wide, "replace")
    if len(_UNPRINTED.findall(data[:_SAMPLE])) > _MOST_UNPRINTED * min(len(data), _SAMPLE):
        return None
    return _checked(data, "utf-8", "strict") or _checked(data, "cp1252", "replace")


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte is nearly always zero."""
    sample = data[: _SAMPLE - _SAMPLE % 2]
    half = len(sample) // 2
    if half < 2 or len(data) % 2:  # noqa: PLR2004 - too short to tell
        return None
    if sample[1::2].count(0) > 0.7 * half and not sample[0::2].count(0):
        return "utf-16-le"
    if sample[0::2].count(0) > 0.7 * half and not sample[1::2].count(0):
        return "utf-16-be"
    return None


def _checked(data: bytes, encoding: str, errors: str) -> tuple[str, str] | None:
    try:
        text = data.decode(encoding, errors)
    except UnicodeDecodeError:
        return None
    return _LINE_END.sub("\n", text), encoding
