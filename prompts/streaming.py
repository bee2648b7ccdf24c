"""An answer that comes in pieces, put together; what breaks off is no answer."""

from collections.abc import Iterator
from time import monotonic

from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage

from domain.ports import Heard
from prompts.failures import breaks_a_stream
from prompts.options import ChatOptions

_FROM_LIBRARIES = (Exception,)


def put_together(
    pieces: Iterator[BaseMessage], heard: Heard, options: ChatOptions
) -> AIMessage | None:
    """The message that the pieces make; None where they break off and it has to be asked whole.

    `heard` is given the text so far with each piece. Raises what the library raises where the
    server refused to answer, or cannot be reached at all; `TimeoutError` where the whole takes
    longer than an answer may.
    """
    whole: AIMessageChunk | None = None
    ends = monotonic() + options.timeout
    while True:
        try:
            piece = next(pieces, None)
        except _FROM_LIBRARIES as error:
            if breaks_a_stream(error, options, begun=whole is not None):
                return None
            raise
        if not isinstance(piece, AIMessageChunk):
            return whole if whole is not None and ending(whole) else None
        whole = piece if whole is None else whole + piece
        heard(str(whole.text))
        if monotonic() > ends:
            raise TimeoutError


def ending(message: AIMessage) -> str:
    """How the provider says that the answer ended, "" where it says nothing."""
    told_by = message.response_metadata
    names = ("finish_reason", "stop_reason", "done_reason")
    return next((str(told_by[name]) for name in names if told_by.get(name)), "")
