"""Which sentences speak to a criterion, and which of them count."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from domain.document import BlockKind
from domain.finding import Assertion
from domain.law import Criterion, Obligation
from regulations.lexicon import Lexicon
from review.affinity import Affinity, Likely, log_odds, share_of
from review.assertion import read_assertion
from review.assertion_clauses import Reading
from review.candidate import Candidate
from review.corpus import OWN_CONTENT, Corpus, CorpusTerms, is_running
from review.denial import denies_matter
from review.near_answer import FITTED
from review.plain_statement import PLANS, plainly_states
from review.sought import Sought

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
        self._least = affinity.threshold
        self._judged: dict[str, Likely] = {}
        self._states: dict[int, bool] = {}

    def find(self, criterion: Criterion, obligation: Obligation) -> tuple[Candidate, ...]:
        """All candidates for the criterion, best first: those that count, then by rank."""
        if not criterion.groups:
            return ()
        sought = self._sought(criterion, obligation)
        strict = self._matching(sought)
        likely = self._likely(sought, _TELLS * self._least)
        candidates = [self._candidate(n, sought) for n in strict]
        candidates += self._learned(likely, strict, sought)
        taken = {c.number for c in candidates}
        # with one group there is nothing to lack
        lacking = sought.lacking_one().difference(strict) if len(sought.groups) > 1 else set()
        telling = {n for n in likely if self._may_name_it(n, sought)}
        candidates += self._nearly(sought, taken)
        candidates += self._telling(sorted((lacking | telling) - taken), lacking, sought)
        kept = [c for c in candidates if not is_running(c.sentence.block)]
        return tuple(sorted(kept, key=lambda c: (not c.counts, -c.rank, c.number)))

    def _sought(self, criterion: Criterion, obligation: Obligation) -> Sought:
        return Sought.of(criterion, obligation, self._terms)

    def _learned(
        self, likely: Mapping[int, float], strict: Collection[int], sought: Sought
    ) -> list[Candidate]:
        """Sentences that no rule of terms finds and that are like known answers."""
        numbers = sorted(n for n, x in likely.items() if x >= self._least and n not in strict)
        stating = [n for n in numbers if self._may_be_learned(n, sought)]
        found = [self._candidate(n, sought) for n in stating]
        return [replace(c, learned=True, rank=c.rank + likely[c.number] - 1) for c in found]

    def _nearly(self, sought: Sought, others: Collection[int]) -> Iterator[Candidate]:
        """Sentences that state something and fall a little short of being like known answers."""
        least = share_of(log_odds(self._least) - self._furthest)
        likely = self._likely(sought, least)
        for number in sorted(n for n in likely if n not in others):
            short = log_odds(self._least) - log_odds(likely[number])
            at_home = _at_home(self._code(number), sought.obligation)
            if short <= 0 or not at_home or not self._may_be_learned(number, sought):
                continue
            found = self._candidate(number, sought)
            if found.reading.assertion is Assertion.ASSERTED:
                yield replace(found, complete=False, learned=True, short=short)

    def _telling(
        self, numbers: Sequence[int], lacking: Collection[int], sought: Sought
    ) -> Iterator[Candidate]:
        """Sentences that can never count, and tell why nothing does.

        They deny, promise, leave blank or only name: those that lack one group, and those that are
        like known answers.
        """
        for number in numbers:
            reading = self._reading(number, sought)
            if reading.assertion in _TELLING:
                one = self._judged_as(number, sought, reading)
                matter = sought.matter.get(number, ())
                denies = number in lacking and denies_matter(one.sentence.text, matter)
                yield replace(one, complete=False, denies_matter=denies)

    def _may_be_learned(self, number: int, sought: Sought) -> bool:
        """Whether likeness to known answers may speak for a sentence at all.

        It must say something plainly. A figure that is asked for must stand in it: likeness tells
        no ten years from five. A row of a table must name the matter: it has few words of its own,
        and what it is like may lie in the table's header alone.
        """
        named = sought.has_figures(number) and self._may_name_it(number, sought)
        return named and self.states(number)

    def _may_name_it(self, number: int, sought: Sought) -> bool:
        """Whether a sentence that is like known answers may speak of the matter; see above."""
        is_row = self._corpus.sentences[number].block.kind is BlockKind.TABLE_ROW
        return not is_row or number in sought.matter

    def states(self, number: int) -> bool:
        """Whether a sentence says something without any word of negation or delay."""
        if number not in self._states:
            sentence = self._corpus.sentences[number]
            closed = sentence.block.kind is BlockKind.PARAGRAPH
            is_plan = self._code(number) in PLANS
            self._states[number] = plainly_states(sentence.text, closed=closed, is_plan=is_plan)
        return self._states[number]

    def _likely(self, sought: Sought, least: float) -> Mapping[int, float]:
        """How likely sentences answer the criterion; those that are at least so likely."""
        criterion = sought.criterion
        if not self._affinity.knows(criterion):
            return {}
        if criterion.text not in self._judged:
            held = np.zeros(len(self._corpus.sentences), dtype=np.float32)
            for reached in sought.reached:
                held[list(reached)] += 1 / len(sought.reached)
            self._judged[criterion.text] = self._affinity.likely(criterion, held)
        likely = self._judged[criterion.text]
        numbers = np.flatnonzero(likely >= least)
        return dict(zip(numbers.tolist(), likely[numbers].tolist(), strict=True))

    def judge(self, number: int, criterion: Criterion, obligation: Obligation) -> Candidate:
        """One sentence of the corpus towards a criterion, whether or not it was found for it."""
        sought = self._sought(criterion, obligation)
        lacking = tuple(i for i, numbers in enumerate(sought.reached) if number not in numbers)
        found = sought.holds_all(number) and self._enough(number, sought)
        judged = self._candidate(number, sought)
        likely = not found and number in self._likely(sought, self._least)
        learned = likely and self._may_be_learned(number, sought)
        return replace(judged, complete=found or learned, lacking=lacking, learned=learned)

    def held(self, criterion: Criterion) -> Mapping[int, int]:
        """How many of the criterion's groups each sentence holds itself or close to it."""
        reached = (self._terms.group(group) for group in criterion.groups)
        return Counter(number for own, close, _ in reached for number in set(own) | close)

    def _matching(self, sought: Sought) -> list[int]:
        return sorted(n for n in sought.everywhere() if self._enough(n, sought))

    def _enough(self, number: int, sought: Sought) -> bool:
        kind = self._corpus.sentences[number].block.kind
        return sought.enough(number, integral=kind in _INTEGRAL)

    def _code(self, number: int) -> str | None:
        """The type of the document that a sentence stands in."""
        return self._corpus.types.get(self._corpus.sentences[number].document)

    def _reading(self, number: int, sought: Sought) -> Reading:
        asked = sought.asked(number, is_plan=self._code(number) in PLANS)
        return read_assertion(self._corpus.sentences[number], asked)

    def _candidate(self, number: int, sought: Sought) -> Candidate:
        return self._judged_as(number, sought, self._reading(number, sought))

    def _judged_as(self, number: int, sought: Sought, reading: Reading) -> Candidate:
        sentence, obligation = self._corpus.sentences[number], sought.obligation
        code = self._code(number)
        expected = code in obligation.evidence
        rank = (
            sum(number in own for own, _, _ in sought.groups)
            + (1.0 if expected else 0.0)
            + self._affinity.of(obligation.id, self._corpus.passage_numbers[number])
        )
        at_home = _at_home(code, obligation)
        return Candidate(number, sentence, reading, at_home, rank, expected=expected)


def _at_home(code: str | None, obligation: Obligation) -> bool:
    """Whether a statement in a document of that type can answer the obligation."""
    if code in _CHECKLISTS:
        return code in obligation.evidence
    if code is None or not set(obligation.evidence) <= OWN_CONTENT or not obligation.evidence:
        return True
    return code in obligation.evidence
