"""A review and ten questions, one after the other, with a model behind a real server."""

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from domain.chat import ChatRequest
from domain.citation import ProvisionCitation
from domain.finding import Review
from review.assembly import Workbench
from review.assisted.order import Assist
from review.settings import Settings
from tests.prompts.openai_server import Canned, prompt_of, replaying
from tests.review.assisted.reading import OVERRIDE, catalogue, labels, obligation, read_by, saying
from tests.review.assisted.test_chains import UNUSABLE, proposed, whole

pytest.importorskip("langchain_openai", reason="the extra openai is not installed")

QUESTIONS = (
    "How long must the logs of a high-risk AI system be kept?",
    "Who must be told of a serious incident?",
    "What must the instructions for use contain?",
    "How long must the technical documentation be kept?",
    "What must human oversight of a high-risk AI system enable?",
    "What does the risk management system consist of?",
    "What must training data be examined for?",
    "What must the declaration of conformity contain?",
    "What is post-market surveillance?",
    "What must the clinical evaluation report contain?",
)
MANY = catalogue(*(obligation(f"aia.art-{n}.1", OVERRIDE) for n in range(8, 28)))
KINDS = ("not_settled", "conflicts", "unanswered", "criteria")


def kind(prompt: str) -> str:
    return next(one for one in KINDS if f'"{one}"' in prompt)


def answered(request: Mapping[str, object]) -> Canned:
    prompt = prompt_of(request)
    name, words = next(iter(labels(prompt).items()))
    said: dict[str, object] = {
        "not_settled": {"sentences": [{"text": words, "sources": [name]}], "not_settled": ""},
        "conflicts": {"conflicts": []},
        "unanswered": {"unanswered": [name]},
    }
    wanted = kind(prompt)
    if wanted == "criteria":
        return Canned(saying("not met")(ChatRequest("", prompt)))
    return Canned(json.dumps(said[wanted]))


def reviewed(bench: Workbench) -> Review:
    assert bench.chat is not None
    return read_by(whole(), MANY, Assist(bench.chat, 1_000_000))


@pytest.mark.slow
def test_a_review_and_ten_questions_end_whole(tmp_path: Path) -> None:
    with replaying(answered) as server:
        settings = Settings(data=tmp_path, model="openai:test", model_url=server.url)
        with Workbench(settings) as bench:
            made = reviewed(bench)
            calls = Counter(kind(prompt_of(request)) for request in server.requests)
            answers = [bench.ask(question) for question in QUESTIONS]
        asked = Counter(kind(prompt_of(request)) for request in server.requests) - calls
    tally = made.ledger.assisted
    assert calls["unanswered"] == 1
    assert calls["criteria"] == tally["rows read by the model"] == len(MANY.obligations)
    assert made.manifest.model.usage.answers == calls.total()
    assert tally["rows without a usable answer"] == tally[UNUSABLE] == 0
    assert len(proposed(made)) == tally["broken chains proposed and confirmed"] == 1
    assert asked == {"not_settled": len(QUESTIONS)}
    for answer in answers:
        assert not answer.abstained, answer.reason
        cited = [place for told in answer.statements for place in told.citations]
        assert cited
        assert all(isinstance(place, ProvisionCitation) for place in cited)
