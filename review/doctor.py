"""Whether the installation can do its work, check by check."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version

from domain.access import LOCAL
from domain.chat import ChatRequest
from domain.errors import CitemarkError
from prompts.connecting import connect
from regulations.catalogue import load_catalogue
from retrieval.endpoint import EndpointBackend
from retrieval.model_files import MINILM
from review.settings import Settings, chat_options, endpoint_options
from store import Store


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at; `detail` says what was found or what to do."""

    name: str
    ok: bool
    detail: str


def examine(
    settings: Settings, store: Store | None = None, *, call: bool = False
) -> tuple[Check, ...]:
    """All checks; none raises.

    `store` is the data folder where this process has it open; `call` tries the chat model and the
    embedding endpoint with one small request each, which costs a few tokens.
    """
    return tuple(_all(settings, store, call=call))


def _all(settings: Settings, store: Store | None, *, call: bool) -> Iterator[Check]:
    running = f"{version('citemark')} on Python {sys.version.split()[0]}"
    yield Check("citemark", ok=True, detail=running)
    yield _try("catalogue", lambda: f"{len(load_catalogue().obligations)} obligations")
    yield _try("embedding model", lambda: _model(settings, call=call))
    yield _try("data folder", lambda: _with(settings, store, _folder))
    yield _try("official texts", lambda: _with(settings, store, _law))
    yield _try("chat model", lambda: _chat(settings, call=call))


def _try(name: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name, ok=True, detail=look())
    except CitemarkError as error:
        return Check(name, ok=False, detail=str(error))


_HELLO = ChatRequest("You answer with one word.", "Answer with the word ready.", 200)


def _chat(settings: Settings, *, call: bool) -> str:
    if not settings.model:
        return "none configured; citemark's own assessor judges"
    model = connect(chat_options(settings))
    if not call:
        return f"{model.name}; `citemark doctor` tries it with one call"
    reply = model.complete(_HELLO)
    tokens = f"{reply.input_tokens} tokens in, {reply.output_tokens} out"
    return f"{model.name} answered {' '.join(reply.text.split())[:40]!r} ({tokens})"


def _model(settings: Settings, *, call: bool) -> str:
    options = endpoint_options(settings)
    if options is None:
        return f"{MINILM.name} in {MINILM.verified_folder()}"
    if not call:
        return f"{options.where}; `citemark doctor` tries it with one call. {_OTHER_MODEL}"
    EndpointBackend(options).encode(["ready"])
    return f"{options.where} gives vectors of {options.dimensions} numbers. {_OTHER_MODEL}"


_OTHER_MODEL = (
    "What citemark learned about answers belongs to the packaged model and is not used: expect "
    "fewer answers to be found"
)


def _with(settings: Settings, store: Store | None, look: Callable[[Store], str]) -> str:
    if store is not None:
        return look(store)
    with Store.open(settings.data, database=settings.database.get_secret_value()) as opened:
        return look(opened)


def _folder(store: Store) -> str:
    number = len(store.dossiers(LOCAL))
    return f"{store.folder}, {number} {'dossier' if number == 1 else 'dossiers'}"


def _law(store: Store) -> str:
    current = [law.version.label for law in store.law_versions() if law.current]
    return (
        ", ".join(current)
        or "none; add official files on the Law page or with `citemark law add FILE`"
    )
