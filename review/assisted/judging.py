"""One question to a model on one group, and what it says of each criterion."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from domain.chat import ChatRequest
from domain.finding import ModelStatus
from domain.ports import ChatModel
from prompts.judge import SaidCriterion, ask_for_judgement, read_judgement
from review.assisted.exchange import Exchange, exchange
from review.assisted.lead import Lead


@dataclass(frozen=True, slots=True)
class View:
    """What a model says of one criterion; `cited` are numbers of sentences of the corpus."""

    status: ModelStatus
    cited: tuple[int, ...] = ()
    reason: str = ""
    missing: str = ""


Told = Exchange[tuple[View, ...]]
"""The views on a group in the order of its criteria, or the fault for which there are none."""


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
        return replace(asked, repeat=self.run)


def judge(question: Question, model: ChatModel) -> Told:
    """Put the question; raises `ModelSettingError`."""

    def read(text: str) -> tuple[View, ...]:
        lead = question.lead
        return _views(read_judgement(text, lead.asked, lead.sources), lead.sentences)

    return exchange(question.request, read, model)


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
