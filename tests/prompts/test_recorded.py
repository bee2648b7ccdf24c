"""Answers are paid for once."""

from pathlib import Path

import pytest

from domain.chat import ChatRequest
from domain.errors import ModelAnswerError
from prompts.recorded import AnswerFolder, RecordedChat
from prompts.scripted import ScriptedChat

ASK = ChatRequest("s", "How many?")


def test_the_same_request_is_asked_once_even_by_another_process(tmp_path: Path) -> None:
    model = ScriptedChat(lambda _: "seven é")
    first = RecordedChat(model, AnswerFolder(tmp_path)).complete(ASK)
    again = RecordedChat(model, AnswerFolder(tmp_path)).complete(ASK)
    assert first == again
    assert len(model.requests) == 1


def test_a_kept_answer_is_there_at_once_and_a_new_one_is_heard(tmp_path: Path) -> None:
    chat = RecordedChat(ScriptedChat(lambda _: "seven " * 9), AnswerFolder(tmp_path))
    first: list[str] = []
    again: list[str] = []
    chat.complete(ASK, first.append)
    chat.complete(ASK, again.append)
    assert len(first) > 1
    assert again == []


@pytest.mark.parametrize(
    "other",
    [
        ChatRequest("s", "How many??"),
        ChatRequest("s", "How many?", 5),
        ChatRequest("sH", "ow many?"),
    ],
)
def test_another_request_is_another_answer(tmp_path: Path, other: ChatRequest) -> None:
    model = ScriptedChat(lambda request: request.prompt)
    chat = RecordedChat(model, AnswerFolder(tmp_path))
    chat.complete(ASK)
    assert chat.complete(other).text == other.prompt
    assert len(model.requests) == 2


def test_another_model_is_another_answer(tmp_path: Path) -> None:
    RecordedChat(ScriptedChat(lambda _: "a", "x:a"), AnswerFolder(tmp_path)).complete(ASK)
    other = RecordedChat(ScriptedChat(lambda _: "b", "x:b"), AnswerFolder(tmp_path))
    assert other.complete(ASK).text == "b"


def test_a_damaged_record_is_named(tmp_path: Path) -> None:
    (tmp_path / f"{ASK.key}.json").write_text("{")
    with pytest.raises(ModelAnswerError, match="delete it"):
        RecordedChat(ScriptedChat(lambda _: ""), AnswerFolder(tmp_path)).complete(ASK)
