"""The prompt that asks for an answer from numbered sentences, and how the reply is read."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import from_json

from domain.chat import ChatRequest
from domain.errors import ModelAnswerError
from prompts.data import Source, clean, data_block, labels
from prompts.rendering import fingerprint, render
from prompts.replies import shaped

TEMPLATE = "answer.v1"
_SYSTEM = (
    "You answer questions on the law of medical devices and AI from numbered sources. You use "
    "nothing but the sources, cite their labels and say when they do not settle the question."
)
_MAX_TOKENS = 800


class SaidSentence(BaseModel):
    """One sentence of the answer with the labels of the source sentences that carry it."""

    model_config = ConfigDict(extra="forbid", strict=True)
    text: Annotated[str, Field(min_length=1, max_length=600)]
    sources: list[str]


class SaidAnswer(BaseModel):
    """An answer in cited sentences, or what the sources leave open."""

    model_config = ConfigDict(extra="forbid", strict=True)
    sentences: Annotated[list[SaidSentence], Field(max_length=8)]
    not_settled: Annotated[str, Field(max_length=600)] = ""


def ask_for_answer(
    question: str, sources: Sequence[Source], device: str = "", fault: str = ""
) -> ChatRequest:
    """The request; `fault` names what was wrong with the last reply."""
    block = data_block(sources)
    values = {
        "question": clean(question)[0],
        "device": clean(device)[0],
        "nonce": block.nonce,
        "sources": block.text,
        "fault": fault,
    }
    schema = json.dumps(SaidAnswer.model_json_schema(), sort_keys=True)
    return ChatRequest(_SYSTEM, render(TEMPLATE, values), _MAX_TOKENS, schema)


def read_answer(text: str, sources: Sequence[Source]) -> SaidAnswer:
    """The reply; raises `ModelAnswerError` that names the fault.

    Faults: another shape, labels of no source, neither sentences nor what is not settled.
    """
    said = shaped(SaidAnswer, text)
    unknown = sorted({name for one in said.sentences for name in one.sources} - labels(sources))
    if unknown:
        raise ModelAnswerError(f"there is no source sentence {clean_labels(unknown)}")
    if not said.sentences and not said.not_settled.strip():
        raise ModelAnswerError("it holds neither sentences nor what is not settled")
    return said


def read_so_far(text: str, sources: Sequence[Source]) -> tuple[SaidSentence, ...]:
    """The sentences of a reply that is still coming which are whole and name known sources.

    One is whole when something follows it: the next one, or what comes after the last.
    """
    try:
        reply = from_json(text, allow_partial=True)
    except ValueError:
        return ()
    coming = reply.get("sentences") if isinstance(reply, dict) else None
    if not isinstance(coming, list):
        return ()
    whole = coming[:-1] if list(reply)[-1] == "sentences" else coming
    known = labels(sources)
    return tuple(one for one in _sentences(whole) if one.sources and known >= set(one.sources))


def _sentences(said: Iterable[object]) -> Iterator[SaidSentence]:
    for one in said:
        with suppress(ValidationError):
            yield SaidSentence.model_validate(one)


def clean_labels(labels: Sequence[str]) -> str:
    """Labels that a model made up, short and on one line."""
    return ", ".join(" ".join(name.split())[:12] for name in labels[:5])


def template() -> str:
    """The template with its hash, for a manifest."""
    return fingerprint(TEMPLATE)
