"""Transition and legacy rules of the device law, and the state of EUDAMED, as known facts."""

from functools import lru_cache

from domain.device import Framework
from domain.errors import CatalogueError
from regulations.data_files import DATA, read_mapping, texts
from regulations.known_facts import LegalFact, load_facts


def transitions(framework: Framework) -> tuple[LegalFact, ...]:
    """What bears on the transition of devices under that framework.

    The AI Act's rule on earlier systems (Art. 111) is among the dates of `ai_status`.
    """
    return tuple(load_facts()[name] for name in _named()[framework.value])


@lru_cache(maxsize=1)
def _named() -> dict[str, tuple[str, ...]]:
    rows = {name: texts(facts) for name, facts in read_mapping(DATA / "transitions.yaml").items()}
    unknown = {fact for facts in rows.values() for fact in facts} - load_facts().keys()
    if unknown or rows.keys() != {framework.value for framework in Framework}:
        wrong = ", ".join(sorted(unknown)) or "needs one list for each framework"
        raise CatalogueError(f"transitions.yaml: {wrong}; mend the data file")
    return rows
