"""The standing of a sentence's clauses towards a matter: denied, planned, open or asserted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from domain.document import Span
from domain.finding import Assertion
from review import assertion_patterns as patterns
from review import sentence_shapes as shapes
from review.assertion_answers import answering_regions, is_answer


@dataclass(frozen=True, slots=True)
class Reading:
    """How a sentence stands to a matter, with a short reason where it is not asserted."""

    assertion: Assertion
    note: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a criterion asks of a sentence.

    `matter` holds, for each group of terms of the criterion that stands in the sentence, where;
    it is empty when the whole sentence is the matter. `answers` are the places of terms whose
    negation is the answer. `is_plan`: the document is a plan or a procedure, whose passive future
    ("complaints will be reviewed monthly") is a rule in force. `wants_value`: a result is asked
    for, which a target ("at least 90 %") is not. `wants_document`: it is asked where something
    stands, which a pointer answers.
    """

    matter: Sequence[Sequence[Span]] = ()
    answers: Sequence[Span] = ()
    is_plan: bool = False
    wants_value: bool = False
    wants_document: bool = False

    @property
    def spans(self) -> list[Span]:
        """All places of the matter."""
        return [span for group in self.matter for span in group]


def read_clauses(text: str, asked: Asked) -> Reading:
    """The standing of the clause that speaks of the matter; an asserting clause wins.

    A clause speaks of the matter when it holds a term of more than half of the groups that stand
    in the sentence; where none does, the whole sentence is one clause.
    """
    clauses = [c for c in _clauses(text) if _speaks_of(c, asked.matter)] or [Span(0, len(text))]
    readings = [_read_clause(text, clause, asked) for clause in clauses]
    asserting = [r for r in readings if r.assertion is Assertion.ASSERTED]
    return (asserting or readings)[0]


@lru_cache(maxsize=20_000)
def _clauses(text: str) -> tuple[Span, ...]:
    cuts = {match.start() for match in shapes.CLAUSE.finditer(text)}
    if opening := shapes.OPENING_CLAUSE.match(text):
        cuts.add(opening.end())
    bounds = [0, *sorted(cuts), len(text)]
    return tuple(Span(a, b) for a, b in pairwise(bounds) if b > a)


def _speaks_of(clause: Span, matter: Sequence[Sequence[Span]]) -> bool:
    if not matter:
        return True
    held = sum(any(clause.holds(span) for span in group) for group in matter)
    return held * 2 > len(matter)


def _read_clause(text: str, clause: Span, asked: Asked) -> Reading:
    if (denial := _denial(text, clause, asked)) is not None:
        return Reading(Assertion.DENIED, f"denies it: {denial}")
    return _read_undenied(clause.of(text), is_plan=asked.is_plan)


@lru_cache(maxsize=20_000)
def _read_undenied(words: str, *, is_plan: bool) -> Reading:
    """The standing of a clause that denies nothing, whatever its matter is."""
    if match := patterns.PLANNED.search(words):
        return Reading(Assertion.PLANNED, f"an intention: {match.group(0).strip()}")
    if not is_plan and (match := patterns.FUTURE.search(words)):
        return Reading(Assertion.PLANNED, f"an intention: {match.group(0)}")
    if match := patterns.SHOULD_BE.search(words):
        return Reading(Assertion.ADVICE, f"advice: {match.group(0)}")
    if match := patterns.CONDITIONAL.search(words):
        return Reading(Assertion.CONDITIONAL, f"leaves it open: {match.group(0)}")
    return Reading(Assertion.ASSERTED)


def _denial(text: str, clause: Span, asked: Asked) -> str | None:
    """The words by which the clause denies the matter."""
    words = clause.of(text)
    if not _may_deny(words) or _observes_absence(words):
        return None
    answers = answering_regions(text, clause, asked.answers)
    found = [*_denying_words(text, clause, asked), *_negated_terms(text, clause, asked)]
    said = (denial for denial in found if not is_answer(text, denial, answers))
    return next((" ".join(denial.of(text).split())[:60] for denial in said), None)


@lru_cache(maxsize=20_000)
def _may_deny(words: str) -> bool:
    """Whether there is anything in a clause by which it could deny one matter or another."""
    return bool(_denials(words) or patterns.NEGATION.search(words))


@lru_cache(maxsize=20_000)
def _observes_absence(words: str) -> bool:
    return patterns.OBSERVED_ABSENCE.search(words) is not None


def _denying_words(text: str, clause: Span, asked: Asked) -> Iterator[Span]:
    """Words that deny by themselves, but for those that the criterion asks for."""
    if not (denials := _denials(clause.of(text))):
        return
    spoken = [span for span in asked.spans if clause.holds(span)]
    wanted = [span for span in spoken if patterns.NEGATIVE_TERM.search(span.of(text))]
    for found in denials:
        place = Span(clause.start + found.start, clause.start + found.end)
        asked_for = "been" not in place.of(text) and any(
            s.start < place.end and place.start < s.end for s in wanted
        )
        if not asked_for:
            yield place


@lru_cache(maxsize=20_000)
def _denials(words: str) -> tuple[Span, ...]:
    """Where a clause has words that deny by themselves and are not harmless."""
    found = (match.span() for match in patterns.DENIED.finditer(words))
    return tuple(Span(*place) for place in found if not _harmless(words, place))


def _negated_terms(text: str, clause: Span, asked: Asked) -> Iterator[Span]:
    """Terms of the matter that a negation reaches."""
    words = clause.of(text)
    for span in asked.spans:
        if not clause.holds(span):
            continue
        place = _negator(text[clause.start : span.start])
        if place and not _harmless(words, place):
            yield Span(clause.start + place[0], span.end)


@lru_cache(maxsize=50_000)
def _negator(before: str) -> tuple[int, int] | None:
    """Where a negation stands that reaches the end of what stands before a term."""
    found = patterns.NEGATOR.search(before)
    return found.span() if found else None


def _harmless(words: str, place: tuple[int, int]) -> bool:
    """Whether a negation asserts, or only says when or why something else happens."""
    if patterns.CIRCUMSTANCE.search(words[: place[0]]):
        return True
    return any(
        match.start() < place[1] and place[0] < match.end()
        for match in patterns.HARMLESS_NEGATION.finditer(words)
    )
