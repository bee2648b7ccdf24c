"""What the law says of one device, as plain data: crosswalk, classification, status."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from domain.device import Applicability, Applies, DeviceProfile
from domain.law import Catalogue
from domain.pinpoint import Act
from regulations.ai_status import AiStatus, Check, Remark, ai_status
from regulations.applicability import applicability
from regulations.classification import Classification, Qualification, Step, classify, qualify
from regulations.crosswalk import TopicRows, matrix
from regulations.known_facts import LegalFact
from regulations.transitions import transitions
from regulations.vocabulary import load_vocabulary
from review.report.payload import Plain, device_payload

_APPLIES = {Applies.YES: True, Applies.NO: False, Applies.UNKNOWN: None}
SHARED = "shared"


@dataclass(frozen=True, slots=True)
class CrosswalkRow:
    """One obligation in the matrix. `mark` is `shared`, or says which act alone asks for it.

    `linked` are the rows of the other act that go with it.
    """

    id: str
    pinpoint: str
    title: str
    mark: str
    linked: tuple[str, ...]
    answer: Applicability


@dataclass(frozen=True, slots=True)
class CrosswalkTopic:
    """One topic with the rows of the device law and those of the AI Act, in reading order."""

    id: str
    name: str
    device: tuple[CrosswalkRow, ...]
    ai: tuple[CrosswalkRow, ...]


def crosswalk(catalogue: Catalogue, profile: DeviceProfile, on: date) -> tuple[CrosswalkTopic, ...]:
    """The topics that have a row for the device, each row marked shared or of one act only."""
    answers = applicability(catalogue, profile, on)
    built = (
        _Topic(catalogue, answers, rows, profile.framework.act)
        for rows in matrix(catalogue, answers)
    )
    return tuple(one.told() for one in built if one.rows.device or one.rows.ai)


@dataclass(frozen=True, slots=True)
class _Topic:
    catalogue: Catalogue
    answers: Mapping[str, Applicability]
    rows: TopicRows
    act: Act

    def told(self) -> CrosswalkTopic:
        device = tuple(self._row(name, self.act) for name in self.rows.device)
        ai = tuple(self._row(name, Act.AIA) for name in self.rows.ai)
        return CrosswalkTopic(self.rows.topic.id, self.rows.topic.name, device, ai)

    def _row(self, name: str, act: Act) -> CrosswalkRow:
        row = self.catalogue.get(name)
        pairs = [(link.device, link.ai) for link in self.rows.links]
        linked = [other for pair in pairs if name in pair for other in pair if other != name]
        mark = SHARED if name in self.rows.shared else f"{act.label} only"
        return CrosswalkRow(
            name, row.pinpoint.label, row.title, mark, tuple(linked), self.answers[name]
        )


def crosswalk_payload(topics: Iterable[CrosswalkTopic]) -> list[Plain]:
    """The matrix as plain data."""
    return [
        {
            "topic": topic.id,
            "name": topic.name,
            "device_rows": [_crosswalk_row(row) for row in topic.device],
            "ai_rows": [_crosswalk_row(row) for row in topic.ai],
        }
        for topic in topics
    ]


def _crosswalk_row(row: CrosswalkRow) -> Plain:
    day = row.answer.applies_from
    return {
        "id": row.id,
        "pinpoint": row.pinpoint,
        "title": row.title,
        "mark": row.mark,
        "linked": list(row.linked),
        "applies": _APPLIES[row.answer.applies],
        "reason": row.answer.reason,
        "from": day.isoformat() if day else None,
        "in_force": row.answer.in_force,
    }


def classification_payload(profile: DeviceProfile) -> Plain:
    """Qualification and classification, each step with its rule, and the open questions."""
    found, qualified = classify(profile), qualify(profile)
    return {
        "device": device_payload(profile),
        "qualification": _qualification(qualified),
        "classification": _classification(found),
    }


def _qualification(found: Qualification) -> Plain:
    return {
        "is_device_software": found.is_device_software.value,
        "framework": found.framework.value if found.framework else None,
        "steps": [_step(step) for step in found.steps],
        "questions": _questions(found.questions),
    }


def _classification(found: Classification) -> Plain:
    return {
        "stated": found.stated,
        "proposed": found.proposed,
        "differs": found.differs,
        "conclusion": found.conclusion,
        "steps": [_step(step) for step in found.steps],
        "questions": _questions(found.questions),
    }


def _step(step: Step) -> Plain:
    return {
        "rule": step.rule,
        "source": step.source,
        "class": step.gives or None,
        "value": step.value.value,
        "reason": step.reason,
    }


def _questions(names: Iterable[str]) -> Plain:
    conditions = load_vocabulary().conditions
    return {name: conditions[name].question for name in names}


def status_payload(profile: DeviceProfile, on: date) -> Plain:
    """The standing under the AI Act and the transition rules on that day, with sources."""
    status = ai_status(profile, on)
    return {
        "device": device_payload(profile),
        "on": on.isoformat(),
        "high_risk": status.high_risk.value,
        "applies_from": status.applies_from.isoformat() if status.applies_from else None,
        "in_force": status.in_force,
        **_checks(status),
        "route": [_remark(remark) for remark in status.route],
        "roles": [_remark(remark) for remark in status.roles],
        "dates": [_remark(remark) for remark in status.dates],
        "transitions": [_fact(fact) for fact in transitions(profile.framework)],
    }


def _checks(status: AiStatus) -> Plain:
    return {
        "article_6_1": {
            "conclusion": _check(status.conclusion),
            "conditions": [_check(check) for check in status.conditions],
        },
        "annex_iii": _check(status.annex_iii),
        "prohibitions_to_screen": [_check(check) for check in status.prohibitions],
        "transparency": [_check(check) for check in status.transparency],
    }


def _check(check: Check) -> Plain:
    return {
        "name": check.name,
        "value": check.value.value,
        "reason": check.reason,
        "questions": _questions(check.questions),
        "sources": list(check.sources),
    }


def _remark(remark: Remark) -> Plain:
    return {
        "says": remark.text,
        "sources": list(remark.sources),
        "confidence": remark.confidence,
    }


def _fact(fact: LegalFact) -> Plain:
    told = {"says": fact.says, "sources": list(fact.sources), "confidence": fact.confidence}
    return {"topic": fact.topic, **told, "as_of": fact.as_of}
