"""The whole prompt, and how replies are read."""

import os
from pathlib import Path

import pytest

from domain.errors import ModelAnswerError
from prompts.answer import ask_for_answer, read_answer, read_so_far
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


COMING = (
    '{"sentences": [{"text": "One \\"is\\" so.", "sources": ["P1.S1"]}, '
    '{"text": "c", "sources": ["P2.S1", "P1.S2"]}], "not_settled": ""}'
)


def test_a_reply_that_is_coming_gives_whole_sentences_only() -> None:
    ends = [COMING.index("}, ") + 3, COMING.index('], "not') + 3, len(COMING)]
    counts = [len(read_so_far(COMING[:end], SOURCES)) for end in range(len(COMING) + 1)]
    assert counts == sorted(counts)
    assert counts[: ends[0]] == [0] * ends[0]
    assert counts[-1] == 2
    assert set(counts) == {0, 1, 2}
    for end in range(len(COMING) + 1):
        for said in read_so_far(COMING[:end], SOURCES):
            assert said in read_answer(COMING, SOURCES).sentences


@pytest.mark.parametrize(
    "coming",
    [
        "Sure! ",
        "[1, 2",
        '"sentences',
        '{"sentences": 7, "not_settled": ""}',
        '{"sentences": [7, {}, {"text": "x"}], "not_settled": ""}',
        '{"sentences": [{"text": "x", "sources": []}], "not_settled": ""}',
        '{"sentences": [{"text": "x", "sources": ["P9.S1"]}], "not_settled": ""}',
        '{"sentences": [{"text": "x", "sources": ["P1.S1"], "more": 1}], "not_settled": ""}',
    ],
)
def test_what_is_no_carried_sentence_is_not_given(coming: str) -> None:
    assert read_so_far(coming, SOURCES) == ()
