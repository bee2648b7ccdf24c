"""Files and folders."""

import re
from pathlib import Path

import pytest
from lxml import etree

from domain.document import Document, ReadFailure
from domain.errors import FailureReason
from ingest import Limits, read_path
from tests.ingest.making import check


def test_a_folder_is_read_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "device.yaml", "a/device.yml", ".git/x.txt", "other.yaml"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("Words.", "utf-8")
    found = list(read_path(tmp_path))
    assert [r.name for r in found] == ["a/z.md", "b.txt", "other.yaml"]
    assert [isinstance(r, Document) for r in found] == [True, True, False]


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "out.txt").write_text("Secret.", "utf-8")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "link.txt").symlink_to(tmp_path / "out.txt")
    assert list(read_path(folder)) == []


def test_missing_and_large_files_are_named(tmp_path: Path) -> None:
    (missing,) = read_path(tmp_path / "none.pdf")
    file = tmp_path / "a.txt"
    file.write_text("Words.", "utf-8")
    (large,) = read_path(file, Limits(max_file_bytes=3))
    assert isinstance(missing, ReadFailure)
    assert isinstance(large, ReadFailure)
    assert (missing.reason, large.reason) == (FailureReason.NOT_FOUND, FailureReason.TOO_LARGE)


def test_same_bytes_same_id(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Words.", "utf-8")
    one, two = read_path(tmp_path)
    assert isinstance(one, Document)
    assert isinstance(two, Document)
    assert one.id == two.id
    assert len(one.id) == 64


def test_all_documents_of_others_are_read_or_named(shared: Path) -> None:
    results = list(read_path(shared / "documents"))
    for result in results:
        if isinstance(result, Document):
            check(result)
    failed = {Path(r.name).name: r.reason for r in results if isinstance(r, ReadFailure)}
    assert failed == {
        "ExternalEntityInText.docx": FailureReason.UNSAFE,
        "bad-encryption-length.pdf": FailureReason.ENCRYPTED,
        "bad1.pdf": FailureReason.DAMAGED,
        "poc-xmlbomb.xlsx": FailureReason.UNSAFE,
        "prompt_injection_strings.jsonl": FailureReason.UNSUPPORTED,
        "truncated62886.docx": FailureReason.DAMAGED,
        "Aidoc_AD-01.xml": FailureReason.UNSUPPORTED,
        "Aidoc_CSF-02-RT.xml": FailureReason.UNSUPPORTED,
    }


@pytest.mark.parametrize(("card", "least"), [("Aidoc_AD-01", 1.0), ("Aidoc_CSF-02-RT", 0.95)])
def test_two_column_cards_hold_every_sentence_of_their_key(
    shared: Path, card: str, least: float
) -> None:
    (document,) = read_path(shared / "documents" / "model_cards" / f"{card}.pdf")
    assert isinstance(document, Document)
    text = re.sub(r"\s+", "", document.text)
    key = key_sentences(shared / "documents" / "model_cards" / f"{card}.xml")
    assert len(key) > 100
    assert sum(sentence in text for sentence in key) >= least * len(key)


def key_sentences(path: Path) -> list[str]:
    """The sentences of an answer key without markup and white space."""
    found = []
    for element in etree.parse(path).getroot().iter(etree.Element):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)|\*\*", r"\1", element.text or "")
        parts = re.split(r"(?<=[.;])\s+|\n+", plain)
        found += [re.sub(r"\s+", "", part.lstrip("- ")) for part in parts]
    return [sentence for sentence in found if sentence]
