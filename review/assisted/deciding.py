"""Code's last word on what a model says of a criterion.

A model can add what the rules missed, never take away what they found. It adds only by naming a
sentence that the verifier accepts; what it says without one is shown and counts for nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.finding import (
    Assertion,
    CriterionResult,
    DocumentCitation,
    Evidence,
    ModelOpinion,
    ModelStatus,
)
from domain.law import Criterion, Obligation
from regulations.lexicon import PATTERNS
from review.assisted.judging import View
from review.candidate import Candidate
from review.corpus import Corpus
from review.evidence import EvidenceFinder
from review.meaning import amounts, changed_facts

_SAYS_NO = (Assertion.DENIED, Assertion.PLANNED, Assertion.PLACEHOLDER)
_SHOWN = 3
_NAMED = "named by the model; citemark's rules had not found it"


@dataclass(frozen=True, slots=True)
class Decided:
    """What counts of a criterion, and the model's view beside it."""

    result: CriterionResult
    opinion: ModelOpinion


class LastWord:
    """Decides over one corpus what a model's views are worth."""

    def __init__(self, corpus: Corpus, finder: EvidenceFinder) -> None:
        self._corpus = corpus
        self._finder = finder

    def decide(
        self, row: Obligation, criterion: Criterion, own: CriterionResult, view: View
    ) -> Decided:
        """The result that counts: the rules' own, or a better one that a sentence carries."""
        if view.status is not ModelStatus.MET or own.met:
            return Decided(own, self._opinion(own, view, _difference(own, view)))
        if told := [e.assertion for e in own.evidence if e.assertion in _SAYS_NO]:
            differs = f"the model calls it met; a sentence on it is {told[0].value}, so it is not"
            return Decided(own, self._opinion(own, view, differs))
        judged = [self._finder.judge(number, criterion, row) for number in view.cited]
        faults = [self._fault(one, criterion, view) for one in judged]
        accepted = [one for one, fault in zip(judged, faults, strict=True) if not fault]
        if accepted:
            return self._lifted(own, view, accepted)
        return self._open(own, view, faults)

    def _lifted(self, own: CriterionResult, view: View, accepted: Sequence[Candidate]) -> Decided:
        places = [DocumentCitation(c.sentence.document, c.sentence.span) for c in accepted]
        named = [Evidence(place, Assertion.ASSERTED, _NAMED) for place in places[:_SHOWN]]
        kept = [e for e in own.evidence if e.citation not in places]
        result = CriterionResult(own.criterion, met=True, evidence=(*named, *kept))
        differs = f"met by a sentence that the model named; citemark's rules: {_told(own)}"
        return Decided(result, self._opinion(own, view, differs))

    def _open(self, own: CriterionResult, view: View, faults: Sequence[str]) -> Decided:
        why = "; ".join(dict.fromkeys(faults)) or "it names no sentence"
        reason = f"the model calls it met, but {why}: a person has to read it"
        result = CriterionResult(own.criterion, None, own.evidence, reason)
        return Decided(result, self._opinion(own, view, f"{reason}; rules: {_told(own)}"))

    def _fault(self, judged: Candidate, criterion: Criterion, view: View) -> str:
        """Why a sentence that a model named is no evidence for the criterion; "" where it is."""
        reading, groups = judged.reading, criterion.groups
        if reading.assertion is not Assertion.ASSERTED:
            return f"the sentence it names is {reading.assertion.value}"
        if not judged.at_home:
            return "the sentence it names stands in a document of another kind"
        if not groups or 0 in judged.lacking:
            return "the sentence it names does not name the matter in words that citemark knows"
        if any(_is_value(groups[number]) for number in judged.lacking):
            return "the sentence it names lacks the value that is asked for"
        if len(judged.lacking) > 1:
            return "the sentence it names says too little of the matter"
        return self._misread(judged.number, criterion, view)

    def _misread(self, number: int, criterion: Criterion, view: View) -> str:
        words = f"{self._corpus.close_contexts[number]}\n{self._corpus.sentences[number].text}"
        if lacking := sorted(set(amounts(criterion.text)) - set(amounts(words))):
            return f"the sentence it names does not hold {', '.join(lacking)}"
        cited = [self._corpus.sentences[n].text for n in view.cited]
        context = [self._corpus.close_contexts[n] for n in view.cited]
        if changed := changed_facts(view.reason, [*cited, *context]):
            return f"its reason changes what it names ({changed[0]})"
        return ""

    def _opinion(self, own: CriterionResult, view: View, differs: str) -> ModelOpinion:
        cited = (self._corpus.sentences[number] for number in view.cited)
        places = tuple(DocumentCitation(s.document, s.span) for s in cited)
        return ModelOpinion(own.criterion, view.status, places, view.reason, view.missing, differs)


def _is_value(group: Sequence[str]) -> bool:
    return any(term.removeprefix("@") in PATTERNS for term in group)


def _difference(own: CriterionResult, view: View) -> str:
    """How a view that changes nothing departs from the rules; "" where they agree."""
    agree = {ModelStatus.MET: True, ModelStatus.NOT_MET: False}.get(view.status)
    if view.status is ModelStatus.UNDETERMINED or agree is own.met:
        return ""
    return f"the model says {view.status.value}; citemark's rules: {_told(own)}"


def _told(own: CriterionResult) -> str:
    state = {True: "met", False: "not met", None: "left to a person"}[own.met]
    return f"{state}, {own.reason}" if own.reason else state
