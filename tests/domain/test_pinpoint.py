"""Pinpoints round-trip and read as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import PinpointError
from domain.pinpoint import Act, Pinpoint

ROOTS = st.sampled_from(["art-1", "art-10a", "annex-i", "annex-xiv", "rec-47"])
UNITS = st.sampled_from(["1", "17", "2a", "b", "iv", "indent-3", "part-c", "ch-2", "sec-a"])
PLACES = st.builds(
    lambda act, root, units: Pinpoint(act, (root, *units)),
    st.sampled_from(Act),
    ROOTS,
    st.lists(UNITS, max_size=4),
)


@given(PLACES)
def test_parse_reads_what_str_writes(place: Pinpoint) -> None:
    assert Pinpoint.parse(str(place)) == place


@given(PLACES)
def test_a_place_lies_in_its_parents(place: Pinpoint) -> None:
    above: Pinpoint | None = place
    while above is not None:
        assert above.holds(place)
        above = above.parent
    assert place.root.parent is None


@given(st.text())
def test_any_other_text_is_refused_in_words(text: str) -> None:
    try:
        place = Pinpoint.parse(text)
    except PinpointError as error:
        assert "mdr." in str(error)  # noqa: PT017 - either outcome is right
    else:
        assert str(place) == text.strip().lower()


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("mdr.annex-i.17.2", "MDR Annex I, 17.2"),
        ("aia.art-13.3.b.ii", "AI Act Art. 13(3)(b)(ii)"),
        ("mdr.annex-iii.1.1.b.indent-5", "MDR Annex III, 1.1(b), indent 5"),
        ("mdr.annex-vi.part-c.6.5.2", "MDR Annex VI Part C, 6.5.2"),
        ("mdr.annex-xv.ch-3.4", "MDR Annex XV Chapter III, 4"),
        ("aia.annex-viii.sec-a.6", "AI Act Annex VIII Section A, 6"),
        ("aia.art-6.1a", "AI Act Art. 6(1a)"),
        ("ivdr.rec-12", "IVDR Recital 12"),
    ],
)
def test_label(text: str, label: str) -> None:
    assert Pinpoint.parse(text).label == label
