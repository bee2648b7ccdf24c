"""Which obligations a contradiction or an observation bears on, by what it is about."""

from collections.abc import Mapping

from domain.observation import ObservationKind
from domain.pinpoint import Act, Pinpoint
from regulations.data_files import DATA, read_mapping, texts


def obligations_by_fact(framework: Act) -> Mapping[str, tuple[str, ...]]:
    """The obligations of the device's framework and of the AI Act, by kind of repeated fact."""
    return _of_acts("repeated_facts.yaml", {framework, Act.AIA})


def obligations_by_observation(framework: Act) -> Mapping[ObservationKind, tuple[str, ...]]:
    """The obligations of the device's framework and of the AI Act, by kind of observation."""
    rows = _of_acts("observations.yaml", {framework, Act.AIA})
    return {kind: rows[kind.name.lower().replace("_", "-")] for kind in ObservationKind}


def _of_acts(file: str, acts: set[Act]) -> dict[str, tuple[str, ...]]:
    return {
        kind: tuple(name for name in texts(names) if Pinpoint.parse(name).act in acts)
        for kind, names in read_mapping(DATA / file).items()
    }


def purpose_words() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Facets of an intended purpose: for each value of a facet, the words that say it."""
    facets = read_mapping(DATA / "repeated_facts_words.yaml")
    return {
        facet: {str(value): texts(words) for value, words in values.items()}
        for facet, values in facets.items()
        if isinstance(values, dict)
    }
