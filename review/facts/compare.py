"""Which readings of a fact cannot all be true."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from domain.finding import Conflict
from review.facts.extract import RepeatedFact


def find_conflicts(
    facts: Sequence[RepeatedFact], obligations: Mapping[str, tuple[str, ...]]
) -> tuple[Conflict, ...]:
    """Subjects to which different documents give different values.

    Each value comes with its first place in each document that states it, all values with all
    documents. Different values inside one document are not compared: a document explains its own
    figures. `obligations` maps a kind of fact to the obligations that it bears on.
    """
    by_subject: dict[str, list[RepeatedFact]] = defaultdict(list)
    for fact in facts:
        by_subject[fact.subject].append(fact)
    groups = (group for same in by_subject.values() for group in _of_one_thing(same))
    found = (_conflict(group, obligations) for group in groups)
    return tuple(conflict for conflict in found if conflict is not None)


def _of_one_thing(facts: Sequence[RepeatedFact]) -> list[list[RepeatedFact]]:
    """Readings that are of the same thing, such as the same test set.

    Where one name occurs, readings without a name are taken to mean it; where several occur,
    such a reading could be of any of them and is compared with none.
    """
    names = dict.fromkeys(fact.variant for fact in facts if fact.variant)
    if len(names) <= 1:
        return [list(facts)]
    return [[fact for fact in facts if fact.variant == name] for name in names]


def _conflict(
    facts: Sequence[RepeatedFact], obligations: Mapping[str, tuple[str, ...]]
) -> Conflict | None:
    values: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        values[fact.citation.document].add(fact.value)
    if not _disagree(list(values.values())):
        return None
    first: dict[tuple[str, str], RepeatedFact] = {}
    for fact in facts:
        first.setdefault((fact.value, fact.citation.document), fact)
    ordered = sorted(first.values(), key=lambda fact: fact.value)
    shown = {fact.value: fact.shown for fact in reversed(ordered)}
    if len(set(shown.values())) < len(shown):
        shown = {value: f"{words} ({value})" for value, words in shown.items()}
    readings = tuple((shown[fact.value], fact.citation) for fact in ordered)
    return Conflict(facts[0].subject, readings, obligations.get(facts[0].kind, ()))


def _disagree(values: Sequence[set[str]]) -> bool:
    """Whether two documents share no value: then they cannot both be right."""
    return any(not one & other for i, one in enumerate(values) for other in values[i + 1 :])
