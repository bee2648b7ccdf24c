"""The official PDFs hold the same words at the same places as the marked-up forms."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from domain.law import LawText, Provision
from domain.pinpoint import Act, Pinpoint

Official = Callable[[str], LawText]
Pinpoints = Callable[[Act], list[Pinpoint]]

PDFS = {
    Act.MDR: "32017R0745.en.oj.pdf",
    Act.IVDR: "32017R0746.en.oj.pdf",
    Act.AIA: "32024R1689.en.oj.pdf",
}
PAGES = [(Act.MDR, "32017R0745.en.oj.html"), (Act.AIA, "32024R1689.en.oj.html")]
# A short line such as `6.4. Configurable devices:` is a heading in one form and words in the other.
HEADING_OR_WORDS = {
    "mdr.annex-i.19.2",
    "mdr.annex-vi.part-c.6.3.3",
    "mdr.annex-vi.part-c.6.4",
    "aia.annex-vii.4",
    "aia.annex-vii.5",
}


def words(provision: Provision) -> str:
    return " ".join(f"{provision.number} {provision.heading} {provision.words}".split())


@pytest.mark.parametrize("act", list(Act))
def test_the_version_is_told_from_the_print(official: Official, act: Act) -> None:
    version = official(PDFS[act]).version
    assert (version.act, version.form) == (act, "oj-pdf")
    assert version.celex == PDFS[act][:10]
    assert version.as_of.year == int(PDFS[act][1:5])


@pytest.mark.parametrize("act", list(Act))
def test_every_pinpoint_of_the_catalogue_resolves_to_words(
    official: Official, catalogue_pinpoints: Pinpoints, act: Act
) -> None:
    law = official(PDFS[act])
    assert [str(one) for one in catalogue_pinpoints(act) if one not in law.provisions] == []
    assert [str(one) for one in catalogue_pinpoints(act) if not law.full_text(one)] == []


@pytest.mark.parametrize(("act", "page"), PAGES)
def test_the_print_has_the_tree_and_the_words_of_the_page(
    official: Official, act: Act, page: str
) -> None:
    print_, marked = official(PDFS[act]).provisions, official(page).provisions
    assert list(print_) == list(marked)
    assert [str(p) for p in marked if print_[p].children != marked[p].children] == []
    assert [str(p) for p in marked if words(print_[p]) != words(marked[p])] == []


@pytest.mark.parametrize(("act", "page"), PAGES)
def test_headings_differ_only_where_the_print_does_not_tell_them(
    official: Official, act: Act, page: str
) -> None:
    print_, marked = official(PDFS[act]).provisions, official(page).provisions
    differ = {str(p) for p in marked if print_[p].heading != marked[p].heading}
    assert differ == {one for one in HEADING_OR_WORDS if one.startswith(act.value)}


def markdown_words(file: Path) -> Counter[str]:
    body = file.read_text(encoding="utf-8").split("---", 2)[2].replace("*", "")
    return Counter(re.findall(r"[\w']+", body))


def all_words(law: LawText, root: Pinpoint) -> Counter[str]:
    inside = [one for pinpoint, one in law.provisions.items() if root.holds(pinpoint)]
    return Counter(re.findall(r"[\w']+", " ".join(map(words, inside))))


def test_the_ivdr_holds_the_words_of_the_markdown_files(official: Official, shared: Path) -> None:
    law = official(PDFS[Act.IVDR])
    lacking, in_print_only, total = Counter[str](), Counter[str](), 0
    for file in sorted((shared / "regulations" / "32017R0746.en.md").glob("a*-*.md")):
        kind, _, name = file.stem.partition("-")
        key = f"art-{int(name)}" if kind == "article" else f"annex-{name.lower()}"
        markdown = markdown_words(file)
        printed = all_words(law, Pinpoint(Act.IVDR, (key,)))
        in_print_only += printed - markdown
        lacking += markdown - printed
        total += markdown.total()
    assert total > 50_000
    assert not in_print_only
    assert lacking.total() / total < 0.003  # the texts of the footnotes
