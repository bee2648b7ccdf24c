"""A question to a model: asked, asked again once for a fault, or given up with its reason."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from domain.chat import ChatRequest, Usage
from domain.errors import (
    ModelAnswerError,
    ModelEmptyError,
    ModelRateLimitError,
    ModelRefusedError,
    ModelTimeoutError,
    ModelUnreachableError,
)
from domain.ports import ChatModel

ATTEMPTS = 2
_FAULTY = (ModelAnswerError, ModelEmptyError)
_PASSING = (ModelRateLimitError, ModelTimeoutError, ModelUnreachableError)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Exchange(Generic[T]):
    """What was said, None where `fault` says why nothing usable was.

    `passing` says that the same question may be answered when it is put again later.
    """

    said: T | None = None
    fault: str = ""
    usage: Usage = field(default_factory=Usage)
    retries: int = 0
    passing: bool = False


def exchange(
    request: Callable[[str], ChatRequest], read: Callable[[str], T], model: ChatModel
) -> Exchange[T]:
    """Put a question, whose request is made with the fault of the last reply.

    Raises `ModelSettingError`, for which no other question fares better.
    """
    usage, fault = Usage(), ""
    for retries in range(ATTEMPTS):
        try:
            reply = model.complete(request(fault))
            usage += Usage.of(reply)
            return Exchange(read(reply.text), "", usage, retries)
        except _FAULTY as error:
            usage += Usage.of(error)
            fault = str(error)
        except (ModelRefusedError, *_PASSING) as error:
            passing = isinstance(error, _PASSING)
            return Exchange(None, str(error), usage + Usage.of(error), retries, passing)
    return Exchange(None, fault, usage, ATTEMPTS - 1)
