"""The prompt that asks which sentences of different documents contradict each other."""

import json
from collections.abc import Sequence
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from domain.chat import ChatRequest
from prompts.data import Source, clean, data_block
from prompts.rendering import fingerprint, render
from prompts.replies import check_labels, shaped
from prompts.schema import compact

TEMPLATE = "conflicts.v1"
_SYSTEM = (
    "You compare statements of technical documentation. You name the labels of sentences that "
    "contradict each other and never quote."
)
_MAX_TOKENS = 600


class SaidConflict(BaseModel):
    """Two sentences that cannot both be true, by their labels, and what both speak of."""

    model_config = ConfigDict(extra="forbid", strict=True)
    one: str
    other: str
    about: Annotated[str, Field(max_length=120)]


class SaidConflicts(BaseModel):
    """All pairs that the model names."""

    model_config = ConfigDict(extra="forbid", strict=True)
    conflicts: Annotated[list[SaidConflict], Field(max_length=10)]


def ask_for_conflicts(sources: Sequence[Source], device: str = "", fault: str = "") -> ChatRequest:
    """The request; `fault` names what was wrong with the last reply."""
    block = data_block(sources)
    values = {
        "device": clean(device)[0],
        "nonce": block.nonce,
        "sources": block.text,
        "fault": fault,
    }
    schema = json.dumps(compact(SaidConflicts.model_json_schema()), sort_keys=True)
    return ChatRequest(_SYSTEM, render(TEMPLATE, values), _MAX_TOKENS, schema)


def read_conflicts(text: str, sources: Sequence[Source]) -> tuple[SaidConflict, ...]:
    """The pairs; raises `ModelAnswerError` for another shape or labels of no sentence."""
    said = shaped(SaidConflicts, text).conflicts
    check_labels((name for pair in said for name in (pair.one, pair.other)), sources)
    return tuple(said)


def template() -> str:
    """The template with its hash, for a manifest."""
    return fingerprint(TEMPLATE)
