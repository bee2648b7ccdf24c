"""Small reviews that a scripted model reads too, for tests."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date

from domain.chat import ChatRequest
from domain.device import DeviceProfile, Fact, Framework
from domain.finding import Finding, Review
from domain.law import ApplicationDates, Catalogue, Criterion, Obligation, Tier
from domain.pinpoint import Pinpoint
from prompts.scripted import ScriptedChat
from review.affinity import Affinity
from review.assisted.order import Assist
from review.assisted.reviewing import AssistedReview
from review.corpus import Corpus
from review.reviewing import Ground, review

PROFILE = DeviceProfile("Test", "1.0", Framework.MDR, "IIa", {"software": Fact.YES})
OVERRIDE = Criterion("Says how an output is overridden", (("overrid*",), ("result", "output")))
LOGS = Criterion("Says how long logs are kept", (("logs",), ("kept", "retained"), ("@duration",)))
SENTENCE = re.compile(r"^(P\d+\.S\d+): (.*)$", re.MULTILINE)

Say = Callable[[ChatRequest], str]


def obligation(name: str, *criteria: Criterion, tier: Tier = Tier.CORE) -> Obligation:
    return Obligation(
        id=name,
        pinpoint=Pinpoint.parse(name),
        title="Title",
        addressees=("provider",),
        conditions=(),
        kind="design_requirement",
        evidence=(),
        tier=tier,
        dates=ApplicationDates(),
        criteria=criteria,
    )


def catalogue(*rows: Obligation) -> Catalogue:
    return Catalogue({row.id: row for row in rows}, "digest")


def own_review(texts: Corpus, rows: Catalogue) -> Review:
    return review(texts, PROFILE, Ground(date(2026, 12, 1), rows, (), "none"), Affinity())


def read_by(texts: Corpus, rows: Catalogue, assist: Assist) -> Review:
    made = own_review(texts, rows)
    near = Affinity(
        {key: dict.fromkeys(range(len(texts.passages)), 1.0) for key in rows.obligations}
    )
    return AssistedReview(made, texts, rows, near).read_by(assist, lambda *_: None)


def assist(say: Say, budget: int = 1_000_000, repeat: int = 1) -> Assist:
    return Assist(ScriptedChat(say), budget, repeat)


def finding(made: Review, name: str) -> Finding:
    return next(found for found in made.findings if found.obligation == name)


def labels(prompt: str) -> Mapping[str, str]:
    """The sentences of a prompt by label."""
    return dict(SENTENCE.findall(prompt))


def asked(prompt: str) -> list[str]:
    """The labels of the criteria of a prompt."""
    return re.findall(r"^(C\d+) \(", prompt, re.MULTILINE)


def saying(status: str, words: str = "", reason: str = "") -> Say:
    """For each criterion that status, citing the sentences that hold the words."""

    def say(request: ChatRequest) -> str:
        cited = [n for n, text in labels(request.prompt).items() if words and words in text]
        return reply(dict.fromkeys(asked(request.prompt), (status, cited, reason)))

    return say


def reply(said: Mapping[str, tuple[str, list[str], str]]) -> str:
    return json.dumps(
        {
            "criteria": [
                {"id": n, "sentences": cited, "reason": why, "missing": "", "status": status}
                for n, (status, cited, why) in said.items()
            ]
        }
    )
