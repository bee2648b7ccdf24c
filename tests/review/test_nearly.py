"""A sentence that comes near an answer keeps a row from being called a gap, and no more.

How near each sentence is, is set by hand; the rest is as in a review.
"""

from collections.abc import Mapping

import numpy as np
import pytest

from domain.finding import Assertion, Finding, Verdict
from domain.law import Criterion
from eval.made_documents import corpus_of_sentences
from regulations.catalogue import load_catalogue
from regulations.lexicon import Lexicon
from review.affinity import Affinity, Likely, Spoken
from review.assess import RuleAssessor
from review.corpus import Corpus

ROW = load_catalogue().get("mdr.art-10.16")
NEAR = "Six million euro are set aside at Nordlys for patients who come to harm."
PROMISED = "Six million euro will be set aside at Nordlys for patients who come to harm."
UNLIKE = "The buttons are blue."


class SetByHand(Affinity):
    """Likelihoods by sentence; from a half on a sentence is taken to answer."""

    def __init__(self, corpus: Corpus, likely: Mapping[str, float], *, spoken: bool) -> None:
        scores = np.full((len(corpus.passages), 1), 5.0 if spoken else 0.0, dtype=np.float32)
        super().__init__(spoken=Spoken({ROW.id: 0}, scores))
        self._likely = [likely.get(sentence.text, 0.0) for sentence in corpus.sentences]

    def likeness(self, _part: Corpus | None = None) -> Affinity:
        return self

    @property
    def threshold(self) -> float:
        return 0.5

    def knows(self, _criterion: Criterion) -> bool:
        return True

    def likely(self, _criterion: Criterion, _held: Likely) -> Likely:
        return np.asarray(self._likely, dtype=np.float32)


def judged(likely: Mapping[str, float], *, spoken: bool = True) -> Finding:
    corpus = corpus_of_sentences("Our company", [*likely, UNLIKE])
    near = SetByHand(corpus, likely, spoken=spoken)
    return RuleAssessor(corpus, Lexicon({}), near).assess(ROW)


def test_a_row_with_a_sentence_near_an_answer_is_left_to_a_person() -> None:
    finding = judged({NEAR: 0.4})
    assert finding.verdict is Verdict.UNDETERMINED
    assert "comes near an answer" in finding.reason
    shown = [evidence for result in finding.criteria for evidence in result.evidence]
    assert {evidence.assertion for evidence in shown} == {Assertion.MENTION}
    assert all("comes near known answers" in evidence.note for evidence in shown)


def test_one_that_is_near_enough_counts() -> None:
    assert judged({NEAR: 0.6}).verdict in {Verdict.COVERED, Verdict.PARTIAL}


@pytest.mark.parametrize("likely", [{NEAR: 0.2}, {PROMISED: 0.45}, {}])
def test_one_that_is_farther_or_promises_leaves_a_gap(likely: Mapping[str, float]) -> None:
    assert judged(likely).verdict is Verdict.GAP


def test_near_in_a_passage_on_another_matter_leaves_a_gap() -> None:
    assert judged({NEAR: 0.4}, spoken=False).verdict is Verdict.GAP
