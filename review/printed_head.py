"""The head of the audit trail as it was printed in a file that was handed over."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo, is_zipfile

from domain.errors import RequestError

_LARGEST = 200_000_000
_TAG = re.compile(r"<[^>]*>")
_HEAD = re.compile(
    r"(?:Head of the audit trail|\"head\": \{)(?:(?![0-9a-f]{64}).){0,120}?([0-9a-f]{64})",
    re.DOTALL,
)
_BARE = re.compile(r"\b[0-9a-f]{64}\b")


def printed_heads(path: Path) -> tuple[str, ...]:
    """Each head that stands in a file of a review; raises `RequestError` where there is none."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RequestError(f"{path}: cannot be read ({error.strerror})") from error
    text = _text(path, data)
    found = _HEAD.findall(text) or (_last_column(text) if path.suffix.lower() == ".csv" else [])
    if not found:
        raise RequestError(
            f"{path}: no head of an audit trail is printed in it; a file of a review that is not "
            "kept in a dossier has none"
        )
    return tuple(dict.fromkeys(found))


def _text(path: Path, data: bytes) -> str:
    if not is_zipfile(BytesIO(data)):
        return _TAG.sub(" ", data.decode("utf-8", "replace"))
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = _parts(path, archive, (".xml", ".docx"))
            words = [_text(path, archive.read(part)) for part in parts]
    except BadZipFile as error:
        raise RequestError(f"{path}: damaged; export it again") from error
    return "\n".join(words)


def _parts(path: Path, archive: ZipFile, endings: tuple[str, ...]) -> list[ZipInfo]:
    parts = [part for part in archive.infolist() if part.filename.endswith(endings)]
    if sum(part.file_size for part in parts) > _LARGEST:
        raise RequestError(f"{path}: too large for a file of citemark")
    return parts


def _last_column(text: str) -> list[str]:
    """A CSV gives the head at the end of each line."""
    ends = (line.strip().rpartition(",")[2] for line in text.splitlines())
    return [end for end in ends if _BARE.fullmatch(end)]
