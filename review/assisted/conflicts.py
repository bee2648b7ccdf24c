"""Contradictions between documents that a model names and code confirms, or drops."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.chat import ChatRequest
from domain.finding import Conflict, DocumentCitation
from domain.ports import ChatModel
from prompts.conflicts import SaidConflict, ask_for_conflicts, read_conflicts
from prompts.data import Source
from review.assisted.looking import Looked, look
from review.assisted.numbered import kind_of, numbered, shown
from review.assisted.statements import Statement, as_conflict, rivals, statements
from review.corpus import Corpus

_MOST = 30
_LONGEST = 400
"""Sentences that are sent, and characters of one."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Statements of different documents on the same matter, as a question to a model."""

    device: str
    sources: tuple[Source, ...]
    statements: dict[str, Statement]
    known: tuple[Conflict, ...] = ()

    def request(self, fault: str = "") -> ChatRequest:
        """What is sent."""
        return ask_for_conflicts(self.sources, self.device, fault)

    def put(self, model: ChatModel) -> Looked[Conflict]:
        """The confirmed conflicts beside those that are known already."""
        told = look(
            self.request, lambda text: read_conflicts(text, self.sources), self._confirmed, model
        )
        cited = {frozenset(place for _, place in conflict.values) for conflict in self.known}
        new = [c for c in told.found if not any(_places(c) <= places for places in cited)]
        return replace(
            told, found=tuple({_places(conflict): conflict for conflict in new}.values())
        )

    def _confirmed(self, said: SaidConflict) -> Conflict | None:
        return as_conflict(self.statements[said.one], self.statements[said.other], said.about)


def comparison(corpus: Corpus, device: str, known: Sequence[Conflict] = ()) -> Comparison | None:
    """The question on a corpus, None where no two statements could contradict each other.

    `known` are conflicts that were found already.
    """
    chosen: dict[int, Statement] = {}
    for pair in rivals(statements(corpus)):
        if len(chosen) >= _MOST:
            break
        chosen |= {statement.number: statement for statement in pair}
    if not chosen:
        return None
    by_document: dict[str, list[Statement]] = {}
    for number in sorted(chosen):
        by_document.setdefault(chosen[number].sentence.document, []).append(chosen[number])
    parts = [(kind_of(corpus, document), part) for document, part in by_document.items()]
    sources, named = numbered(parts, lambda statement: shown(corpus, statement.number, _LONGEST))
    return Comparison(device, sources, named, tuple(known))


def _places(conflict: Conflict) -> frozenset[DocumentCitation]:
    return frozenset(place for _, place in conflict.values)
