import re
from pathlib import Path

import pytest

from domain.document import Block, BlockKind, Document, Span
from regulations.catalogue import load_catalogue
from regulations.document_types import expected_in, load_document_types, recognise

CATALOGUE = load_catalogue()


def document(name: str, text: str = "", title: str = "") -> Document:
    """A document whose lines that begin with # are headings."""
    blocks, offset = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            kind = BlockKind.HEADING if line.startswith("#") else BlockKind.PARAGRAPH
            blocks.append(Block(kind, Span(offset, offset + len(line.rstrip()))))
        offset += len(line)
    return Document("0" * 64, name, "markdown", text, tuple(blocks), title=title)


BY_NAME = {
    "ThoraFlag_Clinical_Evaluation_Report_v3.pdf": "CER",
    "TF/04/clinical-evaluation-plan.docx": "CEP",
    "IFU_en.docx": "IFU",
    "SOP-07 Vigilance.docx": "VIG",
    "risk management plan.md": "RMP",
    "Risk-Management-Report.pdf": "RMF",
    "PMCF plan 2026.docx": "PMCFP",
    "PSUR.pdf": "PSUR",
    "GSPR checklist.xlsx": "GSPR",
    "EU Declaration of Conformity.docx": "DOC",
    "software_requirements_specification.docx": "SWD",
    "Penetration test 2026.pdf": "CYB",
    "Fundamental Rights Impact Assessment.docx": "FRIA",
    "data governance plan.docx": "DGP",
    "model card.md": "MDL",
    "Performance Evaluation Report.pdf": "PER",
    "implant card.pdf": "IMC",
    "SSCP.pdf": "SSCP",
    "RMF-003.pdf": "RMF",
}


@pytest.mark.parametrize(("name", "code"), BY_NAME.items(), ids=BY_NAME)
def test_recognises_the_type_by_the_file_name(name: str, code: str) -> None:
    assert recognise(document(name)) == code


BY_HEADING = {
    "# Post-Market Surveillance Plan\n\n## Data sources\n": "PMSP",
    "# Clinical Evaluation Report\n\n## Risk management\n\n## Literature search\n": "CER",
    "# Usability Engineering File\n\n## Formative evaluation\n": "USE",
    "# User Manual for ThoraFlag\n\n## Warnings\n\n## Intended use\n": "IFU",
    "# Human oversight design\n\n## Logging\n": "HOV",
}


@pytest.mark.parametrize(("text", "code"), BY_HEADING.items())
def test_recognises_the_type_by_its_headings(text: str, code: str) -> None:
    assert recognise(document("scan_0001.pdf", text)) == code


def test_the_title_outweighs_what_later_headings_speak_of() -> None:
    text = "# Purpose\n\n## Risk management plan\n\n## Clinical evaluation plan\n"
    assert recognise(document("doc.pdf", text, title="Software development plan")) == "SWD"


@pytest.mark.parametrize(
    "text", ["", "# Minutes\n\nWe met on Monday.\n", "The device has a label. A contract exists.\n"]
)
def test_says_nothing_where_nothing_tells(text: str) -> None:
    assert recognise(document("notes.txt", text)) is None


def test_a_cue_inside_another_word_does_not_count() -> None:
    assert recognise(document("certainty about sterilisers and labellers.txt")) is None


def test_recognises_documents_of_others(shared: Path) -> None:
    expected = {
        "technical_file/declaration_of_conformity.md": "DOC",
        "technical_file/hazards.csv": "RMF",
        "technical_file/instructions_for_use.md": "IFU",
        "technical_file/intended_use_sgrt.md": "DDS",
        "technical_file/post_market_surveillance_plan.md": "PMSP",
        "technical_file/rdm_risk_management_plan.md": "RMP",
        "technical_file/risk_management_plan.md": "RMP",
        "qms/sop_vigilance.md": "VIG",
        "ai_act/safesite_application_documentation.md": "TD",
        "ai_act/showcase_risk_assessment.md": "RMF",
        "hardware_device/ventilator_ui_requirements.md": "SWD",
        "hardware_device/ventilator_conop.md": "DDS",
        "model_cards/monai_lung_nodule.md": "MDL",
        "model_cards/monai_breast_density.md": "MDL",
        "extraction/html_rich_table_cells.html.md": None,
    }
    found = {}
    for name in expected:
        text = (shared / "documents" / name).read_text("utf-8")
        found[name] = recognise(document(name, re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)))
    assert found == expected


def test_technical_documentation_takes_any_of_its_parts() -> None:
    row = CATALOGUE.get("mdr.art-10.4")
    assert row.evidence == ("TD",)
    assert all(expected_in(row, code) for code in ("TD", "RMF", "CER", "DGP", "PMSP"))
    assert not any(expected_in(row, code) for code in ("MKT", "QMS", "DEP"))


def test_a_part_answers_for_its_whole_and_not_the_other_way_round() -> None:
    plan, file = CATALOGUE.get("mdr.annex-i.3.a"), CATALOGUE.get("aia.art-9.1")
    assert "RMP" in plan.evidence
    assert expected_in(file, "RMP")
    assert "RMP" not in file.evidence
    assert not expected_in(CATALOGUE.get("mdr.art-5.3"), "GSPR")
    assert not expected_in(file, "unheard of")


def test_every_obligation_is_expected_somewhere() -> None:
    codes = load_document_types()
    assert all(
        any(expected_in(row, code) for code in codes) for row in CATALOGUE.obligations.values()
    )


def test_no_cue_stands_for_two_types() -> None:
    cues = [cue.lower() for kind in load_document_types().values() for cue in kind.cues]
    assert len(set(cues)) == len(cues)
