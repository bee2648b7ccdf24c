"""The prompt that asks whether numbered sentences meet criteria, and how the reply is read."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from domain.chat import ChatRequest
from domain.errors import ModelAnswerError
from prompts.data import Source, clean, data_block, listed
from prompts.rendering import fingerprint, render
from prompts.replies import check_labels, shaped
from prompts.schema import compact

TEMPLATE = "judge.v1"
_SYSTEM = (
    "You read technical documentation of medical devices as a strict reviewer. You judge from "
    "numbered sentences alone, name their labels and never quote."
)
_TOKENS_AROUND = 60
_TOKENS_A_CRITERION = 120


@dataclass(frozen=True, slots=True)
class Asked:
    """One criterion: its label, the place in the law, our words, what the rules found."""

    label: str
    place: str
    text: str
    own: str


class SaidCriterion(BaseModel):
    """What the model says of one criterion."""

    model_config = ConfigDict(extra="forbid", strict=True)
    id: str
    sentences: Annotated[list[str], Field(max_length=12)]
    reason: Annotated[str, Field(max_length=400)]
    missing: Annotated[str, Field(max_length=300)]
    status: Literal["met", "not met", "unclear"]


class SaidJudgement(BaseModel):
    """What the model says of all criteria that it was asked for."""

    model_config = ConfigDict(extra="forbid", strict=True)
    criteria: list[SaidCriterion]


def ask_for_judgement(
    topic: str,
    criteria: Sequence[Asked],
    sources: Sequence[Source],
    device: str = "",
    fault: str = "",
) -> ChatRequest:
    """The request; `fault` names what was wrong with the last reply."""
    block = data_block(sources)
    values = {
        "topic": topic,
        "device": clean(device)[0],
        "nonce": block.nonce,
        "sources": block.text,
        "criteria": criteria,
        "fault": fault,
    }
    most = _TOKENS_AROUND + _TOKENS_A_CRITERION * len(criteria)
    schema = json.dumps(compact(SaidJudgement.model_json_schema()), sort_keys=True)
    return ChatRequest(_SYSTEM, render(TEMPLATE, values), most, schema)


def read_judgement(
    text: str, criteria: Sequence[Asked], sources: Sequence[Source]
) -> tuple[SaidCriterion, ...]:
    """What is said of each criterion, in the order asked; raises `ModelAnswerError` for a fault.

    Faults: another shape, a criterion that is missing, strange or there twice, labels of no
    sentence.
    """
    said = shaped(SaidJudgement, text).criteria
    asked = [one.label for one in criteria]
    found = [one.id for one in said]
    if sorted(found) != sorted(asked):
        raise ModelAnswerError(_wrong_criteria(asked, found))
    check_labels((name for one in said for name in one.sentences), sources)
    by_label = {one.id: one for one in said}
    return tuple(by_label[label] for label in asked)


def _wrong_criteria(asked: Sequence[str], found: Sequence[str]) -> str:
    if missing := [label for label in asked if label not in found]:
        return f"criteria are missing: {listed(missing)}"
    if strange := sorted(set(found) - set(asked)):
        return f"there is no criterion {listed(strange)}"
    return "a criterion is there twice"


def template() -> str:
    """The template with its hash, for a manifest."""
    return fingerprint(TEMPLATE)
