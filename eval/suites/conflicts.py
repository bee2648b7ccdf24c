"""Two or three short documents each: do they contradict one another on a repeated fact?

Half of the cases are contradictions, half are differences that are right: another data set, an
earlier version, a criterion, another product. `conflicts_rows.jsonl` holds sizes in tables,
labelled before rows were read. Measured for `dev` (tuned on) and `test` (not):

- recall: contradictions for which one conflict gives every document's reading;
- false conflict rate: right differences out of which a conflict was made.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import ingest
from domain.device import DeviceProfile, Framework
from domain.finding import Conflict
from eval.gold_files import Row, gold_rows
from eval.results import Measured, Miss, SuiteResult, by_part, share
from review.assembly import Workbench
from review.corpus import Corpus
from review.facts import extract_facts, find_conflicts
from review.reading import corpus_of

_CLASSES = {Framework.MDR: "IIb", Framework.IVDR: "C"}


@dataclass(frozen=True, slots=True)
class _Outcome:
    name: str
    contradicts: bool
    right: bool
    told: str


def run(_bench: Workbench) -> SuiteResult:
    """Put every case to the comparison of facts."""
    measures: dict[str, Measured] = {}
    outcomes: list[_Outcome] = []
    for prefix, name in (("", "conflicts"), ("rows ", "conflicts_rows")):
        read = [_outcome(row) for row in gold_rows(name)]
        for part, cases in by_part(read, lambda outcome: outcome.name).items():
            measures |= _measures(f"{prefix}{part}", cases)
        outcomes += read
    return SuiteResult("conflicts", measures, [_miss(o) for o in outcomes if not o.right])


def _measures(part: str, cases: Sequence[_Outcome]) -> dict[str, Measured]:
    return {
        f"{part}/recall": share([c.right for c in cases if c.contradicts]),
        f"{part}/false conflict rate": share(
            [not c.right for c in cases if not c.contradicts], lower=True
        ),
    }


def _outcome(row: Row) -> _Outcome:
    framework = Framework(row["framework"])
    profile = DeviceProfile("ThoraFlag", "2.1", framework, _CLASSES[framework], {})
    corpus = _corpus(row)
    found = find_conflicts(extract_facts(corpus, profile), {})
    told = "; ".join(f"{c.subject}: {' / '.join(v for v, _ in c.values)}" for c in found)
    contradicts = bool(row["conflict"])
    right = any(_gives(c, row, corpus) for c in found) if contradicts else not found
    return _Outcome(row["id"], contradicts, right, told)


def _corpus(row: Row) -> Corpus:
    parts = [
        part
        for number, made in enumerate(row["documents"], start=1)
        for part in ingest.read_bytes(
            f"document-{number}.md",
            f"# Document {number}\n\n## {made['heading']}\n\n{made['text']}\n".encode(),
        )
    ]
    return corpus_of(parts)


def _gives(conflict: Conflict, row: Row, corpus: Corpus) -> bool:
    """Whether every document's reading stands in the words that the conflict cites of it."""
    cited = {document.id: "" for document in corpus.documents}
    for _, place in conflict.values:
        cited[place.document] += place.span.of(corpus.document(place.document).text)
    pairs = zip(corpus.documents, row["readings"], strict=True)
    return all(reading in cited[document.id] for document, reading in pairs)


def _miss(outcome: _Outcome) -> Miss:
    kind = "conflict missed" if outcome.contradicts else "false conflict"
    return Miss(outcome.name, kind, outcome.told or "no conflict found")
