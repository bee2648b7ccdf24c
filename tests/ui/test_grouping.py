from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.finding import Finding, Searched, Verdict
from domain.pinpoint import Act
from regulations.catalogue import load_catalogue
from regulations.crosswalk import topic_of
from ui.parts.grouping import Group, documents_by_topic, grouped, pairs, verdicts_by_division
from ui.parts.rows import Filter, Row

NAMES = ("a.pdf", "B.docx", "c.md")
OBLIGATIONS = [
    row for row in load_catalogue().obligations.values() if row.pinpoint.act is not Act.IVDR
]
KINDS = (Verdict.GAP, Verdict.UNDETERMINED, Verdict.NOT_APPLICABLE)


def row_of(number: int, kind: Verdict, documents: tuple[str, ...]) -> Row:
    obligation = OBLIGATIONS[number]
    finding = Finding(obligation.id, kind, "reason", searched=Searched(("d",), 1))
    return Row(obligation, finding, topic_of(obligation).name, "", documents)


rows_drawn = st.lists(
    st.builds(
        row_of,
        st.integers(0, len(OBLIGATIONS) - 1),
        st.sampled_from(KINDS),
        st.lists(st.sampled_from(NAMES), unique=True).map(tuple),
    ),
    max_size=60,
    unique_by=lambda row: row.obligation.id,
)


@given(rows_drawn, st.sampled_from(Group))
def test_grouping_loses_no_row_and_keeps_groups_together(rows: list[Row], group: Group) -> None:
    lines = grouped(rows, group)
    assert {row.obligation.id for _, row in lines} == {row.obligation.id for row in rows}
    names = [name for name, _ in lines]
    changes = sum(1 for before, after in pairwise(names) if before != after)
    assert changes == max(0, len(set(names)) - 1)


@given(rows_drawn)
def test_by_document_a_row_stands_under_each_of_its_own(rows: list[Row]) -> None:
    lines = grouped(rows, Group.DOCUMENT)
    assert len(lines) == sum(max(1, len(row.documents)) for row in rows)


@given(rows_drawn)
def test_side_by_side_every_shown_row_stands_on_the_side_of_its_act(rows: list[Row]) -> None:
    found = pairs(rows, rows)
    devices = {pair.device.obligation.id for pair in found if pair.device}
    ai = {pair.ai.obligation.id for pair in found if pair.ai}
    assert devices | ai == {row.obligation.id for row in rows}
    assert all(name.startswith("aia.") for name in ai)
    assert not any(name.startswith("aia.") for name in devices)


@given(rows_drawn)
def test_a_count_is_the_number_of_rows_that_its_click_shows(rows: list[Row]) -> None:
    for division, counts in verdicts_by_division(rows).items():
        for name, number in counts.items():
            wanted = Filter(verdicts=frozenset({Verdict(name)}), division=division)
            assert number == sum(wanted.passes(row) for row in rows)
    for topic, counts in documents_by_topic(rows, NAMES).items():
        for name, number in counts.items():
            wanted = Filter(topic=topic, document=name)
            assert number == sum(wanted.passes(row) for row in rows)


def test_a_counterpart_stands_beside_its_row() -> None:
    by_id = {row.id: number for number, row in enumerate(OBLIGATIONS)}
    linked = next(row for row in OBLIGATIONS if row.pinpoint.act is Act.AIA and row.crosswalk)
    other = next(link.obligation for link in linked.crosswalk if link.obligation in by_id)
    rows = [row_of(by_id[name], Verdict.GAP, ()) for name in (other, linked.id)]
    (pair,) = pairs(rows, rows[:1])
    assert pair.device is rows[0]
    assert pair.ai is rows[1]


@pytest.mark.parametrize("act", [Act.MDR, Act.IVDR, Act.AIA])
def test_every_obligation_names_its_chapter_or_annex(act: Act) -> None:
    found = [row for row in load_catalogue().obligations.values() if row.pinpoint.act is act]
    for row in found:
        assert row.division.startswith(act.label)
        if row.pinpoint.path[0].startswith("annex"):
            assert row.pinpoint.label.startswith(row.division)
