"""Folders beside the database that are erased with what they belong to."""

import shutil
from pathlib import Path

from domain.errors import StoreError


def remove_folder(folder: Path, what: str) -> None:
    """Delete a folder with all that is in it; one that is not there is no error."""
    try:
        if folder.exists():
            shutil.rmtree(folder)
    except OSError as error:
        raise StoreError(
            f"{folder} could not be deleted ({error.strerror}); close what uses it and delete "
            f"{what} again"
        ) from error
