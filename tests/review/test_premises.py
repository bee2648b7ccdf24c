"""What a question takes for granted wrongly is named; what is so, or cannot be checked, is not."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.pinpoint import Act
from ingest.law import read_law
from review.assembly import Workbench
from review.law import LawShelf
from review.library import Library
from review.premises import false_premises
from review.settings import Settings

FILES = {Act.MDR: "32017R0745.en.oj.html", Act.AIA: "32024R1689.en.oj.html"}

UNSEEN = {
    "What does Article 140 of the MDR say?": "Articles 1 to 123",
    "What is in Annex XIX of the AI Act?": "Annexes I to XIII",
    "What does Recital 190 of the AI Act say?": "Recitals 1 to 180",
    "Which class follows from Rule 40 MDR?": "Rules 1 to 22",
    "What does GSPR 25.1 ask for?": "requirements 1 to 23",
    "What must a class IIe device do?": "no class IIe",
    "Is MDR class B reached?": "classes I, IIa, IIb and III",
    "What does Regulation 2024/901 say on AI?": "no act on medical devices or AI",
    "What is in Chapter XX of the IVDR?": "Chapters I to X",
    "Does the MDR know substantial equivalence?": "United States",
    "What does Article 10(5) of the AI Act allow?": "Article 4a",
    "Did the MDR start to apply on 1 May 2019?": "no date of application 1 May 2019",
}
WITH_TEXTS = {
    "What does Article 14(8) of the AI Act say?": "Art. 14 has (1) to (5)",
    "What does point 11 of Annex IV of the AI Act ask?": "Annex IV has (1) to (9)",
    "What does Article 5(1)(w) of the AI Act prohibit?": "no AI Act Art. 5(1)(w)",
    "What does Annex VI Part D of the MDR want?": "no MDR Annex VI Part D",
}
TRUE = (
    "What does Article 10(9) of the MDR require?",
    "What does Annex VI Part C 6.5.2 of the MDR say?",
    "What does Article 4(1) of the AI Act ask of us?",
    "Which class does Rule 11 give?",
    "Is class IIa software reached by the AI Act?",
    "What does Art 10a MDR say on supply?",
    "Does Regulation (EU) 2016/679 matter for training data under the AI Act?",
    "Has the MDR applied since 26 May 2021?",
    "Is software of IEC 62304 class B allowed?",
    "What does point 2 of Annex IV of the AI Act ask?",
)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The catalogue without a text of law."""
    with Workbench(Settings(data=tmp_path_factory.mktemp("data"))) as bench:
        yield Library(bench.law.search, LawShelf({}), bench.catalogue)


@pytest.fixture(scope="module")
def with_texts(plain: Library, shared: Path) -> Library:
    folder = shared / "regulations"
    texts = {act: read_law(name, (folder / name).read_bytes()) for act, name in FILES.items()}
    return Library(plain.law, LawShelf(texts), plain.catalogue)


@pytest.mark.parametrize(("question", "told"), UNSEEN.items())
def test_what_is_not_so_is_named(question: str, told: str, plain: Library) -> None:
    named = false_premises(question, plain)
    assert any(told in premise.told for premise in named), named


@pytest.mark.parametrize(("question", "told"), WITH_TEXTS.items())
def test_with_the_texts_units_are_checked_too(
    question: str, told: str, plain: Library, with_texts: Library
) -> None:
    assert not false_premises(question, plain)
    named = false_premises(question, with_texts)
    assert any(told in premise.told for premise in named), named


@pytest.mark.parametrize("question", TRUE)
def test_what_is_so_is_left_alone(question: str, plain: Library, with_texts: Library) -> None:
    assert not false_premises(question, plain)
    assert not false_premises(question, with_texts)
