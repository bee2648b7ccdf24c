import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from docx import Document
from docx.table import Table
from openpyxl import load_workbook
from pypdf import PdfReader

from regulations.classification import classify
from regulations.profile import load_profile
from regulations.vocabulary import load_vocabulary
from samples import device_path, dossier_path, planted_path

KINDS = {
    "denial",
    "placeholder",
    "intention",
    "contradiction",
    "gap",
    "advice",
    "scanned-page",
    "broken-reference",
    "heading-only",
}
VERDICTS = {"covered", "partial", "gap", "conflict", "undetermined", "not applicable"}
CODES = [
    "ARO-010",
    "CER-005",
    "CYB-008",
    "DDS-001",
    "DGM-009",
    "DOC-014",
    "GSPR-012",
    "IFU-006",
    "PMS-011",
    "QMP-013",
    "RMF-003",
    "RMT-004",
    "SWD-007",
]
WORDS_PER_PAGE = 450


def planted(kind: str | None = None) -> list[dict[str, Any]]:
    entries = yaml.safe_load(planted_path().read_text(encoding="utf-8"))["planted"]
    return [entry for entry in entries if kind in (None, entry["kind"])]


def not_conflicts() -> list[dict[str, Any]]:
    return list(yaml.safe_load(planted_path().read_text(encoding="utf-8"))["not_conflicts"])


def plain(text: str) -> str:
    return " ".join(text.split())


@cache
def text_of(name: str) -> str:
    path = dossier_path() / name
    readers = {".pdf": pdf_text, ".docx": docx_text, ".xlsx": xlsx_text}
    return plain(readers.get(path.suffix, Path.read_text)(path))


def pdf_text(path: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def docx_text(path: Path) -> str:
    parts = []
    for block in Document(str(path)).iter_inner_content():
        if isinstance(block, Table):
            parts += [cell.text for row in block.rows for cell in row.cells]
        else:
            parts.append(block.text)
    return "\n".join(parts)


def xlsx_text(path: Path) -> str:
    book = load_workbook(path, read_only=True)
    rows = [row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)]
    book.close()
    return "\n".join(str(value) for row in rows for value in row if value is not None)


def places(entries: list[dict[str, Any]]) -> list[Any]:
    return [
        pytest.param(place["document"], place["words"], id=entry["id"])
        for entry in entries
        for place in entry.get("places", [entry])
        if "words" in place
    ]


def test_the_dossier_holds_the_documents_that_its_index_lists() -> None:
    names = sorted(path.name for path in dossier_path().iterdir())
    assert [name.split("_")[0] for name in names] == CODES
    index = load_workbook(dossier_path() / "GSPR-012_gspr_checklist.xlsx")["Index"]
    assert sorted(str(row[0].value) for row in index.iter_rows(min_row=2)) == CODES


def test_the_dossier_has_the_length_of_a_real_one_and_is_small() -> None:
    pages = sum(len(PdfReader(path).pages) for path in dossier_path().glob("*.pdf"))
    words = sum(len(text_of(path.name).split()) for path in dossier_path().glob("*.docx"))
    assert pages + words / WORDS_PER_PAGE >= 40
    assert sum(path.stat().st_size for path in dossier_path().iterdir()) < 3_000_000


def test_building_anew_gives_the_committed_bytes() -> None:
    pytest.importorskip("reportlab", reason="reportlab, which draws the PDFs, is not installed")
    from samples.build import rendered  # noqa: PLC0415 - needs reportlab

    assert {name: data == (dossier_path() / name).read_bytes() for name, data in rendered()} == {
        path.name: True for path in dossier_path().iterdir()
    }


@pytest.mark.parametrize(("document", "words"), places(planted()))
def test_planted_words_stand_in_their_document(document: str, words: str) -> None:
    assert plain(words) in text_of(document)


@pytest.mark.parametrize(("document", "words"), places(not_conflicts()))
def test_right_differences_stand_in_their_document(document: str, words: str) -> None:
    assert plain(words) in text_of(document)


def test_readings_of_a_contradiction_differ_and_stand_in_the_words() -> None:
    for entry in planted("contradiction"):
        readings = [place["reading"] for place in entry["places"]]
        assert len(set(readings)) == len(readings) > 1
        assert all(place["reading"] in place["words"] for place in entry["places"])


def test_the_dossier_is_silent_on_its_gaps() -> None:
    whole = " ".join(text_of(path.name) for path in dossier_path().iterdir())
    for entry in planted("gap"):
        for words in entry["silent_on"]:
            assert not re.search(rf"\b{re.escape(words)}\b", whole, re.IGNORECASE), words


def test_every_kind_is_planted_often_enough() -> None:
    least = {"denial": 2, "placeholder": 2, "intention": 2, "contradiction": 2, "gap": 4}
    for kind in KINDS:
        assert len(planted(kind)) >= least.get(kind, 1), kind
    assert {entry["kind"] for entry in planted()} == KINDS


def test_planted_entries_name_obligations_of_the_catalogue_and_verdicts() -> None:
    folder = Path(__file__).parents[2] / "regulations" / "data" / "obligations"
    known = {
        row["id"]
        for path in folder.rglob("*.yaml")
        for row in yaml.safe_load(path.read_text(encoding="utf-8"))
    }
    for entry in planted():
        assert set(entry["obligations"]) <= known, entry["id"]
        assert set(entry["expected"]) <= VERDICTS
        assert "covered" not in entry["expected"]


def test_the_scanned_page_is_a_picture_only() -> None:
    (entry,) = planted("scanned-page")
    pages = PdfReader(dossier_path() / entry["document"]).pages
    without_text = [n for n, page in enumerate(pages, 1) if not page.extract_text().strip()]
    assert without_text == [entry["page"]]
    assert len(pages[entry["page"] - 1].images) == 1


def test_the_broken_reference_is_broken_and_the_heading_is_empty() -> None:
    (entry,) = planted("broken-reference")
    assert entry["missing"] not in CODES
    (empty,) = planted("heading-only")
    styles = [
        (paragraph.text, str(paragraph.style and paragraph.style.name))
        for paragraph in Document(str(dossier_path() / empty["document"])).paragraphs
    ]
    place = [text for text, _ in styles].index(empty["words"])
    assert styles[place][1] == "Heading 2"
    assert styles[place + 1][1] == "Heading 2"


def test_the_device_profile_answers_every_condition_that_is_not_derived(shared: Path) -> None:
    profile = yaml.safe_load(device_path().read_text(encoding="utf-8"))
    vocabulary = yaml.safe_load((shared / "domain" / "vocabulary.json").read_text("utf-8"))
    derived = {"high-risk-ai", "medical-device", "notified-body"}
    conditions = {c for c in vocabulary["conditions"] if not c.startswith("class:")} - derived
    known = {one.name for one in load_vocabulary().questions}
    assert conditions <= set(profile["facts"]) <= conditions | known
    assert set(profile["facts"].values()) == {True, False, "unknown"}


def test_the_rules_propose_the_class_that_the_profile_states() -> None:
    found = classify(load_profile(device_path()))
    assert found.questions == ()
    assert found.proposed == found.stated
