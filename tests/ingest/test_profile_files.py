"""The device profile is found among the files and is never read as a document."""

import zipfile
from pathlib import Path

import pytest

import ingest
from domain.document import Document
from domain.errors import UnreadableFileError

TEXT = "name: ThoraFlag\n"


def packed(path: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def laid_out(path: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text(text)
    return path


@pytest.mark.parametrize("make", [packed, laid_out])
@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({"device.yaml": TEXT, "old/device.yaml": "name: Other\n"}, TEXT),
        ({"top/Device.YML": TEXT, "top/plan.md": "# Plan\n"}, TEXT),
        ({".git/device.yaml": TEXT, "plan.md": "# Plan\n"}, None),
    ],
)
def test_the_one_nearest_to_the_top_counts(
    tmp_path: Path, make: object, files: dict[str, str], found: str | None
) -> None:
    assert callable(make)
    assert ingest.profile_text(make(tmp_path / "in.zip", files)) == found


def test_it_is_no_document_of_an_archive(tmp_path: Path) -> None:
    path = packed(tmp_path / "in.zip", {"device.yaml": TEXT, "plan.md": "# Plan\n\nWords.\n"})
    (read,) = ingest.read_path(path)
    assert isinstance(read, Document)
    assert read.name == "in.zip/plan.md"


def test_two_side_by_side_are_refused(tmp_path: Path) -> None:
    path = packed(tmp_path / "in.zip", {"device.yaml": TEXT, "device.yml": TEXT})
    with pytest.raises(UnreadableFileError, match="two device profiles"):
        ingest.profile_text(path)


def test_a_bomb_or_wreck_is_refused_by_name(tmp_path: Path) -> None:
    bomb = packed(tmp_path / "bomb.zip", {"device.yaml": "x" * 40_000_000})
    wreck = tmp_path / "wreck.zip"
    wreck.write_bytes(bomb.read_bytes()[:400])
    for path in (bomb, wreck):
        with pytest.raises(UnreadableFileError, match=path.name):
            ingest.profile_text(path)


def test_a_link_that_leads_out_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text(TEXT)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "device.yaml").symlink_to(tmp_path / "secret.yaml")
    assert ingest.profile_text(tmp_path / "in") is None
