"""Put a backup back as the content of a data folder."""

from pathlib import Path

from review.settings import Settings
from store import Store


def restore_backup(file: Path, folder: Path | None) -> tuple[Path, Path | None]:
    """Make a backup the content of a folder, the configured one if None.

    Gives the folder, and where its earlier content was moved, None where there was none. Raises
    `StoreError` for a file that is no sound backup.
    """
    chosen = Settings().data if folder is None else folder
    return chosen, Store.restore(file, chosen)
