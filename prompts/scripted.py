"""A chat model that says what a function tells it to: for tests and demonstrations."""

from collections.abc import Callable

from domain.chat import ChatReply, ChatRequest

_CHARACTERS_A_TOKEN = 4


class ScriptedChat:
    """A `domain.ports.ChatModel` without a model; `requests` holds what it was asked."""

    def __init__(self, script: Callable[[ChatRequest], str], name: str = "scripted:model") -> None:
        self._script = script
        self.name = name
        self.settings = "scripted"
        self.requests: list[ChatRequest] = []

    def complete(self, request: ChatRequest) -> ChatReply:
        """What the script says; tokens are counted as four characters each."""
        self.requests.append(request)
        text = self._script(request)
        asked = len(request.system) + len(request.prompt)
        return ChatReply(text, asked // _CHARACTERS_A_TOKEN, len(text) // _CHARACTERS_A_TOKEN)
