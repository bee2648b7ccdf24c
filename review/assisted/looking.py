"""A look across the documents: one question, of whose answer code keeps what it confirms."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from domain.chat import ChatRequest, Usage
from domain.ports import ChatModel
from review.assisted.exchange import exchange

S = TypeVar("S")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Looked(Generic[T]):
    """What was confirmed, how much was not, and what asking took; `fault` says why nothing was."""

    found: tuple[T, ...] = ()
    dropped: int = 0
    usage: Usage = field(default_factory=Usage)
    retries: int = 0
    fault: str = ""


class Look(Protocol[T]):
    """A question on the documents as a whole."""

    def request(self, fault: str = "") -> ChatRequest:
        """What is sent; `fault` names what was wrong with the last reply."""
        ...

    def put(self, model: ChatModel) -> Looked[T]:
        """Ask, and confirm or drop what is said; raises `ModelSettingError`."""
        ...


def look(
    request: Callable[[str], ChatRequest],
    read: Callable[[str], Iterable[S]],
    confirm: Callable[[S], T | None],
    model: ChatModel,
) -> Looked[T]:
    """Put a question; of what is said, that is found which `confirm` gives, each once."""
    told = exchange(request, read, model)
    if told.said is None:
        return Looked((), 0, told.usage, told.retries, told.fault)
    made = [confirm(said) for said in told.said]
    found = tuple(dict.fromkeys(one for one in made if one is not None))
    return Looked(found, made.count(None), told.usage, told.retries)
