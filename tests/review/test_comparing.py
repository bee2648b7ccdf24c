from collections.abc import Sequence

import pytest

from review.comparing import Change, Comparison, Fate, compare
from review.comparison_files import comparison_lines, comparison_payload, comparison_workbook
from review.report import Report
from review.report.row_layout import FindingPart, People, Said
from tests.review.report.making import report

BASE = report()
COVERED = next(row for row in BASE.findings if row.verdict == "covered")
GAP = next(row for row in BASE.findings if row.verdict == "gap")
AGREED = Said(
    kind="agree",
    who="Ada",
    at="2026-11-24T12:00:00+00:00",
    text="",
    verdict=None,
    assignee="",
    review=1,
    carried_from=None,
    place=None,
)


def row(part: FindingPart, **changed: object) -> FindingPart:
    return part.model_copy(update={"obligation": "mdr.annex-i.1", "people": None, **changed})


def people(verdict: str, settled: Said | None, lost: Sequence[Said] = ()) -> People:
    return People(
        standing="agreed",
        verdict=verdict,
        reason="",
        settled=settled,
        assignee="",
        marked=(),
        lost=tuple(lost),
        history=(),
    )


def of(*rows: FindingPart, **changed: object) -> Report:
    return BASE.model_copy(update={"findings": rows, **changed})


def compared(old: FindingPart, new: FindingPart, *earlier: str) -> Comparison:
    return compare(of(old), of(new), [{"mdr.annex-i.1": verdict} for verdict in earlier])


@pytest.mark.parametrize(
    ("old", "new", "earlier", "expected"),
    [
        (row(GAP), row(COVERED), (), Change.CLOSED),
        (row(GAP), row(GAP, verdict="not applicable"), (), Change.CLOSED),
        (row(COVERED), row(GAP), (), Change.NEW),
        (row(COVERED), row(GAP), ("covered",), Change.NEW),
        (row(COVERED), row(GAP), ("gap", "covered"), Change.REOPENED),
        (row(COVERED, people=people("covered", AGREED)), row(GAP), (), Change.REOPENED),
        (row(GAP), row(GAP, verdict="partial"), (), Change.CHANGED),
        (row(COVERED), row(COVERED, fingerprint="other"), (), Change.CHANGED),
        (row(COVERED), row(COVERED), ("gap",), Change.SAME),
    ],
)
def test_what_became_of_a_row(
    old: FindingPart, new: FindingPart, earlier: tuple[str, ...], expected: Change
) -> None:
    (found,) = compared(old, new, *earlier).rows
    assert found.change is expected


def test_a_verdict_of_a_person_is_what_counts() -> None:
    settled = row(GAP, people=people("covered", AGREED))
    (found,) = compared(row(GAP), settled).rows
    assert found.change is Change.CLOSED
    assert found.verdicts == ("gap", "covered")


def test_words_are_gained_lost_and_moved() -> None:
    (place, *_) = COVERED.citations
    moved = place.model_copy(update={"page": 9, "section": "Elsewhere"})
    other = place.model_copy(update={"quote": "The plan names other words.", "start": 1})
    (found,) = compared(row(COVERED), row(COVERED, citations=(moved, *COVERED.citations[1:]))).rows
    assert (found.gained, found.lost, found.moved) == ((), (), 1)
    (found,) = compared(row(COVERED), row(COVERED, citations=(other, *COVERED.citations[1:]))).rows
    assert (found.gained, found.lost) == ((other,), (place,))


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (row(COVERED, people=people("covered", AGREED)), Fate.HOLDS),
        (row(COVERED, people=people("covered", None, [AGREED])), Fate.AGAIN),
        (
            row(COVERED, people=people("covered", AGREED.model_copy(update={"who": "Bo"}))),
            Fate.ANEW,
        ),
        (row(COVERED), Fate.HOLDS),
        (row(COVERED, fingerprint="other"), Fate.AGAIN),
    ],
)
def test_what_became_of_a_decision(new: FindingPart, expected: Fate) -> None:
    (found,) = compared(row(COVERED, people=people("covered", AGREED)), new).rows
    assert found.fate is expected


def test_every_row_of_either_revision_is_in_it_once() -> None:
    found = compare(of(*BASE.findings[:5]), of(*BASE.findings[2:9]))
    assert [one.row.obligation for one in found.rows] == [
        *[one.obligation for one in BASE.findings[2:9]],
        *[one.obligation for one in BASE.findings[:2]],
    ]
    assert sum(found.counts.values()) == 9


def test_against_itself_nothing_changed() -> None:
    found = compare(BASE, BASE)
    assert set(found.counts.values()) == {0, len(BASE.findings)}
    assert found.counts[Change.SAME] == len(BASE.findings)
    rest = (found.documents, found.ground, found.conflicts_new, found.conflicts_closed)
    assert rest == ((), (), (), ())


def test_documents_device_and_contradictions_are_told() -> None:
    first, *rest = BASE.documents
    newer = first.model_copy(update={"sha256": "0" * 64, "revision": "9"})
    device = BASE.device.model_copy(update={"risk_class": "III"})
    new = of(documents=(newer, *rest[1:]), conflicts=(), device=device)
    found = compare(of(), new)
    told = {each.name: each.told for each in found.documents}
    assert told == {
        first.name: f"changed, {first.revision or 'no revision'} -> 9",
        rest[0].name: "removed",
    }
    assert found.ground == ("Its class: IIb -> III",)
    assert found.conflicts_closed == BASE.conflicts


def test_files_of_a_comparison_say_the_same() -> None:
    found = compared(row(GAP), row(COVERED))
    lines = "\n".join(comparison_lines(found))
    assert "gap -> covered" in lines
    payload = comparison_payload(found)
    assert payload["counts"] == {
        "reopened": 0,
        "new": 0,
        "changed evidence": 0,
        "closed": 1,
        "same": 0,
    }
    assert comparison_workbook(found) == comparison_workbook(found)
