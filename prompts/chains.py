"""The prompt that asks which claims, risk controls and requirements no result answers."""

import json
from collections.abc import Sequence
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from domain.chat import ChatRequest
from prompts.data import Source, clean, data_block
from prompts.rendering import fingerprint, render
from prompts.replies import check_labels, shaped
from prompts.schema import compact

TEMPLATE = "chains.v1"
_SYSTEM = (
    "You trace technical documentation from claims, risk controls and requirements to results. "
    "You name the labels of sentences that no result answers and never quote."
)
_MAX_TOKENS = 300


class SaidChains(BaseModel):
    """The labels of the sentences that nothing answers."""

    model_config = ConfigDict(extra="forbid", strict=True)
    unanswered: Annotated[list[str], Field(max_length=20)]


def ask_for_chains(
    sources: Sequence[Source], asked: Sequence[str], device: str = "", fault: str = ""
) -> ChatRequest:
    """The request: `asked` are the labels of the sentences that want an answer.

    `fault` names what was wrong with the last reply.
    """
    block = data_block(sources)
    values = {
        "asked": ", ".join(asked),
        "device": clean(device)[0],
        "nonce": block.nonce,
        "sources": block.text,
        "fault": fault,
    }
    schema = json.dumps(compact(SaidChains.model_json_schema()), sort_keys=True)
    return ChatRequest(_SYSTEM, render(TEMPLATE, values), _MAX_TOKENS, schema)


def read_chains(text: str, sources: Sequence[Source]) -> tuple[str, ...]:
    """The labels, each once; raises `ModelAnswerError` for another shape or unknown labels."""
    said = shaped(SaidChains, text).unanswered
    check_labels(said, sources)
    return tuple(dict.fromkeys(said))


def template() -> str:
    """The template with its hash, for a manifest."""
    return fingerprint(TEMPLATE)
