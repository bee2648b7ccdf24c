"""From options to a chat model; LangChain is imported only here and only when it is called."""

from domain.ports import ChatModel
from prompts.options import ChatOptions


def connect(options: ChatOptions) -> ChatModel:
    """The chat model of these options.

    Raises `ModelSettingError` for a missing extra, key or unknown provider; nothing is sent yet.
    """
    from prompts.chat import LangChainChat  # noqa: PLC0415 - only where a model is configured

    return LangChainChat(options)
