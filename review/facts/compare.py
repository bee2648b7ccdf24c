"""Which readings of a fact cannot all be true."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from domain.finding import Conflict
from review.facts.extract import RepeatedFact


def find_conflicts(
    facts: Sequence[RepeatedFact], obligations: Mapping[str, tuple[str, ...]]
) -> tuple[Conflict, ...]:
    """Subjects with different values in different documents, each value with its first place.

    Different values inside one document are not compared: a document explains its own figures.
    `obligations` maps a kind of fact to the obligations that it bears on.
    """
    by_subject: dict[str, list[RepeatedFact]] = defaultdict(list)
    for fact in facts:
        by_subject[fact.subject].append(fact)
    found = (_conflict(same, obligations) for same in by_subject.values())
    return tuple(conflict for conflict in found if conflict is not None)


def _conflict(
    facts: Sequence[RepeatedFact], obligations: Mapping[str, tuple[str, ...]]
) -> Conflict | None:
    values: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        values[fact.citation.document].add(fact.value)
    if not _disagree(list(values.values())):
        return None
    first: dict[str, RepeatedFact] = {}
    for fact in facts:
        first.setdefault(fact.value, fact)
    readings = tuple((fact.shown, fact.citation) for fact in first.values())
    if len({shown for shown, _ in readings}) < len(readings):
        readings = tuple((f"{f.shown} ({value})", f.citation) for value, f in first.items())
    return Conflict(facts[0].subject, readings, obligations.get(facts[0].kind, ()))


def _disagree(values: Sequence[set[str]]) -> bool:
    """Whether two documents share no value: then they cannot both be right."""
    return any(not one & other for i, one in enumerate(values) for other in values[i + 1 :])
