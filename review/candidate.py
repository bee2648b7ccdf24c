"""A sentence that speaks to a criterion: whether it counts, and how it goes into a finding."""

from dataclasses import dataclass

from domain.document import Sentence
from domain.finding import Assertion, DocumentCitation, Evidence
from review.assertion_clauses import Reading
from review.denial import denies_outright


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that speaks to a criterion.

    `rank` orders candidates, higher first. One that is not `complete` lacks a group of the
    criterion: it tells something and never counts. `denies_matter`: it lacks one group, and what
    it says is that the matter of the criterion is not there or not done. `lacking` are the numbers
    of the groups that neither the sentence nor the words that belong to it hold, where it was
    judged by itself. `learned`: it was found because it is like known answers, not by the
    criterion's terms. `expected`: it stands in a document of a kind where the answer is expected.
    `short` is by how much, in log-odds, a sentence that asserts something falls short of being
    like known answers; 0 where it does not.
    """

    number: int
    sentence: Sentence
    reading: Reading
    at_home: bool
    rank: float
    complete: bool = True
    denies_matter: bool = False
    lacking: tuple[int, ...] = ()
    learned: bool = False
    expected: bool = False
    short: float = 0.0

    @property
    def counts(self) -> bool:
        """Whether it is evidence: it asserts, in a document where the answer belongs."""
        return self.reading.assertion is Assertion.ASSERTED and self.at_home and self.complete

    @property
    def denies(self) -> bool:
        """Whether it plainly denies the matter, in a document where the answer belongs.

        A denial cannot give what is asked for, a value or a reason, so it may lack one group. A
        negation of one word of the matter ("laypersons are not users") is no contradiction.
        """
        if self.reading.assertion is not Assertion.DENIED or not self.at_home:
            return False
        return self.denies_matter or (self.complete and denies_outright(self.sentence.text))

    @property
    def nearly(self) -> bool:
        """Whether it asserts something and falls short of being like known answers."""
        return self.short > 0

    @property
    def evidence(self) -> Evidence:
        """The candidate as it goes into a finding."""
        return Evidence(
            DocumentCitation(self.sentence.document, self.sentence.span),
            Assertion.MENTION if self.nearly or not self.at_home else self.reading.assertion,
            self.reading.note or self._note,
        )

    @property
    def _note(self) -> str:
        if not self.at_home:
            return "stands in another document"
        if self.nearly:
            return "comes near known answers, not near enough to count"
        return "is like known answers; none of its words was asked for" if self.learned else ""
