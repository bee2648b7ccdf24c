"""The assessor that needs no model: criteria to evidence, evidence to a verdict."""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from domain.document import Document
from domain.finding import (
    Assertion,
    CriterionResult,
    DocumentCitation,
    Evidence,
    Finding,
    Searched,
    Verdict,
)
from domain.law import Criterion, Obligation
from regulations.document_types import may_hold
from regulations.lexicon import Lexicon
from retrieval.evidence_model import learned_version
from review.affinity import Affinity
from review.assertion import ASSERTION_VERSION
from review.candidate import Candidate
from review.corpus import Corpus
from review.criterion_form import asks_for_documents
from review.evidence import EvidenceFinder
from review.evidence_search import EvidenceSearch
from review.near_answer import FITTED
from review.references import find_references

_CITED = 3
_WHOLE_FILE = "TD"
"""A document of this type is the technical documentation as a whole and can hold any answer."""

_NEARLY = "a sentence comes near an answer; a person has to read it"
_NEAREST = 5
_DECLINED = (Assertion.DENIED, Assertion.PLANNED, Assertion.PLACEHOLDER, Assertion.CONDITIONAL)


def assessor_name(*, learned: bool) -> str:
    """Who judges, with its version; `learned` says whether known answers were looked at."""
    examples = learned_version() if learned else "not used"
    return f"citemark rules ({ASSERTION_VERSION}, examples {examples})"


ASSESSOR = assessor_name(learned=True)


class RuleAssessor:
    """Judges obligations over one corpus; `search` finds the evidence.

    `name` says who judges, with its version; `references` are those of the corpus.
    """

    def __init__(
        self,
        corpus: Corpus,
        lexicon: Lexicon,
        affinity: Affinity,
        search: EvidenceSearch | None = None,
    ) -> None:
        """`search` is over the same corpus; one that keeps nothing if not given."""
        self._corpus = corpus
        self._lexicon = lexicon
        self._affinity = affinity
        self.name = assessor_name(learned=affinity.learned)
        self.references = find_references(corpus)
        self._search = search or EvidenceSearch(corpus, lexicon, affinity)

    @cached_property
    def finder(self) -> EvidenceFinder:
        """Finds and judges single sentences of the corpus."""
        return EvidenceFinder(self._corpus, self._lexicon, self._affinity)

    def assess(self, obligation: Obligation) -> Finding:
        """The finding on one obligation; the whole corpus is searched for each criterion."""
        results = tuple(self._judge(criterion, obligation) for criterion in obligation.criteria)
        verdict, reason = self.conclude(obligation, results)
        return Finding(
            obligation.id, verdict, reason, results, self._searched(obligation), self.name
        )

    def _judge(self, criterion: Criterion, obligation: Obligation) -> CriterionResult:
        if not criterion.groups:
            return CriterionResult(
                criterion.text, None, (), "left to a person: no rule can judge it"
            )
        candidates = self._search.find(criterion, obligation)
        counting = [c for c in candidates if c.counts]
        if counting:
            shown, reason = self._with_doubts(criterion, candidates, counting)
            return CriterionResult(
                criterion.text, met=True, evidence=_evidence(shown), reason=reason
            )
        if nearly := self._nearly(candidates, obligation):
            return CriterionResult(criterion.text, None, _evidence(nearly), _NEARLY)
        shown = _most_telling([c for c in candidates if not c.nearly])
        return CriterionResult(
            criterion.text, met=False, evidence=_evidence(shown), reason=_why_not(shown)
        )

    def _nearly(
        self, candidates: Sequence[Candidate], obligation: Obligation
    ) -> Sequence[Candidate]:
        """What is almost like an answer, where its passage and document speak for it.

        None where a sentence says of the matter itself that it is denied, put off or left blank.
        """
        if declines(candidates):
            return ()
        return [c for c in candidates if c.nearly and self._is_near(c, obligation)][:_CITED]

    def _is_near(self, candidate: Candidate, obligation: Obligation) -> bool:
        passage = self._corpus.passage_numbers[candidate.number]
        spoken = self._affinity.spoken(obligation.id, passage)
        return FITTED.is_near(candidate.short, spoken, expected=candidate.expected)

    def _with_doubts(
        self, criterion: Criterion, candidates: Sequence[Candidate], counting: Sequence[Candidate]
    ) -> tuple[list[Candidate], str]:
        """What is shown for a criterion that is met, and what speaks against it, if anything."""
        if denied := [c for c in candidates if c.denies and c.rank >= counting[0].rank - 1]:
            return [*counting[:_CITED], denied[0]], "another place denies it"
        if asks_for_documents(criterion):
            broken = [c for c in counting if c.number in self.references.missing]
            if broken:
                codes = sorted({k for c in broken for k in self.references.missing[c.number]})
                return [
                    *counting[:_CITED],
                    *broken[:_CITED],
                ], f"points to {_listed(codes)}, not at hand"
        return list(counting[:_CITED]), ""

    def conclude(
        self, obligation: Obligation, results: Sequence[CriterionResult]
    ) -> tuple[Verdict, str]:
        """The verdict that the results of the criteria come to, and why."""
        met = sum(r.met is True for r in results)
        unmet = [r for r in results if r.met is False]
        open_ = sum(r.met is None for r in results)
        if met and not unmet and not open_:
            return self._covered(results)
        if met:
            return Verdict.PARTIAL, _partial_reason(met, unmet, open_)
        if left_open := self._left_open(obligation, results):
            return Verdict.UNDETERMINED, left_open
        return Verdict.GAP, _gap_reason(unmet, len(self._corpus.documents))

    def _left_open(self, obligation: Obligation, results: Sequence[CriterionResult]) -> str:
        """Why no gap is concluded though nothing was found, "" where one is."""
        if all(r.met is None for r in results):
            near = any(r.evidence for r in results)
            return _NEARLY if near else "a person has to judge this: no rule can"
        if unread := self._unread_that_matters(obligation):
            return f"nothing found, but not everything could be read: {_listed(unread)}"
        return "" if self._corpus.passages else "no document was read"

    @staticmethod
    def _covered(results: Sequence[CriterionResult]) -> tuple[Verdict, str]:
        if denied := [r for r in results if r.reason]:
            return (
                Verdict.PARTIAL,
                f"stated in one place and denied in another: {denied[0].criterion}",
            )
        return Verdict.COVERED, "every criterion is met by a sentence that asserts it"

    def _unread_that_matters(self, obligation: Obligation) -> tuple[str, ...]:
        """Unread files and pages that could hold the answer.

        A page of a document of another kind than those in which the answer is expected cannot; a
        file of unknown kind could, unless a document of an expected kind is wholly read.
        """
        documents = self._corpus.documents
        suspect = [d for d in documents if d.unreadable_pages and self._may_hold(d, obligation)]
        pages = [f"{d.name}, page {n}" for d in suspect for n in d.unreadable_pages]
        expected = {d.id for d in documents if self._kind(d) in obligation.evidence}
        if expected and not any(d.id in expected for d in suspect):
            return ()
        return (*(failure.name for failure in self._corpus.failures), *pages)

    def _kind(self, document: Document) -> str | None:
        """The kind of a document; of one that is mostly unread its name alone would tell."""
        mostly_unread = len(document.unreadable_pages) * 2 > len(document.pages) > 0
        return None if mostly_unread else self._corpus.types.get(document.id)

    def _may_hold(self, document: Document, obligation: Obligation) -> bool:
        code = self._kind(document)
        return code is None or code == _WHOLE_FILE or may_hold(obligation, code)

    def _searched(self, obligation: Obligation) -> Searched:
        nearest = tuple(
            DocumentCitation(passage.document, passage.span)
            for number in self._affinity.nearest(obligation.id, _NEAREST)
            for passage in [self._corpus.passages[number]]
        )
        documents = tuple(document.id for document in self._corpus.documents)
        return Searched(documents, len(self._corpus.passages), nearest)


def declines(candidates: Sequence[Candidate]) -> bool:
    """Whether one says of the matter itself that it is denied, put off or left blank."""
    return any(c.complete and c.reading.assertion in _DECLINED for c in candidates)


def _evidence(candidates: Sequence[Candidate]) -> tuple[Evidence, ...]:
    return tuple(candidate.evidence for candidate in candidates)


def _most_telling(candidates: Sequence[Candidate]) -> list[Candidate]:
    """What best explains why the criterion is not met: denials and promises before mentions."""
    telling = [c for c in candidates if c.reading.assertion in _DECLINED]
    return [*telling, *(c for c in candidates if c not in telling)][:_CITED]


def _why_not(shown: Sequence[Candidate]) -> str:
    if not shown:
        return "nothing in the documents speaks to it"
    kinds = Counter(c.evidence.assertion.value.removesuffix(" only") for c in shown)
    return "found only as " + ", ".join(kinds)


def _partial_reason(met: int, unmet: Sequence[CriterionResult], open_: int) -> str:
    missing = "; ".join(f"{r.criterion} ({r.reason})" for r in unmet)
    parts = [f"{met} of {met + len(unmet) + open_} criteria met"]
    if missing:
        parts.append(f"Missing: {missing}")
    if open_:
        parts.append(f"{open_} left to a person")
    return ". ".join(parts)


def _gap_reason(unmet: Sequence[CriterionResult], documents: int) -> str:
    said = [r for r in unmet if r.evidence]
    if not said:
        them = "1 document" if documents == 1 else f"{documents} documents"
        return f"nothing in the {them} searched speaks to it"
    return f"not asserted anywhere: {'; '.join(dict.fromkeys(r.reason for r in said))}"


def _listed(names: Sequence[str], most: int = 3) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
