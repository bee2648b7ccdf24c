from io import BytesIO

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from domain.pinpoint import Act
from review.report.rows import place_in_law
from review.report.workbook import workbook
from tests.review.report.making import report

BOOK = load_workbook(BytesIO(workbook(report())))


def head_of(sheet: Worksheet) -> int:
    assert sheet.freeze_panes
    return int("".join(filter(str.isdigit, str(sheet.freeze_panes)))) - 1


def table(name: str) -> list[dict[str, str]]:
    sheet = BOOK[name]
    head = head_of(sheet)
    names = [str(cell.value) for cell in sheet[head]]
    lines = sheet.iter_rows(min_row=head + 1, values_only=True)
    return [dict(zip(names, map(str, line), strict=True)) for line in lines]


def test_each_part_of_the_law_has_its_sheet_with_all_its_rows() -> None:
    places = [place_in_law(row) for row in report().findings]
    articles = {f"art-{number}" for number in range(8, 16)}
    expected = {
        "MDR Annex I (GSPR)": [p for p in places if (p.act, p.path[0]) == (Act.MDR, "annex-i")],
        "MDR Annex II": [p for p in places if (p.act, p.path[0]) == (Act.MDR, "annex-ii")],
        "MDR Annex III": [p for p in places if (p.act, p.path[0]) == (Act.MDR, "annex-iii")],
        "AI Act Annex IV": [p for p in places if (p.act, p.path[0]) == (Act.AIA, "annex-iv")],
        "AI Act Art. 8 to 15": [p for p in places if p.act is Act.AIA and p.path[0] in articles],
        "Review": places,
    }
    for name, rows in expected.items():
        assert len(table(name)) == len(rows) > 0, name


def test_the_checklist_says_what_a_notified_body_asks_for() -> None:
    rows = {row["Requirement"]: row for row in table("MDR Annex I (GSPR)")}
    managed = rows["Annex I, 3"]
    assert managed["Applicable"] == "yes"
    assert managed["Method"] == "Risk management"
    assert managed["Standards"].startswith("ISO 14971:2019")
    assert "risk.md, rev. 3.1, Process" in managed["Evidence: document, revision, section, page"]
    carried = rows["Annex I, 7"]
    assert carried["Justification"].strip()


def test_decisions_stand_beside_the_findings() -> None:
    rows = table("Review")
    changed = next(row for row in rows if row["Verdict"] != row["Verdict with decisions"])
    assert (changed["Verdict"], changed["Verdict with decisions"]) == ("gap", "covered")
    assert changed["Reviewer"] == "changed: Ada, 2026-11-24"
    assert "It is in the annex." in changed["Reviewer's words"]
    assert any("decide again" in row["Reviewer's words"] for row in rows)
    assert any(row["Reviewer"].endswith("carried over from revision 1") for row in rows)
    assert {row["What"] for row in table("Decisions")} >= {"change verdict", "comment", "assign"}


def test_the_head_of_the_audit_trail_and_the_sign_off_are_printed() -> None:
    told = " ".join(str(row[0].value) for row in BOOK["Summary"].iter_rows(max_row=7))
    assert "a" * 64 in told
    assert "Signed off by Ada" in told
    ledger = {str(row[0]): row[1] for row in BOOK["Ledger"].iter_rows(values_only=True)}
    assert ledger["Signed: head of the audit trail"] == "h" * 64


def test_no_cell_is_a_formula() -> None:
    cells = [cell for sheet in BOOK for line in sheet.iter_rows() for cell in line]
    words = [cell.value for cell in cells if isinstance(cell.value, str)]
    assert any("=Pot" in word for word in words)
    assert any("=ask" in word for word in words)
    assert not [word for word in words if word.startswith(("=", "+", "-", "@"))]
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_every_sheet_is_frozen_filtered_and_laid_out_for_print() -> None:
    for sheet in BOOK:
        head = head_of(sheet)
        assert sheet.auto_filter.ref
        assert sheet.print_title_rows == f"${head}:${head}"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage  # type: ignore[union-attr]
        assert sheet.page_setup.orientation == "landscape"


def test_the_same_report_gives_the_same_bytes() -> None:
    assert workbook(report()) == workbook(report())
