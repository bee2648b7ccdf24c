"""Put a backup back as the content of a data folder."""

from dataclasses import dataclass
from pathlib import Path

from review.settings import load_settings
from store import Store


def restore_backup(file: Path, folder: Path | None) -> tuple[Path, Path | None]:
    """Make a backup the content of a folder, the configured one if None.

    Gives the folder, and where its earlier content was moved, None where there was none. Raises
    `StoreError` for a file that is no sound backup, and where a database keeps the record.
    """
    settings = load_settings() if folder is None else load_settings(data=folder)
    database = settings.database.get_secret_value()
    return settings.data, Store.restore(file, settings.data, database=database)


@dataclass(frozen=True, slots=True)
class Stored:
    """One part of the data folder: what it holds, where it is, and its size in bytes."""

    what: str
    path: Path
    size: int


_PARTS = (
    ("citemark.db*", "Dossiers, files, reviews, decisions, audit trail, official texts, vectors"),
    ("index", "Search indexes, made from the above"),
    ("answers", "Answers of a chat model to questions of law"),
    ("batches", "Submissions handed in on the Batch page, and their reports"),
    ("backups", "Copies made before upgrades"),
)


def stored(folder: Path) -> list[Stored]:
    """What is kept in a data folder; parts that are not there are left out."""
    found = ((what, sorted(folder.glob(pattern))) for pattern, what in _PARTS)
    return [Stored(what, paths[0], sum(map(_size, paths))) for what, paths in found if paths]


def _size(path: Path) -> int:
    inside = path.rglob("*") if path.is_dir() else [path]
    return sum(one.stat().st_size for one in inside if one.is_file())
