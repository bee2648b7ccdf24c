"""How a reply is read: the shape that was asked for, and labels of sentences that are there."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from domain.errors import ModelAnswerError
from prompts.data import Source, labels, listed

Said = TypeVar("Said", bound=BaseModel)


def shaped(kind: type[Said], text: str) -> Said:
    """The reply as that kind; raises `ModelAnswerError` for another shape."""
    try:
        return kind.model_validate_json(text)
    except ValidationError as error:
        place = ".".join(map(str, error.errors()[0]["loc"])) or "the whole reply"
        raise ModelAnswerError(f"{place[:80]} does not have the shape that was asked for") from None


def check_labels(named: Iterable[str], sources: Sequence[Source]) -> None:
    """Raises `ModelAnswerError` for labels of no sentence."""
    if unknown := sorted(set(named) - labels(sources)):
        raise ModelAnswerError(f"there is no sentence {listed(unknown)}")
