"""Contradictions between documents that a model names and code confirms, or drops."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.chat import ChatRequest, Usage
from domain.finding import Conflict, DocumentCitation
from domain.ports import ChatModel
from prompts.conflicts import SaidConflict, ask_for_conflicts, read_conflicts
from prompts.data import Source, label
from regulations.document_types import load_document_types
from review.assisted.exchange import exchange
from review.assisted.statements import Statement, as_conflict, rivals, statements
from review.corpus import Corpus

_MOST = 30
"""Sentences that are sent."""


@dataclass(frozen=True, slots=True)
class Compared:
    """The conflicts that were confirmed, how many were not, and what asking took."""

    conflicts: tuple[Conflict, ...] = ()
    dropped: int = 0
    usage: Usage = field(default_factory=Usage)
    retries: int = 0
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Statements of different documents on the same matter, as a question to a model."""

    device: str
    sources: tuple[Source, ...]
    statements: dict[str, Statement]

    def request(self, fault: str = "") -> ChatRequest:
        """What is sent."""
        return ask_for_conflicts(self.sources, self.device, fault)

    def compare(self, model: ChatModel, known: Sequence[Conflict]) -> Compared:
        """The confirmed conflicts beside those that are known already."""
        told = exchange(self.request, lambda text: read_conflicts(text, self.sources), model)
        if told.said is None:
            return Compared((), 0, told.usage, told.retries, told.fault)
        cited = {frozenset(place for _, place in conflict.values) for conflict in known}
        made = [self._confirmed(said) for said in told.said]
        found = [conflict for conflict in made if conflict is not None]
        new = [c for c in found if not any(_places(c) <= places for places in cited)]
        once = tuple({_places(conflict): conflict for conflict in new}.values())
        return Compared(once, made.count(None), told.usage, told.retries)

    def _confirmed(self, said: SaidConflict) -> Conflict | None:
        return as_conflict(self.statements[said.one], self.statements[said.other], said.about)


def comparison(corpus: Corpus, device: str) -> Comparison | None:
    """The question on a corpus, None where no two statements could contradict each other."""
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
    sources = tuple(
        Source(_kind(corpus, document), tuple(_shown(corpus, s) for s in part))
        for document, part in by_document.items()
    )
    named = {
        label(p, s): statement
        for p, part in enumerate(by_document.values())
        for s, statement in enumerate(part)
    }
    return Comparison(device, sources, named)


def _shown(corpus: Corpus, statement: Statement) -> str:
    context = " ".join(corpus.close_contexts[statement.number].split())[:90]
    words = " ".join(statement.sentence.text.split())[:400]
    return f"[{context}] {words}" if context else words


def _kind(corpus: Corpus, document: str) -> str:
    code = corpus.types.get(document)
    return load_document_types()[code].name if code else "document"


def _places(conflict: Conflict) -> frozenset[DocumentCitation]:
    return frozenset(place for _, place in conflict.values)
