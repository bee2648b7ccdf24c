"""A chat model that says what a function tells it to: for tests and demonstrations."""

from collections.abc import Callable

from domain.chat import ChatReply, ChatRequest
from domain.ports import Heard

_CHARACTERS_A_TOKEN = 4
_PIECE = 20
"""Characters that come at once where the answer is heard as it comes."""


class ScriptedChat:
    """A `domain.ports.ChatModel` without a model; `requests` holds what it was asked."""

    def __init__(self, script: Callable[[ChatRequest], str], name: str = "scripted:model") -> None:
        self._script = script
        self.name = name
        self.settings = "scripted"
        self.requests: list[ChatRequest] = []

    def complete(self, request: ChatRequest, heard: Heard | None = None) -> ChatReply:
        """What the script says; tokens are counted as four characters each."""
        self.requests.append(request)
        text = self._script(request)
        if heard is not None:
            for end in range(_PIECE, len(text) + _PIECE, _PIECE):
                heard(text[:end])
        asked = len(request.system) + len(request.prompt)
        return ChatReply(text, asked // _CHARACTERS_A_TOKEN, len(text) // _CHARACTERS_A_TOKEN)
