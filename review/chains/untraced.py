"""Where a link lacks between risk controls, requirements and tests that others have."""

import re
from collections.abc import Iterator, Sequence

from domain.document import BlockKind, Sentence
from domain.finding import DocumentCitation
from domain.observation import Observation, ObservationKind
from review.chains.traces import Traces, is_empty, linked_ids, subject_role
from review.chains.wording import undone
from review.references import ReferenceIndex
from review.references.families import Role, Row, family_of, ids_in

_DROPPED = re.compile(
    r"\W*(?:no|not applicable|n/?a|deleted|withdrawn|rejected|obsolete|removed|"
    r"not implemented|retired|"
    r"superseded|cancelled|deferred)\b.{0,40}",
    re.IGNORECASE,
)
_EXTRACT = re.compile(
    r"\b(?:extracts?|excerpts?|selection|selected|examples?|abridged)\b", re.IGNORECASE
)
_TEST_TABLE = re.compile(
    r"^(?:tests?|test[- ]?cases?(?: id)?|test[- ]?(?:id|no\.?)|tc(?: id)?)\b", re.IGNORECASE
)
_LINKED = {
    Role.HAZARD: ObservationKind.UNVERIFIED_CONTROL,
    Role.CONTROL: ObservationKind.UNVERIFIED_CONTROL,
    Role.REQUIREMENT: ObservationKind.UNTESTED_REQUIREMENT,
    Role.CLAIM: ObservationKind.UNSUPPORTED_CLAIM,
    Role.TEST: ObservationKind.UNREQUIRED_TEST,
}
_HALF = 0.5
"""The share of a family that must be linked before the lack of a link says something."""


def broken_traces(index: ReferenceIndex) -> Iterator[Observation]:
    """Rows without verification, tests that are not there, and items that no row links."""
    traces = Traces(index)
    seen = set()
    for found in (
        *_empty_rows(traces),
        *_undone(traces),
        *_absent_tests(traces),
        *_unlinked(traces),
    ):
        if (found.kind, found.subject) not in seen:
            seen.add((found.kind, found.subject))
            yield found


def _empty_rows(traces: Traces) -> Iterator[Observation]:
    for row in traces.tracing:
        role = subject_role(row)
        proofs = row.of(Role.VERIFICATION, Role.RESULT)
        subjects = [c for c in row.of(*_about(role)) if not is_empty(c)]
        if (
            role is None
            or not subjects
            or not row.cells[0]
            or any(map(_DROPPED.fullmatch, row.cells))
        ):
            continue
        if all(map(is_empty, proofs)):
            yield _one(
                _LINKED[role], row.name, (row.sentence,), f"{_shown(row)} names no verification"
            )


def _about(role: Role | None) -> tuple[Role, ...]:
    both = (Role.CONTROL, Role.REQUIREMENT)
    return both if role is Role.CONTROL else (role,) if role else ()


def _shown(row: Row) -> str:
    return f"the row {row.name}"


def _undone(traces: Traces) -> Iterator[Observation]:
    """Sentences that say of an item by its id that it was not verified."""
    for sentence in traces.told:
        for one in undone(sentence.text):
            kind = _LINKED.get(traces.role(one) or Role.RESULT)
            if kind and kind is not ObservationKind.UNREQUIRED_TEST:
                told = f"the documents say that {one} is not verified"
                yield _one(kind, one, (sentence,), told)


def _absent_tests(traces: Traces) -> Iterator[Observation]:
    """Tests that a row gives as verification and nothing else knows, though others are known."""
    known = _tests_told(traces)
    families = {family_of(one) for one in known}
    index = traces.index
    for row in traces.tracing:
        role = subject_role(row)
        for one in dict.fromkeys(i for cell in row.of(Role.VERIFICATION) for i in ids_in(cell)):
            if one in known or family_of(one) not in families or one in index.codes or role is None:
                continue
            told = f"{_shown(row)} gives {one} as verification, and no such test is at hand"
            yield _one(_LINKED[role], row.name, (row.sentence,), told, missing=one)


def _tests_told(traces: Traces) -> set[str]:
    """Tests that stand elsewhere than as the verification in a tracing row."""
    tracing = {(row.sentence.document, row.sentence.span) for row in traces.tracing}
    return {
        one
        for one, sentences in traces.mentions.items()
        if any((s.document, s.span) not in tracing or _starts(s, one) for s in sentences)
        and traces.role(one) is Role.TEST
    }


def _starts(sentence: Sentence, one: str) -> bool:
    return sentence.text.lstrip("| ").startswith(one)


def _unlinked(traces: Traces) -> Iterator[Observation]:
    """Items of a family of which at least half are linked, and these are not."""
    followed = {role for role in traces.roles.values() if role in _LINKED} - {Role.CLAIM}
    by_role = {role: linked_ids(traces, role) for role in followed}
    for family, role in traces.roles.items():
        if role not in followed:
            continue
        items, linked = _items(traces, family, role), by_role[role]
        share = sum(one in linked for one in items) / len(items) if items else 0
        lost = {one: s for one, s in items.items() if one not in linked}
        if not lost or share < _HALF or _is_extract(traces, role):
            continue
        for one, sentence in lost.items():
            yield _one(_LINKED[role], one, (sentence,), _not_linked(one, role))


def _not_linked(one: str, role: Role) -> str:
    lacks = "requirement" if role is Role.TEST else "verification"
    return f"{one} is linked to no {lacks}, as others of its kind are"


def _items(traces: Traces, family: str, role: Role) -> dict[str, Sentence]:
    """The members of a family with the place that says what they are."""
    found: dict[str, Sentence] = {}
    for one, row in traces.led.get(family, ()):
        dropped = any(map(_DROPPED.fullmatch, row.cells[1:]))
        if not dropped and _defines(row, role):
            found.setdefault(one, row.sentence)
    for match, sentence in traces.opened:
        if match["family"] == family and not undone(sentence.text):
            found.setdefault(match.group(0), sentence)
    return found


def _defines(row: Row, role: Role) -> bool:
    """Whether a table lists items of that role: risks with controls, requirements, test cases."""
    if role is Role.TEST:
        return bool(_TEST_TABLE.match(row.headers[0])) and Role.RESULT in row.roles
    if role is Role.HAZARD:
        return not all(map(is_empty, row.of(Role.CONTROL)))
    return row.roles[0] in {role, None} or role in row.roles


def _is_extract(traces: Traces, role: Role) -> bool:
    """Whether the tables that link say of themselves that they are not whole."""
    rows = [row for row in traces.tracing if role is Role.TEST or role in row.roles]
    near = {n for row in rows for n in range(row.number - 3, row.number + 4)}
    sentences, headings = traces.corpus.sentences, traces.corpus.headings
    return any(
        _EXTRACT.search(f"{sentences[n].text} {headings[n]}")
        for n in near
        if 0 <= n < len(sentences) and sentences[n].block.kind is not BlockKind.TABLE_ROW
    )


def _one(
    kind: ObservationKind, subject: str, sentences: Sequence[Sentence], told: str, missing: str = ""
) -> Observation:
    places = tuple(DocumentCitation(s.document, s.span) for s in sentences)
    link = missing or ("requirement" if kind is ObservationKind.UNREQUIRED_TEST else "verification")
    return Observation(kind, subject, told, places, missing=link)
