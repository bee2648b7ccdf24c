"""The texts of law at hand: which are kept, which speaks for its act, and taking new ones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from domain.errors import LawTextError, RequestError, UnknownRecordError
from domain.law import LawVersion
from domain.pinpoint import Act
from ingest.law import FetchedLaw, Office, act_of_celex, fetch_law
from regulations.amendments import latest_version
from store import Store, StoredLaw

_SHORTEST_HASH = 6


@dataclass(frozen=True, slots=True)
class KeptText:
    """A text at hand. `behind` names the newest text known of its act where this one is older."""

    version: LawVersion
    title: str
    added: date
    current: bool
    behind: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of fetching one act: the text that is now kept, or the error in a sentence."""

    act: Act
    text: KeptText | None
    address: str = ""
    provisions: int = 0
    passed_over: tuple[str, ...] = ()
    error: str = ""


def kept_texts(store: Store) -> list[KeptText]:
    """All texts, by act and by the day they speak for."""
    return [_told(kept) for kept in store.law_versions()]


def kept_text(store: Store, name: str) -> KeptText:
    """The text with that CELEX number, or whose sha256 begins so.

    Raises `UnknownRecordError` where there is none and `RequestError` where several fit.
    """
    fitting = [kept for kept in kept_texts(store) if _fits(kept.version, name)]
    if not fitting:
        known = ", ".join(kept.version.celex for kept in kept_texts(store)) or "none"
        raise UnknownRecordError(f"no text {name!r} is kept; kept are: {known}")
    if len(fitting) > 1:
        hashes = ", ".join(f"{k.version.sha256[:12]} ({k.version.form})" for k in fitting)
        raise RequestError(
            f"{name} is kept in {len(fitting)} forms; name one by its sha256: {hashes}"
        )
    return fitting[0]


def wanted_texts(acts: Sequence[str], version: str) -> list[tuple[Act, str]]:
    """The acts to fetch, with their version; a CELEX number names its act by itself.

    Raises `RequestError` for a word that is neither an act nor a version.
    """
    if version in {"latest", "oj"}:
        return [(_act(name), version) for name in dict.fromkeys(acts)] or [
            (act, version) for act in Act
        ]
    act = act_of_celex(version.upper())
    if any(_act(name) is not act for name in acts):
        raise RequestError(f"{version} is a text of the {act.label}; name that act alone or none")
    return [(act, version.upper())]


def fetch_texts(
    store: Store, wanted: Sequence[tuple[Act, str]], office: Office, today: date
) -> Iterator[Fetched]:
    """Take each text and keep it once it is whole; a failure leaves the store as it was."""
    for act, version in wanted:
        try:
            found = fetch_law(act, version, office)
        except LawTextError as error:
            yield Fetched(act, None, error=str(error))
        else:
            yield _keep(store, act, found, today)


def _keep(store: Store, act: Act, found: FetchedLaw, today: date) -> Fetched:
    store.add_law(found.law, found.data, today)
    text = kept_text(store, found.law.version.sha256)
    return Fetched(act, text, found.address, len(found.law.provisions), found.passed_over)


def _told(kept: StoredLaw) -> KeptText:
    newest = latest_version(kept.version.act)
    behind = newest if kept.version.as_of < _day(newest) else ""
    return KeptText(kept.version, kept.title, kept.added, kept.current, behind)


def _day(celex: str) -> date:
    return date.fromisoformat(celex.rpartition("-")[2])


def _fits(version: LawVersion, name: str) -> bool:
    by_hash = len(name) >= _SHORTEST_HASH and version.sha256.startswith(name.lower())
    return version.celex == name.upper() or by_hash


def _act(name: str) -> Act:
    if name.lower() not in set(Act):
        raise RequestError(f"{name!r} is no act; name {', '.join(act.value for act in Act)}")
    return Act(name.lower())
