"""The chat model behind LangChain: one request in, one reply or one of our errors out.

Nothing here binds a tool: the model can answer and do nothing else.
"""

import json
import os
import threading
from typing import Any

from langchain.chat_models import init_chat_model
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage
from langchain_core.runnables import Runnable, RunnableSequence
from langsmith.run_helpers import tracing_context
from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt

from domain.chat import ChatReply, ChatRequest
from domain.errors import (
    ModelEmptyError,
    ModelError,
    ModelRefusedError,
    ModelSettingError,
)
from domain.ports import Heard
from prompts.failures import asked_wait, cut_off, key_name, told, worth_again
from prompts.options import EXTRAS, ChatOptions
from prompts.streaming import ending, put_together

_LONGEST_PAUSE = 60.0
_FROM_LIBRARIES = (Exception,)
"""Libraries promise nothing about what they raise; all of it is mapped in `failures.py`."""


class LangChainChat:
    """A `domain.ports.ChatModel` over any provider that LangChain knows.

    Options that a server does not know (temperature, answer schema, stream, tokens of a stream) are
    left out from the second try on: the prompt says in words what the schema says.
    """

    def __init__(self, options: ChatOptions) -> None:
        self._options = options
        self._turn = threading.BoundedSemaphore(options.parallel)
        self._models: dict[int, BaseChatModel] = {}
        self._building = threading.Lock()
        self._unknown: frozenset[str] = frozenset()
        self._model(ChatRequest("", "").max_tokens)

    @property
    def name(self) -> str:
        """Provider and model, as `provider:model`."""
        return self._options.model

    @property
    def settings(self) -> str:
        """What else shapes the answers, in one line without secrets."""
        return self._options.shape

    def complete(self, request: ChatRequest, heard: Heard | None = None) -> ChatReply:
        """The model's answer; raises the `ModelError` that says what to do.

        An answer whose stream breaks off is asked for again as a whole.
        """
        retrying = Retrying(
            stop=stop_after_attempt(self._options.attempts),
            retry=retry_if_exception(worth_again),
            wait=self._pause,
            reraise=True,
        )
        with self._turn, tracing_context(enabled=None if self._options.tracing else False):
            return retrying(self._once, request, heard)

    def _pause(self, state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = asked_wait(error.__context__) if error and error.__context__ else 0.0
        doubled = self._options.pause * 2 ** (state.attempt_number - 1)
        return float(min(_LONGEST_PAUSE, max(asked, doubled)))

    def _once(self, request: ChatRequest, heard: Heard | None) -> ChatReply:
        try:
            message = self._ask(request, heard)
        except _FROM_LIBRARIES as error:
            if not self._learn(error):
                raise told(error, self._options) from None
            return self._once(request, heard)
        return _reply(message, self.name)

    def _ask(self, request: ChatRequest, heard: Heard | None) -> AIMessage:
        asked = self._asked(request)
        messages = [SystemMessage(request.system), HumanMessage(request.prompt)]
        if heard is not None and "stream" not in self._unknown:
            message = put_together(asked.stream(messages), heard, self._options)
            if message is not None:
                return message
        answer = asked.invoke(messages)
        return answer if isinstance(answer, AIMessage) else AIMessage(str(answer))

    def _asked(self, request: ChatRequest) -> Runnable[Any, Any]:
        """The model with the shape of the answer, without the reader that LangChain puts behind."""
        model = self._model(request.max_tokens)
        if not request.schema or "schema" in self._unknown:
            return model
        shaped = model.with_structured_output(json.loads(request.schema), method="json_schema")
        return shaped.first if isinstance(shaped, RunnableSequence) else model

    def _learn(self, error: Exception) -> bool:
        """Whether the server refused an option that can be left out; then it is."""
        words = str(error).lower() if getattr(error, "status_code", 0) in {400, 422} else ""
        refused = {name for name, sign in _OPTIONS.items() if any(s in words for s in sign)}
        if not refused - self._unknown:
            return False
        with self._building:
            self._unknown |= refused
            self._models.clear()
        return True

    def _model(self, max_tokens: int) -> BaseChatModel:
        with self._building:
            if max_tokens not in self._models:
                self._models[max_tokens] = _build(self._options, max_tokens, self._unknown)
            return self._models[max_tokens]


_OPTIONS = {
    "schema": ("response_format", "json_schema"),
    "temperature": ("temperature",),
    "usage": ("stream_options", "include_usage"),
    "stream": ("streaming", "'stream'", '"stream"'),
}


def _build(options: ChatOptions, max_tokens: int, unknown: frozenset[str]) -> BaseChatModel:
    arguments = _arguments(options, max_tokens)
    if "temperature" not in unknown:
        arguments["temperature"] = 0
    if options.provider == "openai":
        arguments["stream_usage"] = "usage" not in unknown
    try:
        built = init_chat_model(options.model, **arguments)
    except ImportError:
        raise ModelSettingError(_missing(options.provider)) from None
    except _FROM_LIBRARIES as error:
        raise ModelSettingError(
            f"the model {options.model!r} cannot be set up ({type(error).__name__}); set its key "
            f"in the environment ({key_name(options.provider)}), and write CITEMARK_MODEL as "
            f"provider:name with a provider such as {', '.join(EXTRAS)}"
        ) from None
    if not isinstance(built, BaseChatModel):
        raise ModelSettingError(f"{options.model!r} is not a chat model; choose another")
    return built


def _arguments(options: ChatOptions, max_tokens: int) -> dict[str, Any]:
    address: dict[str, Any] = {"base_url": options.url} if options.url else {}
    if options.provider == "ollama":
        return address | {
            "num_predict": max_tokens,
            "client_kwargs": {"timeout": options.timeout},
        }
    if options.url and not os.environ.get(key_name(options.provider)):
        address["api_key"] = "none"
    return address | {"timeout": options.timeout, "max_retries": 0, "max_tokens": max_tokens}


def _missing(provider: str) -> str:
    if provider in EXTRAS:
        return (
            f"models of {provider} need the extra of that name; install it with "
            f"`pip install 'citemark[{provider}]'`, then run again"
        )
    return f"models of {provider} need the package langchain-{provider}; install it with pip"


def _reply(message: AIMessage, model: str) -> ChatReply:
    usage = message.usage_metadata
    tokens = (usage["input_tokens"], usage["output_tokens"]) if usage else (0, 0)
    if (error := _unusable(message, model)) is not None:
        error.input_tokens, error.output_tokens = tokens
        raise error
    return ChatReply(str(message.text), *tokens)


def _unusable(message: AIMessage, model: str) -> ModelError | None:
    if message.additional_kwargs.get("refusal") or ending(message) in {"content_filter", "refusal"}:
        return ModelRefusedError(f"{model} declined to answer; a person has to judge this one")
    if ending(message) in {"length", "max_tokens"}:
        return cut_off(model)
    if not str(message.text).strip():
        return ModelEmptyError(f"{model} answered nothing; run again, or choose another model")
    return None
