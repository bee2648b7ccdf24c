"""A review that a model read too: the rules first, the model beside them, code last.

What the rules say is the floor. The model's view of each criterion is kept on the finding; it
changes a verdict only through a sentence that the verifier accepts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from domain.chat import ModelUse, Usage
from domain.device import Applies
from domain.errors import UnknownRecordError
from domain.finding import CriterionResult, Finding, ModelOpinion, ModelStatus, Review, Verdict
from domain.law import Catalogue, Obligation
from domain.ports import Progress
from prompts.judge import template as judge_template
from regulations.lexicon import load_lexicon
from review.affinity import Affinity
from review.assess import RuleAssessor
from review.assisted.across import Seen, across, templates
from review.assisted.asking import BEYOND, Asked, ask_all, expected, reached
from review.assisted.deciding import Decided, LastWord
from review.assisted.groups import Group, groups_of
from review.assisted.judging import Question, Told, View
from review.assisted.lead import LeadFinder
from review.assisted.order import Assist, Estimate
from review.assisted.runs import agreed, unstable
from review.class_doubt import with_class_doubt
from review.corpus import Corpus
from review.ledger import counted


def asked_rows(review: Review, catalogue: Catalogue) -> tuple[Obligation, ...]:
    """The rows that a model can say something to: they reach the device and have criteria."""
    return tuple(
        catalogue.get(finding.obligation)
        for finding in review.findings
        if finding.criteria and review.applicability[finding.obligation].applies is Applies.YES
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """One row as it was asked: its criteria's views, one list a run, or why there are none."""

    row: Obligation
    runs: tuple[tuple[View, ...], ...]
    fault: str

    @property
    def beyond(self) -> bool:
        """Whether the budget did not reach the row."""
        return self.fault == BEYOND


class AssistedReview:
    """One review of one corpus, read by rules and then by a model."""

    def __init__(
        self, made: Review, corpus: Corpus, catalogue: Catalogue, affinity: Affinity
    ) -> None:
        self._made = made
        self._corpus = corpus
        self._device = f"{made.profile.framework.act.label} class {made.profile.risk_class}"
        self._assessor = RuleAssessor(corpus, load_lexicon(), affinity)
        self._leads = LeadFinder(corpus, self._assessor.finder, affinity)
        self._last_word = LastWord(corpus, self._assessor.finder)
        self._findings = {finding.obligation: finding for finding in made.findings}
        self.groups = groups_of(asked_rows(made, catalogue))

    def question(self, group: Group, run: int = 0) -> Question:
        """What is put to a model on a group."""
        lead = self._leads.lead(group, self._findings)
        return Question(group.unit.label, self._device, lead, run)

    def question_on(self, obligation: str) -> Question:
        """What is put to a model on the group of an obligation.

        Raises `UnknownRecordError` where the obligation is not put to a model.
        """
        for group in self.groups:
            if obligation in {row.id for row in group.rows}:
                return self.question(group)
        raise UnknownRecordError(
            f"{obligation} is not put to a model: it does not reach the device, or it has no "
            "criteria; `citemark obligations --device DEVICE.yaml` lists what applies"
        )

    def read_by(self, assist: Assist, progress: Progress) -> Review:
        """The review with the model's views, and what they change.

        Raises `ModelSettingError` where the model cannot be used at all.
        """
        questions = [
            replace(question, run=run)
            for question in map(self.question, self.groups)
            for run in range(assist.repeat)
        ]
        looks = across(self._made, self._corpus, self._device)
        assist.tell(self._estimate(questions, looks.expected, assist))
        asked = ask_all(questions, assist, progress)
        seen = looks.look(assist, asked.usage)
        rows = [
            row
            for number, group in enumerate(self.groups)
            for row in _rows(group, asked.told[number * assist.repeat :][: assist.repeat])
        ]
        findings = {row.row.id: self._finding(row, assist.repeat) for row in rows}
        tally = {**_tally(rows, findings), **seen.tally}
        made = self._reviewed(findings, _use(assist, asked, seen), tally)
        return replace(
            made,
            conflicts=(*made.conflicts, *seen.conflicts.found),
            observations=(*made.observations, *seen.chains.found),
        )

    def _estimate(self, questions: Sequence[Question], looks: Usage, assist: Assist) -> Estimate:
        used = expected(questions) + looks
        asked = reached(questions, assist.budget) // assist.repeat
        beyond = sum(len(group.rows) for group in self.groups[asked:])
        cost = assist.prices.cost(used)
        return Estimate(
            used.answers, used.input_tokens, used.output_tokens, assist.budget, beyond, cost
        )

    def _finding(self, asked: _Row, repeat: int) -> Finding:
        own = self._findings[asked.row.id]
        if asked.fault:
            opinions = () if asked.beyond else _no_opinions(own, asked.fault)
            return replace(own, model_note=asked.fault, opinions=opinions)
        views = [agreed(views) for views in zip(*asked.runs, strict=True)]
        made = self._decided(asked.row, [view for view, _ in views])
        if repeat == 1:
            return made
        verdicts = [self._decided(asked.row, run).verdict for run in asked.runs]
        opinions = tuple(
            replace(opinion, agreement=share)
            for opinion, (_, share) in zip(made.opinions, views, strict=True)
        )
        return replace(made, opinions=opinions, model_note=unstable(verdicts))

    def _decided(self, row: Obligation, views: Sequence[View]) -> Finding:
        own = self._findings[row.id]
        triples = zip(row.criteria, own.criteria, views, strict=True)
        decided = [self._last_word.decide(row, *triple) for triple in triples]
        results = tuple(one.result for one in decided)
        opinions = tuple(one.opinion for one in decided)
        if own.verdict is Verdict.CONFLICT or results == own.criteria:
            return replace(own, criteria=results, opinions=opinions)
        verdict, reason = self._assessor.conclude(row, results)
        if verdict is Verdict.UNDETERMINED:
            reason = _why_open(own.criteria, decided) or reason
        changed = own.verdict if verdict is not own.verdict else None
        return replace(
            own, verdict=verdict, reason=reason, criteria=results, opinions=opinions, own=changed
        )

    def _reviewed(
        self, findings: Mapping[str, Finding], use: ModelUse, tally: Mapping[str, int]
    ) -> Review:
        made = self._made
        name = f"; {use.model} beside them ({judge_template()})"
        every = tuple(findings.get(f.obligation, f) for f in made.findings)
        named = tuple(
            replace(f, assessor=f.assessor + name) if f.obligation in findings else f for f in every
        )
        named = with_class_doubt(named, made.profile)
        ledger = replace(counted(made.ledger, named), assisted=tally)
        return replace(
            made, findings=named, ledger=ledger, manifest=replace(made.manifest, model=use)
        )


def _rows(group: Group, told: Sequence[Told]) -> list[_Row]:
    """The views of each row of a group; a run without views leaves the row to the rules."""
    fault = next((one.fault for one in told if one.fault), "")
    rows, start = [], 0
    for row in group.rows:
        end = start + len(row.criteria)
        runs = () if fault else tuple((one.said or ())[start:end] for one in told)
        rows.append(_Row(row, runs, _named(fault)))
        start = end
    return rows


def _named(fault: str) -> str:
    if not fault or fault == BEYOND:
        return fault
    return f"no usable answer of the model: {fault}"


def _no_opinions(own: Finding, fault: str) -> tuple[ModelOpinion, ...]:
    return tuple(
        ModelOpinion(result.criterion, ModelStatus.UNDETERMINED, (), fault)
        for result in own.criteria
    )


def _why_open(own: Sequence[CriterionResult], decided: Sequence[Decided]) -> str:
    pairs = zip(own, decided, strict=True)
    return next((one.result.reason for before, one in pairs if one.result != before), "")


def _use(assist: Assist, asked: Asked, seen: Seen) -> ModelUse:
    usage = asked.usage + seen.usage
    return ModelUse(
        model=assist.model.name,
        settings=assist.model.settings,
        templates=(judge_template(), *templates()),
        usage=usage,
        cost=assist.prices.cost(usage),
        retries=asked.retries + seen.retries,
        dropped=seen.dropped,
        runs=assist.repeat,
        budget=assist.budget,
    )


def _tally(rows: Sequence[_Row], findings: Mapping[str, Finding]) -> dict[str, int]:
    """Rows by what the model had to do with them."""
    read = [findings[row.row.id] for row in rows if not row.fault]
    beyond = sum(row.beyond for row in rows)
    return {
        "rows read by the model": len(read),
        "rows on which it differs": sum(any(o.differs for o in f.opinions) for f in read),
        "verdicts that changed": sum(f.own is not None for f in read),
        "rows unstable over runs": sum(bool(f.model_note) for f in read),
        "rows without a usable answer": len(rows) - len(read) - beyond,
        "rows beyond the budget": beyond,
    }
