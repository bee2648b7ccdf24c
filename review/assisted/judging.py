"""One question to a model on one group: asked, asked again once for a fault, or given up."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.chat import ChatRequest, Usage
from domain.errors import (
    ModelAnswerError,
    ModelEmptyError,
    ModelRateLimitError,
    ModelRefusedError,
    ModelTimeoutError,
    ModelUnreachableError,
)
from domain.finding import ModelStatus
from domain.ports import ChatModel
from prompts.judge import SaidCriterion, ask_for_judgement, read_judgement
from review.assisted.lead import Lead

ATTEMPTS = 2
_PASSING = (ModelRateLimitError, ModelTimeoutError, ModelUnreachableError)


@dataclass(frozen=True, slots=True)
class View:
    """What a model says of one criterion; `cited` are numbers of sentences of the corpus."""

    status: ModelStatus
    cited: tuple[int, ...] = ()
    reason: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """The views on a group in the order of its criteria, or the fault for which there are none.

    `passing` says that the same question may be answered when it is put again later.
    """

    views: tuple[View, ...] = ()
    fault: str = ""
    usage: Usage = field(default_factory=Usage)
    retries: int = 0
    passing: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A group's question, ready to be put; `run` counts from 0 where it is put several times."""

    topic: str
    device: str
    lead: Lead
    run: int = 0

    def request(self, fault: str = "") -> ChatRequest:
        """What is sent; `fault` names what was wrong with the last reply."""
        lead = self.lead
        asked = ask_for_judgement(self.topic, lead.asked, lead.sources, self.device, fault)
        return ChatRequest(asked.system, asked.prompt, asked.max_tokens, asked.schema, self.run)


def judge(question: Question, model: ChatModel) -> Told:
    """Put the question; raises `ModelSettingError`, for which no other question fares better."""
    usage, fault, retries = Usage(), "", -1
    for _ in range(ATTEMPTS):
        retries += 1
        try:
            reply = model.complete(question.request(fault))
            usage += Usage.of(reply)
            said = read_judgement(reply.text, question.lead.asked, question.lead.sources)
        except (ModelAnswerError, ModelEmptyError) as error:
            fault = str(error)
        except ModelRefusedError as error:
            return Told((), str(error), usage, retries)
        except _PASSING as error:
            return Told((), str(error), usage, retries, passing=True)
        else:
            return Told(_views(said, question.lead.sentences), "", usage, retries)
    return Told((), fault, usage, retries)


def _views(said: tuple[SaidCriterion, ...], sentences: Mapping[str, int]) -> tuple[View, ...]:
    return tuple(
        View(
            ModelStatus(one.status),
            tuple(dict.fromkeys(sentences[name] for name in one.sentences)),
            " ".join(one.reason.split()),
            " ".join(one.missing.split()),
        )
        for one in said
    )
