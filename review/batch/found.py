"""What in a folder is a submission, and a name for each that is safe on every system."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import ingest
from domain.device import DeviceProfile
from domain.errors import RequestError
from regulations.profile import dump_profile, parse_profile
from review.file_limits import file_limits
from review.unpacking import shown_name

_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_LONGEST = 100
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|summary)(\..*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A folder or archive to be reviewed: its label, what it is called, where it is."""

    label: str
    name: str
    path: Path


def find_submissions(folder: Path, out: Path) -> tuple[tuple[Found, ...], tuple[str, ...]]:
    """The submissions in a folder, by name, and the names of what is none.

    Sub-folders and files that end in `.zip` are submissions. What is hidden and the folder of
    reports are left out. Raises `RequestError` where the folder cannot be listed.
    """
    try:
        listed = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        raise RequestError(
            f"{folder} cannot be listed ({error.strerror}); name a folder whose sub-folders and "
            "ZIP files are the submissions"
        ) from error
    inside = [path for path in listed if path.resolve() != out.resolve()]
    taken = [path for path in inside if path.is_dir() or path.suffix.lower() == ".zip"]
    labels = labels_of([path.name for path in taken])
    found = (Found(labels[path.name], shown_name(path.name), path) for path in taken)
    return tuple(found), tuple(shown_name(path.name) for path in inside if path not in taken)


def labels_of(names: Iterable[str]) -> Mapping[str, str]:
    """For each name a name that every system takes; no two are the same but for case."""
    plain = {name: _plain(name) for name in names}
    often = Counter(label.casefold() for label in plain.values())
    return {
        name: label
        if label == name and often[label.casefold()] == 1 and not _RESERVED.fullmatch(label)
        else f"{label}-{_hash(name)}"
        for name, label in plain.items()
    }


def _plain(name: str) -> str:
    clean = _UNSAFE.sub("_", shown_name(name))[:_LONGEST].strip(". ")
    return clean or "submission"


def _hash(name: str) -> str:
    return sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def device_of(path: Path, given: DeviceProfile | None) -> str:
    """The device of a submission as YAML: its own, else the one that was given.

    Raises `RequestError` where there is neither, and what `ingest.profile_text` and
    `parse_profile` raise.
    """
    text = ingest.profile_text(path, file_limits())
    if text is not None:
        return dump_profile(parse_profile(text))
    if given is not None:
        return dump_profile(given)
    raise RequestError(
        "it holds no device.yaml and no device was given for all; put one in, or give one"
    )
