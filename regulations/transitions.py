"""Transition and legacy rules, and the state of EUDAMED, as facts for one device."""

from functools import lru_cache

from domain.device import DeviceProfile, Fact
from domain.errors import CatalogueError
from regulations.data_files import DATA, read_mapping, texts
from regulations.facts import Facts
from regulations.known_facts import LegalFact, load_facts

_HIGH_RISK = "high-risk-ai"


def transitions(profile: DeviceProfile) -> tuple[LegalFact, ...]:
    """What the device's framework, and the AI Act where it reaches, say of transition."""
    parts = [profile.framework.value]
    if Facts(profile)(_HIGH_RISK).value is not Fact.NO:
        parts.append(_HIGH_RISK)
    return tuple(load_facts()[name] for part in parts for name in _named()[part])


@lru_cache(maxsize=1)
def _named() -> dict[str, tuple[str, ...]]:
    rows = {name: texts(facts) for name, facts in read_mapping(DATA / "transitions.yaml").items()}
    unknown = {fact for facts in rows.values() for fact in facts} - load_facts().keys()
    if unknown or {"mdr", "ivdr", _HIGH_RISK} - rows.keys():
        wrong = ", ".join(sorted(unknown)) or "a part is missing"
        raise CatalogueError(f"transitions.yaml: {wrong}; mend the data file")
    return rows
