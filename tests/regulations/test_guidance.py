import pytest

from regulations.guidance import known_paper, load_papers, paper_titled
from regulations.known_facts import load_facts


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Guidance\n\nMDCG 2019-11 Rev.1\nfor software", "MDCG 2019-11"),
        ("MDCG  2020-1 on evaluation, see also MDCG 2019-16", "MDCG 2020-1"),
        ("AIB 2025-1\nMDCG\u00a0 2025-6", "MDCG 2025-6 (AIB 2025-1)"),
    ],
)
def test_a_paper_is_told_by_its_number(text: str, title: str) -> None:
    found = known_paper(text)
    assert found is not None
    assert found.title == title
    assert paper_titled(title) == found


@pytest.mark.parametrize("text", ["", "MDCG 2019-111", "A plan", "x" * 2000 + "MDCG 2019-11"])
def test_another_paper_is_not_known(text: str) -> None:
    assert known_paper(text) is None


def test_a_caution_names_facts_that_are_kept() -> None:
    cautions = [paper.caution for paper in load_papers().values() if paper.caution]
    assert cautions
    named = {w.strip("(),.") for c in cautions for w in c.split() if "fact-" in w}
    assert named
    assert named <= set(load_facts())
