"""Names of submissions become names of folders that every system takes."""

import re

from hypothesis import given
from hypothesis import strategies as st

from review.batch.found import labels_of

NAMES = st.sets(
    st.one_of(
        st.text(min_size=1, max_size=300),
        st.sampled_from(["A", "a", "CON", "nul.zip", "summary.html", "..", "a ", "a.", "\udcff"]),
    ),
    max_size=6,
)


@given(NAMES)
def test_each_name_gets_a_safe_label_of_its_own(names: set[str]) -> None:
    labels = labels_of(sorted(names))
    assert set(labels) == names
    assert len({label.casefold() for label in labels.values()}) == len(names)
    for label in labels.values():
        assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', label)
        assert label == label.strip(". ")
        assert 0 < len(label) <= 120
        assert label.encode()
        assert label.casefold() not in {"summary.html", "summary.xlsx", "con", "nul.zip"}


def test_a_plain_name_stays() -> None:
    assert labels_of(["Thora 2.1", "b.zip"]) == {"Thora 2.1": "Thora 2.1", "b.zip": "b.zip"}
