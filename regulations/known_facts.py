"""Facts of law that no single obligation holds, in our words, each with source and confidence."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from domain.errors import CatalogueError
from domain.pinpoint import Act
from regulations.data_files import DATA, read_mapping, texts

CONFIDENCES = ("text", "secondary", "guidance", "interpretation", "absence")
"""How sure a fact is, surest first."""


@dataclass(frozen=True, slots=True)
class LegalFact:
    """One fact of law. `sources` are pinpoints or names of acts and papers; `as_of` a month."""

    id: str
    topic: str
    says: str
    sources: tuple[str, ...]
    confidence: str
    as_of: str

    @property
    def pinpoints(self) -> tuple[str, ...]:
        """The sources that are places in the acts."""
        acts = tuple(f"{act.value}." for act in Act)
        return tuple(source for source in self.sources if source.startswith(acts))


@lru_cache(maxsize=1)
def load_facts() -> Mapping[str, LegalFact]:
    """All facts by id; raises `CatalogueError` naming the one that is wrong."""
    rows = read_mapping(DATA / "facts.yaml")
    return {name: _fact(name, row) for name, row in rows.items()}


def _fact(name: str, row: object) -> LegalFact:
    fields = row if isinstance(row, dict) else {}
    if not fields.get("says") or fields.get("confidence") not in CONFIDENCES:
        raise CatalogueError(f"facts.yaml: {name}: needs says and a known confidence")
    return LegalFact(
        id=name,
        topic=str(fields["topic"]),
        says=str(fields["says"]),
        sources=texts(fields.get("sources")),
        confidence=str(fields["confidence"]),
        as_of=str(fields["as_of"]),
    )
