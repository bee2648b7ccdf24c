"""Material beside the checkout that is no part of the project: law texts, documents of others."""

from pathlib import Path

from domain.law import LawText
from domain.pinpoint import Act
from ingest.law import read_law

_SHARED = Path(__file__).parents[2] / "shared"
_LAW = {
    Act.MDR: "32017R0745.en.oj.html",
    Act.IVDR: "32017R0746.en.oj.pdf",
    Act.AIA: "32024R1689.en.oj.html",
}


def shared_folder(name: str) -> Path | None:
    """A folder of `../shared`, None where it is absent."""
    folder = _SHARED / name
    return folder if folder.is_dir() else None


def official_texts() -> dict[Act, LawText] | None:
    """The three acts as published, None where one of them is absent."""
    folder = shared_folder("regulations")
    if folder is None or not all((folder / name).is_file() for name in _LAW.values()):
        return None
    return {act: read_law(name, (folder / name).read_bytes()) for act, name in _LAW.items()}
