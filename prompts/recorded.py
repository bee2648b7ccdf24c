"""Answers that were given before: each is paid for once."""

import json
from pathlib import Path

from domain.chat import ChatReply, ChatRequest
from domain.errors import ModelAnswerError
from domain.ports import AnswerCache, ChatModel, Heard


class RecordedChat:
    """A `domain.ports.ChatModel` that asks another one, `chat`, only for what is not kept yet."""

    def __init__(self, model: ChatModel, answers: AnswerCache) -> None:
        self.chat = model
        self._answers = answers

    @property
    def name(self) -> str:
        """Provider and model of the one behind it."""
        return self.chat.name

    @property
    def settings(self) -> str:
        """The settings of the one behind it."""
        return self.chat.settings

    def complete(self, request: ChatRequest, heard: Heard | None = None) -> ChatReply:
        """The kept answer at once, or a new one, which is kept before it is returned."""
        under = f"{self.name} | {self.settings}"
        if (kept := self._answers.get_answer(under, request.key)) is not None:
            return kept
        reply = self.chat.complete(request, heard)
        self._answers.put_answer(under, request.key, reply)
        return reply


class AnswerFolder:
    """A `domain.ports.AnswerCache` in a folder, one readable JSON file an answer."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get_answer(self, model: str, key: str) -> ChatReply | None:
        """The answer in the file of that key; raises `ModelAnswerError` where it is damaged."""
        path = self._folder / f"{key}.json"
        if not path.is_file():
            return None
        try:
            kept = json.loads(path.read_text("utf-8"))
            reply = ChatReply(str(kept["text"]), int(kept["input"]), int(kept["output"]))
        except (ValueError, KeyError, TypeError):
            raise ModelAnswerError(f"{path} is damaged; delete it and run again") from None
        return reply if kept.get("model") == model else None

    def put_answer(self, model: str, key: str, reply: ChatReply) -> None:
        """Write the answer; a half-written file never carries the final name."""
        path = self._folder / f"{key}.json"
        content = {
            "model": model,
            "input": reply.input_tokens,
            "output": reply.output_tokens,
            "text": reply.text,
        }
        self._folder.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
        part.replace(path)
