"""The whole prompt, and how replies are read."""

import os
from pathlib import Path

import pytest

from domain.errors import ModelAnswerError
from prompts.answer import ask_for_answer, read_answer
from prompts.data import Source

GOLDEN = Path(__file__).parent / "golden" / "answer.v1.txt"
SOURCES = (Source("a law, Art. 1", ("One thing is so.", "Another is not.")), Source("b", ("c",)))


@pytest.mark.parametrize("fault", ["", "there is no source sentence P9.S9"])
def test_the_rendered_prompt_is_the_golden_one(fault: str) -> None:
    request = ask_for_answer("Is it so?", SOURCES, "MDR class IIb", fault)
    path = GOLDEN.with_stem(GOLDEN.stem + ("-again" if fault else ""))
    text = f"{request.system}\n---\n{request.prompt}\n---\n{request.schema}\n"
    if os.environ.get("CITEMARK_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    assert path.read_text("utf-8") == text


def test_a_good_reply_is_read() -> None:
    said = read_answer('{"sentences": [{"text": "Yes.", "sources": ["P1.S2"]}]}', SOURCES)
    assert said.sentences[0].sources == ["P1.S2"]


@pytest.mark.parametrize(
    ("reply", "fault"),
    [
        ("Yes.", "the whole reply"),
        ('{"sentences": [{"text": "Yes."}]}', "sentences.0.sources"),
        ('{"sentences": [{"text": "Yes.", "sources": ["P1.S3"]}]}', "no source sentence P1.S3"),
        ('{"sentences": [{"text": "Yes.", "sources": ["P0.S1"]}]}', "P0.S1"),
        ('{"sentences": []}', "neither"),
        ('{"sentences": [], "not_settled": "x", "tool": "y"}', "tool"),
    ],
)
def test_a_bad_reply_is_refused_with_its_fault(reply: str, fault: str) -> None:
    with pytest.raises(ModelAnswerError, match=fault):
        read_answer(reply, SOURCES)
