from hypothesis import given
from hypothesis import strategies as st

from domain.document import Span
from domain.pinpoint import Pinpoint
from review.law_browser import Part, Reference
from tests.ui.test_marked import ATTACK, Tags
from ui.parts.linked import Fold, Link, folds_html, parts_html, rows_html

PLACE = Pinpoint.parse("aia.art-9.1")
TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1)


def address(place: Pinpoint) -> str:
    return f"law?pinpoint={place}&dossier=1"


def test_markup_in_words_of_the_law_is_text() -> None:
    part = Part(PLACE, 1, ATTACK, ATTACK, ATTACK, ())
    parsed = Tags(parts_html([part], address))
    assert set(parsed.tags) == {"div", "a", "strong", "br"}
    assert "".join(parsed.words) == ATTACK * 3


def test_markup_in_lists_is_text() -> None:
    link = Link(ATTACK, ATTACK, ATTACK, ATTACK, ATTACK, Link(ATTACK, ATTACK), here=True)
    assert set(Tags(rows_html([link])).tags) == {"div", "a"}
    folded = Tags(folds_html([Fold(ATTACK, (link,), unfolded=True)]))
    assert set(folded.tags) == {"details", "summary", "div", "a"}


@given(TEXT, st.data())
def test_a_reference_is_a_link_over_its_words_and_no_word_is_lost(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    known = data.draw(st.booleans())
    part = Part(PLACE, 0, "", "", text, (Reference(Span(start, end), PLACE, known),))
    parsed = Tags(parts_html([part], address))
    assert "".join(parsed.words) == text
    assert ("a" in parsed.tags) == known
