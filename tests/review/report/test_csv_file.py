import csv
from io import StringIO

from review.report.csv_file import csv_file
from tests.review.report.making import report


def lines() -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(csv_file(report()).decode("utf-8-sig"))))


def test_every_row_is_in_it_and_every_place_that_it_cites() -> None:
    found = lines()
    assert {line["obligation"] for line in found} == {r.obligation for r in report().findings}
    places = {(line["document"], line["quote"]) for line in found if line["document"]}
    for row in report().findings:
        for place in row.citations:
            assert (place.document, " ".join(place.quote.split())) in places


def test_no_cell_starts_a_formula() -> None:
    cells = [cell for line in lines() for cell in line.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert any("=ask" in cell for cell in cells)


def test_decision_and_head_stand_in_the_line() -> None:
    found = lines()
    assert {line["audit_head"] for line in found} == {"a" * 64}
    changed = next(line for line in found if line["reviewer"] == "changed: Ada, 2026-11-24")
    assert (changed["machine_verdict"], changed["verdict"]) == ("gap", "covered")
