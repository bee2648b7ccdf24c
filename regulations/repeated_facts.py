"""Which obligations a contradiction bears on, by the kind of fact that is repeated."""

from collections.abc import Mapping

from domain.pinpoint import Act, Pinpoint
from regulations.data_files import DATA, read_mapping, texts


def obligations_by_fact(framework: Act) -> Mapping[str, tuple[str, ...]]:
    """The obligations of the device's framework and of the AI Act, by kind of fact."""
    acts = {framework, Act.AIA}
    rows = read_mapping(DATA / "repeated_facts.yaml")
    return {
        kind: tuple(name for name in texts(names) if Pinpoint.parse(name).act in acts)
        for kind, names in rows.items()
    }
