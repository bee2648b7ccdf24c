"""Every error of a chat library as one of ours: what went wrong and the next step.

The library's own words are never repeated: they can hold the key or the prompt.
"""

from collections.abc import Iterator

from langchain_core.exceptions import ContextOverflowError

from domain.errors import (
    ModelAnswerError,
    ModelError,
    ModelRateLimitError,
    ModelRefusedError,
    ModelSettingError,
    ModelTimeoutError,
    ModelUnreachableError,
)
from prompts.options import ChatOptions

_WORTH_AGAIN = (ModelRateLimitError, ModelUnreachableError)
_LOST = {"APIConnectionError", "ModelConnectionError", "TransportError", "NetworkError"}
_REFUSED, _TIMEOUT, _TOO_MANY, _SERVER = 400, 408, 429, 500


def told(error: Exception, options: ChatOptions) -> ModelError:
    """The error in our words; never its own."""
    if isinstance(error, ModelError):
        return error
    names = {kind.__name__ for kind in type(error).__mro__}
    where = f"{options.model} at {options.url}" if options.url else options.model
    made = (
        _by_kind(error, names, where, options)
        or _by_status(_status(error), where, options)
        or _by_connection(error, names, where)
    )
    paid = getattr(getattr(error, "completion", None), "usage", None)
    made.input_tokens = int(getattr(paid, "prompt_tokens", 0) or 0)
    made.output_tokens = int(getattr(paid, "completion_tokens", 0) or 0)
    return made


def breaks_a_stream(error: Exception, options: ChatOptions, *, begun: bool) -> bool:
    """Whether an answer that came in pieces broke off, so that it may be had as a whole.

    It did not where the server declines, says that it fails, or takes too long; nor where it was
    not reached before the first piece: the whole would fare no better.
    """
    names = {kind.__name__ for kind in type(error).__mro__}
    named = _by_kind(error, names, "", options) or _by_status(_status(error), "", options)
    return named is None and (begun or not _lost(error, names))


def worth_again(error: BaseException) -> bool:
    """Whether the same call may succeed in a moment: 429, 5xx and lost connections only."""
    return isinstance(error, _WORTH_AGAIN)


def cut_off(model: str) -> ModelAnswerError:
    """The error for an answer that hit its bound of tokens."""
    return ModelAnswerError(f"{model} did not end its answer within the tokens it was given")


def asked_wait(error: BaseException) -> float:
    """Seconds that the server asks to wait, 0 where it names none."""
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    try:
        return max(0.0, float(headers.get("retry-after", 0)))
    except (TypeError, ValueError):
        return 0.0


def _by_kind(
    error: Exception, names: set[str], where: str, options: ChatOptions
) -> ModelError | None:
    if isinstance(error, TimeoutError) or any("Timeout" in name for name in names):
        return _too_slow(where, options)
    if isinstance(error, ContextOverflowError):
        return ModelAnswerError(f"{where}: the prompt is too long for it; choose another model")
    if any("Refusal" in name or "ContentFilter" in name for name in names):
        return ModelRefusedError(f"{where} declined to answer; a person has to judge this one")
    return cut_off(where) if "LengthFinishReasonError" in names else None


def _by_status(status: int, where: str, options: ChatOptions) -> ModelError | None:
    if status == _TIMEOUT:
        return _too_slow(where, options)
    if status == _TOO_MANY:
        return ModelRateLimitError(
            f"{where} refuses for too many requests (429); wait and run again, or lower "
            "CITEMARK_MODEL_PARALLEL: answers already given are kept"
        )
    if status >= _SERVER:
        return ModelUnreachableError(
            f"{where} failed with status {status}; run again later: answers already given are kept"
        )
    if status >= _REFUSED:
        return ModelSettingError(
            f"{where} refused the request with status {status}; check the model's name, the key "
            f"in the environment ({key_name(options.provider)}) and CITEMARK_MODEL_URL"
        )
    return None


def _by_connection(error: Exception, names: set[str], where: str) -> ModelError:
    if _lost(error, names):
        return ModelUnreachableError(
            f"no server answered for {where}; check CITEMARK_MODEL_URL and that the server runs, "
            "then run again: answers already given are kept"
        )
    return ModelAnswerError(
        f"{where} gave an answer that its library cannot read ({type(error).__name__}); check "
        "that the address speaks the provider's protocol"
    )


def _lost(error: Exception, names: set[str]) -> bool:
    return isinstance(error, OSError) or bool(names & _LOST)


def _too_slow(where: str, options: ChatOptions) -> ModelTimeoutError:
    return ModelTimeoutError(
        f"{where} did not answer within {options.timeout:g} s; set CITEMARK_MODEL_TIMEOUT higher, "
        "or choose a faster model"
    )


def key_name(provider: str) -> str:
    """The environment variable that holds a provider's key."""
    return f"{provider.upper().replace('-', '_')}_API_KEY"


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = seen.__cause__


def _status(error: BaseException) -> int:
    for one in _causes(error):
        status = getattr(one, "status_code", None)
        if isinstance(status, int):
            return status
    return 0
