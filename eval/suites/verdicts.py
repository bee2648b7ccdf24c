"""One criterion and a few sentences: what does the assessor make of them?

The assessor runs over a document that holds these sentences only. Its answer is one of seven
labels; finer standings are folded in (`_FOLDED`). Three sets of cases:

- `dev` and `test`: `gold/verdicts.jsonl`, in groups that differ in a word; a group is in one part;
- `tuned`: cases by which the terms of the criteria and the patterns were made. They show what has
  been lost since, not what works on new text.

A false evidence is a case whose sentences do not assert what the criterion asks, counted as met;
a missed evidence one that asserts it, not counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.finding import Assertion, CriterionResult
from domain.law import ApplicationDates, Catalogue, Criterion, Obligation, Tier
from domain.pinpoint import Pinpoint
from eval.gold_files import Row, gold_rows
from eval.made_documents import corpus_of_sentences
from eval.measures import label_f1, macro_f1
from eval.results import Measured, Miss, SuiteResult, by_part, measured, share
from regulations.lexicon import load_lexicon
from review.affinity import Affinity
from review.assembly import Workbench
from review.assess import RuleAssessor
from review.corpus import Corpus
from review.relevance import evidence_signs

LABELS = ("asserted", "contradictory", "denied", "mention", "placeholder", "planned", "silent")
_MET = {"asserted", "contradictory"}
_FOLDED = {
    Assertion.DENIED: "denied",
    Assertion.PLANNED: "planned",
    Assertion.CONDITIONAL: "planned",
    Assertion.PLACEHOLDER: "placeholder",
    Assertion.ADVICE: "placeholder",
    Assertion.MENTION: "mention",
    Assertion.LAW_QUOTE: "mention",
    Assertion.HEADING: "mention",
    Assertion.HIDDEN: "mention",
}

_GOLD = {"meets": "asserted", "near-miss": "not asserted"}


@dataclass(frozen=True, slots=True)
class Case:
    """Sentences under a heading, put to one criterion of an obligation.

    `label` is one of `LABELS`, or "not asserted" where the gold says no more than that.
    """

    name: str
    group: str
    obligation: Obligation
    criterion: Criterion
    sentences: tuple[str, ...]
    context: str
    kind: str | None
    label: str


@dataclass(frozen=True, slots=True)
class _Outcome:
    case: Case
    answer: str
    note: str

    @property
    def pair(self) -> tuple[str, str]:
        return self.case.label, self.answer

    @property
    def wants_met(self) -> bool:
        return self.case.label in _MET

    @property
    def is_met(self) -> bool:
        return self.answer in _MET


def run(bench: Workbench) -> SuiteResult:
    """Judge every case and score the labels."""
    new, unscored = _cases(bench.catalogue, gold_rows("verdicts"))
    tuned, lost = _cases(bench.catalogue, [*gold_rows("criteria_aia"), *gold_rows("criteria_mdr")])
    tuned += [_sentence_case(row) for row in gold_rows("assertions")]
    parts: dict[str, list[Case]] = {"tuned": tuned}
    parts |= by_part(new, lambda case: case.group)
    bench.embedder.embed([text for cases in parts.values() for c in cases for text in c.sentences])
    outcomes = {part: [_judge(bench, case) for case in cases] for part, cases in parts.items()}
    measures: dict[str, Measured] = {}
    for part, found in outcomes.items():
        measures |= _measures(part, found)
        alone = [_judge_by_terms(case) for case in parts[part]]
        measures[f"{part} terms alone/false evidence rate"] = _false_evidence(alone)
    misses = [_miss(part, o) for part, found in outcomes.items() for o in found if _wrong(o)]
    return SuiteResult("verdicts", measures, misses, unscored + lost)


def _cases(catalogue: Catalogue, rows: Sequence[Row]) -> tuple[list[Case], int]:
    """The cases, and how many name a criterion that the catalogue no longer has."""
    found = [_case(catalogue, number, row) for number, row in enumerate(rows)]
    return [case for case in found if case], sum(case is None for case in found)


def _case(catalogue: Catalogue, number: int, row: Row) -> Case | None:
    obligation = catalogue.obligations.get(str(row["obligation"]))
    index = int(row["criterion"])
    if obligation is None or index >= len(obligation.criteria):
        return None
    group = f"{obligation.id}#{index}"
    label = _GOLD.get(str(row["label"]), str(row["label"]))
    sentences = tuple(row.get("sentences") or [row["sentence"]])
    context, kind = str(row.get("context", "")), row.get("document")
    criterion = obligation.criteria[index]
    return Case(f"{group}/{number}", group, obligation, criterion, sentences, context, kind, label)


def _sentence_case(row: Row) -> Case:
    """A sentence with its matter, as a criterion that asks for just that matter."""
    criterion = Criterion(" ".join(row["matter"]), tuple((str(word),) for word in row["matter"]))
    place = Pinpoint.parse("aia.art-9.1")
    obligation = Obligation(
        "", place, "", (), (), "", (), Tier.CORE, ApplicationDates(), criteria=(criterion,)
    )
    label = _FOLDED.get(Assertion(row["label"]), "asserted")
    text = str(row["sentence"])
    return Case(text[:60], text, obligation, criterion, (text,), "", None, label)


def _judge(bench: Workbench, case: Case) -> _Outcome:
    corpus = _corpus(case)
    return _outcome(case, corpus, Affinity(signs=evidence_signs(corpus, bench.embedder)))


def _judge_by_terms(case: Case) -> _Outcome:
    """What the terms of the criteria find by themselves, without what was learned."""
    return _outcome(case, _corpus(case), Affinity())


def _corpus(case: Case) -> Corpus:
    return corpus_of_sentences(case.context, case.sentences, case.kind)


def _outcome(case: Case, corpus: Corpus, affinity: Affinity) -> _Outcome:
    finding = RuleAssessor(corpus, load_lexicon(), affinity).assess(case.obligation)
    result = finding.criteria[case.obligation.criteria.index(case.criterion)]
    notes = "; ".join(e.note for e in result.evidence if e.note)
    return _Outcome(case, label_of(result), notes)


def label_of(result: CriterionResult) -> str:
    """The label that a criterion's result comes to."""
    if result.met:
        return "contradictory" if result.reason else "asserted"
    if not result.evidence:
        return "silent"
    return _FOLDED.get(result.evidence[0].assertion, "mention")


def _false_evidence(found: Sequence[_Outcome]) -> Measured:
    return share([o.is_met for o in found if not o.wants_met], lower=True)


def _measures(part: str, found: Sequence[_Outcome]) -> dict[str, Measured]:
    measures = {
        f"{part}/false evidence rate": _false_evidence(found),
        f"{part}/missed evidence rate": share(
            [not o.is_met for o in found if o.wants_met], lower=True
        ),
    }
    pairs = [o.pair for o in found]
    if part != "tuned":
        measures[f"{part}/macro F1"] = measured(pairs, macro_f1)
        for label in LABELS:
            score = label_f1(pairs, label)
            cases = sum(gold == label for gold, _ in pairs)
            measures[f"{part}/F1 {label}"] = Measured(score, score, score, cases)
    return measures


def _wrong(outcome: _Outcome) -> bool:
    label = outcome.case.label
    if label == "not asserted":
        return outcome.is_met
    return outcome.answer != label


def _miss(part: str, outcome: _Outcome) -> Miss:
    case = outcome.case
    if outcome.is_met and not outcome.wants_met:
        kind = "false evidence"
    elif outcome.wants_met and not outcome.is_met:
        kind = "missed evidence"
    else:
        kind = "other label"
    words = " / ".join(case.sentences)
    detail = f"{case.label} read as {outcome.answer}: [{case.context}] {words}"
    asked = f" | asked: {case.criterion.text}"
    note = f" ({outcome.note})" if outcome.note else ""
    return Miss(case.name, f"{part} {kind}", detail + asked + note)
