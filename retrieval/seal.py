"""Knowing that the files of a folder are as they were left.

Chroma answers with wrong neighbours from some damaged files and kills the process on others, so
its folder is checked before Chroma sees it.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

SEAL = "seal.json"
LOCK = "in-use.lock"
"""Says that somebody has the folder open; it is no part of what is sealed."""

_APART = {SEAL, f"{SEAL}.new", LOCK}


def write_seal(folder: Path) -> None:
    """Keep the hashes of all files below the folder in `seal.json`, in one step."""
    draft = folder / f"{SEAL}.new"
    draft.write_text(json.dumps(_digests(folder), indent=1), encoding="utf-8")
    draft.replace(folder / SEAL)


def break_seal(folder: Path) -> None:
    """Say that the files are about to change: until sealed again the folder is not trusted."""
    (folder / SEAL).unlink(missing_ok=True)


def broken_part(folder: Path) -> str:
    """What is not as it was sealed, as words for a message; "" where all is."""
    try:
        sealed = json.loads((folder / SEAL).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return "it was not closed after the last change"
    except ValueError:
        return f"{SEAL} cannot be read"
    if not isinstance(sealed, Mapping):
        return f"{SEAL} is not a list of files"
    found = _digests(folder)
    names = sorted({*sealed, *found})
    changed = [name for name in names if sealed.get(name) != found.get(name)]
    return f"{changed[0]} was changed, lost or added" if changed else ""


def _digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): _digest(path)
        for path in files
        if path.name not in _APART
    }


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "blake2b").hexdigest()
