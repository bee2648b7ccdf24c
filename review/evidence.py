"""Which sentences speak to a criterion, and which of them count."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np

from domain.document import BlockKind, Span
from domain.finding import Assertion
from domain.law import Criterion, Obligation
from regulations.lexicon import Lexicon
from review.affinity import Affinity, Likely, log_odds, share_of
from review.assertion import read_assertion
from review.assertion_clauses import Asked
from review.candidate import Candidate
from review.corpus import OWN_CONTENT, Corpus, CorpusTerms, is_running
from review.criterion_form import asks_figure, asks_for_documents, wants_value
from review.denial import denies_matter
from review.near_answer import FITTED
from review.plain_statement import PLANS, plainly_states

_INTEGRAL = {BlockKind.TABLE_ROW, BlockKind.LIST_ITEM}
_CHECKLISTS = {"GSPR"}
"""Types of documents whose rows point to evidence and are none."""


_TELLS = 0.6
"""The share of the threshold from which a likely answer that does not assert tells something.

Fitted by `eval/fit_limits.py`.
"""

_TELLING = {
    Assertion.DENIED,
    Assertion.PLANNED,
    Assertion.PLACEHOLDER,
    Assertion.ADVICE,
    Assertion.MENTION,
}


class EvidenceFinder:
    """Searches the whole corpus for the sentences that speak to a criterion.

    Of sentences that fall short of being like known answers, in log-odds, those are told that are
    no more than `furthest` away.
    """

    def __init__(
        self,
        corpus: Corpus,
        lexicon: Lexicon,
        affinity: Affinity,
        furthest: float = FITTED.furthest,
    ) -> None:
        self._corpus = corpus
        self._terms: CorpusTerms = corpus.terms(lexicon)
        self._affinity = affinity
        self._furthest = furthest
        self._judged: dict[str, Likely] = {}

    def find(self, criterion: Criterion, obligation: Obligation) -> tuple[Candidate, ...]:
        """All candidates for the criterion, best first: those that count, then by rank."""
        groups = [self._terms.group(group) for group in criterion.groups]
        if not groups:
            return ()
        strict = self._matching(groups)
        likely = self._likely(criterion, groups, _TELLS * self._affinity.threshold)
        candidates = [self._candidate(n, groups, criterion, obligation) for n in strict]
        candidates += self._learned(likely, strict, groups, criterion, obligation)
        lacking = set(self._near(groups))
        telling = {n for n in likely if self._may_name_it(n, groups)}
        others = sorted({*lacking, *telling} - {c.number for c in candidates})
        near = [self._candidate(n, groups, criterion, obligation) for n in others]
        taken = {c.number for c in candidates}
        candidates += self._nearly(criterion, groups, obligation, taken)
        for one in (c for c in near if c.reading.assertion in _TELLING):
            denies = one.number in lacking and self._denies_matter(one, groups)
            candidates.append(replace(one, complete=False, denies_matter=denies))
        kept = [c for c in candidates if not is_running(c.sentence.block)]
        return tuple(sorted(kept, key=lambda c: (not c.counts, -c.rank, c.number)))

    @staticmethod
    def _denies_matter(one: Candidate, groups: Sequence["_Group"]) -> bool:
        return denies_matter(one.sentence.text, groups[0][0].get(one.number, ()))

    def _learned(
        self,
        likely: Mapping[int, float],
        strict: Sequence[int],
        groups: Sequence["_Group"],
        criterion: Criterion,
        obligation: Obligation,
    ) -> list[Candidate]:
        """Sentences that no rule of terms finds and that are like known answers."""
        least = self._affinity.threshold
        numbers = sorted(n for n, share in likely.items() if share >= least and n not in strict)
        stating = [n for n in numbers if self._may_be_learned(n, criterion, groups)]
        found = [self._candidate(n, groups, criterion, obligation) for n in stating]
        return [replace(c, learned=True, rank=c.rank + likely[c.number] - 1) for c in found]

    def _nearly(
        self,
        criterion: Criterion,
        groups: Sequence["_Group"],
        obligation: Obligation,
        others: Collection[int],
    ) -> list[Candidate]:
        """Sentences that state something and fall a little short of being like known answers."""
        least = share_of(log_odds(self._affinity.threshold) - self._furthest)
        likely = self._likely(criterion, groups, least)
        numbers = sorted(n for n in likely if n not in others)
        stating = [n for n in numbers if self._may_be_learned(n, criterion, groups)]
        found = [self._candidate(n, groups, criterion, obligation) for n in stating]
        asserted = [c for c in found if c.reading.assertion is Assertion.ASSERTED and c.at_home]
        short = (self._affinity.short(likely[c.number]) for c in asserted)
        pairs = zip(asserted, short, strict=True)
        return [replace(c, complete=False, learned=True, short=by) for c, by in pairs if by > 0]

    def _may_be_learned(
        self, number: int, criterion: Criterion, groups: Sequence["_Group"]
    ) -> bool:
        """Whether likeness to known answers may speak for a sentence at all.

        It must say something plainly. A figure that is asked for must stand in it: likeness tells
        no ten years from five. A row of a table must name the matter: it has few words of its own,
        and what it is like may lie in the table's header alone.
        """
        pairs = zip(criterion.groups, groups, strict=True)
        figures = all(number in own for terms, (own, _, _) in pairs if asks_figure(terms))
        return figures and self.states(number) and self._may_name_it(number, groups)

    def _may_name_it(self, number: int, groups: Sequence["_Group"]) -> bool:
        """Whether a sentence that is like known answers may speak of the matter; see above."""
        is_row = self._corpus.sentences[number].block.kind is BlockKind.TABLE_ROW
        return not is_row or number in groups[0][0]

    def states(self, number: int) -> bool:
        """Whether a sentence says something without any word of negation or delay."""
        sentence = self._corpus.sentences[number]
        closed = sentence.block.kind is BlockKind.PARAGRAPH
        is_plan = self._corpus.types.get(sentence.document) in PLANS
        return plainly_states(sentence.text, closed=closed, is_plan=is_plan)

    def _likely(
        self, criterion: Criterion, groups: Sequence["_Group"], least: float
    ) -> Mapping[int, float]:
        """How likely sentences answer the criterion; those that are at least so likely."""
        if not self._affinity.knows(criterion):
            return {}
        if criterion.text not in self._judged:
            held = np.zeros(len(self._corpus.sentences), dtype=np.float32)
            for own, close, _ in groups:
                held[sorted(set(own) | close)] += 1 / len(groups)
            self._judged[criterion.text] = self._affinity.likely(criterion, held)
        likely = self._judged[criterion.text]
        numbers = np.flatnonzero(likely >= least)
        return {int(n): float(likely[n]) for n in numbers}

    def judge(self, number: int, criterion: Criterion, obligation: Obligation) -> Candidate:
        """One sentence of the corpus towards a criterion, whether or not it was found for it."""
        groups = [self._terms.group(group) for group in criterion.groups]
        reached = [set(own) | close for own, close, _ in groups]
        lacking = tuple(i for i, numbers in enumerate(reached) if number not in numbers)
        near = all(number in own or number in close or number in far for own, close, far in groups)
        found = bool(groups) and near and self._enough_of_its_own(number, groups)
        judged = self._candidate(number, groups, criterion, obligation)
        likely = not found and number in self._likely(criterion, groups, self._affinity.threshold)
        learned = likely and self._may_be_learned(number, criterion, groups)
        return replace(judged, complete=found or learned, lacking=lacking, learned=learned)

    def held(self, criterion: Criterion) -> Mapping[int, int]:
        """How many of the criterion's groups each sentence holds itself or close to it."""
        reached = (self._terms.group(group) for group in criterion.groups)
        return Counter(number for own, close, _ in reached for number in set(own) | close)

    def _matching(self, groups: Sequence["_Group"]) -> list[int]:
        reached = [set(own) | close | headings for own, close, headings in groups]
        numbers = set.intersection(*reached)
        return sorted(n for n in numbers if self._enough_of_its_own(n, groups))

    def _near(self, groups: Sequence["_Group"]) -> list[int]:
        """Sentences that name the matter itself and lack one group.

        They can never count; where they deny, promise or leave blank, they tell why nothing does.
        """
        if len(groups) < 2:  # noqa: PLR2004 - with one group there is nothing to lack
            return []
        first = set(groups[0][0])
        reached = [set(own) | close for own, close, _ in groups]
        lacking = (n for n in first if sum(n in one for one in reached) == len(groups) - 1)
        return sorted(set(lacking) - set(self._matching(groups)))

    def _enough_of_its_own(self, number: int, groups: Sequence["_Group"]) -> bool:
        """Whether the sentence says enough itself.

        The first group, the matter of the criterion, may come from a table's header or a list's
        lead-in, which are part of the statement. Of three or more groups, one may come from a
        heading. Everything else stands in the sentence.
        """
        own = sum(number in found for found, _, _ in groups)
        integral = self._corpus.sentences[number].block.kind in _INTEGRAL
        near = sum(number in found or number in close for found, close, _ in groups)
        allowed = 1 if len(groups) > 2 else 0  # noqa: PLR2004 - see above
        return own >= 1 and (near if integral else max(own, near - 1)) >= len(groups) - allowed

    def _candidate(
        self,
        number: int,
        groups: Sequence["_Group"],
        criterion: Criterion,
        obligation: Obligation,
    ) -> Candidate:
        sentence = self._corpus.sentences[number]
        code = self._corpus.types.get(sentence.document)
        matter = [found[number] for found, _, _ in groups if number in found]
        asked = Asked(
            matter,
            self._terms.own.find_any(criterion.negatable).get(number, ()),
            is_plan=code in PLANS,
            wants_value=wants_value(criterion),
            wants_document=asks_for_documents(criterion),
        )
        reading = read_assertion(sentence, asked)
        expected = code in obligation.evidence
        rank = (
            len(matter)
            + (1.0 if expected else 0.0)
            + self._affinity.of(obligation.id, self._corpus.passage_numbers[number])
        )
        at_home = _at_home(code, obligation)
        return Candidate(number, sentence, reading, at_home, rank, expected=expected)


_Group = tuple[dict[int, tuple[Span, ...]], set[int], set[int]]


def _at_home(code: str | None, obligation: Obligation) -> bool:
    """Whether a statement in a document of that type can answer the obligation."""
    if code in _CHECKLISTS:
        return code in obligation.evidence
    if code is None or not set(obligation.evidence) <= OWN_CONTENT or not obligation.evidence:
        return True
    return code in obligation.evidence
