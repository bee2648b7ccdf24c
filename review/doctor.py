"""Whether the installation can do its work, check by check."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version

from domain.access import LOCAL
from domain.errors import CitemarkError
from regulations.catalogue import load_catalogue
from retrieval.model_files import MINILM
from review.settings import Settings
from store import Store


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at; `detail` says what was found or what to do."""

    name: str
    ok: bool
    detail: str


def examine(settings: Settings, store: Store | None = None) -> tuple[Check, ...]:
    """All checks; none raises. `store` is the data folder where this process has it open."""
    return tuple(_all(settings, store))


def _all(settings: Settings, store: Store | None) -> Iterator[Check]:
    running = f"{version('citemark')} on Python {sys.version.split()[0]}"
    yield Check("citemark", ok=True, detail=running)
    yield _try("catalogue", lambda: f"{len(load_catalogue().obligations)} obligations")
    yield _try("embedding model", _model)
    yield _try("data folder", lambda: _with(settings, store, _folder))
    yield _try("official texts", lambda: _with(settings, store, _law))
    chosen = settings.model or "none configured; citemark's own assessor judges"
    yield Check("chat model", ok=True, detail=chosen)


def _try(name: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name, ok=True, detail=look())
    except CitemarkError as error:
        return Check(name, ok=False, detail=str(error))


def _model() -> str:
    return f"{MINILM.name} in {MINILM.verified_folder()}"


def _with(settings: Settings, store: Store | None, look: Callable[[Store], str]) -> str:
    if store is not None:
        return look(store)
    with Store.open(settings.data) as opened:
        return look(opened)


def _folder(store: Store) -> str:
    return f"{store.folder}, {len(store.dossiers(LOCAL))} dossiers"


def _law(store: Store) -> str:
    current = [law.version.label for law in store.law_versions() if law.current]
    return ", ".join(current) or "none; add official files with `citemark law add FILE`"
