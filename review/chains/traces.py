"""Risk controls, requirements and tests that tables and sentences link to one another."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from domain.document import BlockKind, Sentence
from review.chains.wording import links
from review.corpus import Corpus
from review.references import ReferenceIndex
from review.references.families import (
    ID,
    Role,
    Row,
    family_of,
    family_roles,
    ids_in,
)

_EMPTY = re.compile(
    r"\W*(?:-|\u2013|\u2014|none|tb[dca]|open|pending|outstanding|missing|to follow|\?+|no|"
    r"no tests?|"
    r"(?:still )?to be (?:done|defined|determined|tested|verified|completed|added|"
    r"written)\b.{0,40}|"
    r"not (?:yet )?(?:tested|verified|validated|done|performed|available|defined|assigned|"
    r"run|executed|"
    r"started|traced)|(?:is )?planned\b.{0,40}|in preparation|"
    r"no (?:test|verification|evidence)\b.{0,30})?\W*",
    re.IGNORECASE,
)
_TOLD = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})


@dataclass(frozen=True)
class Traces:
    """The links of the corpus of an index, read once."""

    index: ReferenceIndex

    @property
    def corpus(self) -> Corpus:
        """The documents."""
        return self.index.corpus

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows of all tables but checklists of the law's requirements."""
        return tuple(row for row in self.index.rows if not row.is_checklist)

    @cached_property
    def in_rows(self) -> Mapping[int, frozenset[str]]:
        """The ids that each of these rows names, by its number."""
        return {row.number: frozenset(ids_in(" | ".join(row.cells))) for row in self.rows}

    @cached_property
    def led(self) -> Mapping[str, tuple[tuple[str, Row], ...]]:
        """By family the rows that begin with an id, each with the id."""
        found: dict[str, list[tuple[str, Row]]] = defaultdict(list)
        for row in self.rows:
            if row.cells and (match := ID.match(row.cells[0])):
                found[match["family"]].append((match.group(0), row))
        return {family: tuple(rows) for family, rows in found.items()}

    @cached_property
    def roles(self) -> Mapping[str, Role]:
        """What each family of ids stands for."""
        return family_roles(self.corpus, self.rows)

    @cached_property
    def tracing(self) -> tuple[Row, ...]:
        """Rows that put a control, requirement or claim beside its verification."""
        return tuple(
            row for row in self.rows if subject_role(row) and Role.VERIFICATION in row.roles
        )

    @cached_property
    def told(self) -> tuple[Sentence, ...]:
        """The paragraphs and items of lists that may name an id."""
        return tuple(s for s in self.corpus.naming.values() if s.block.kind in _TOLD)

    @cached_property
    def named(self) -> tuple[tuple[Sentence, tuple[str, ...]], ...]:
        """The sentences that name ids, with each id once; ranges name all within."""
        pairs = ((s, tuple(dict.fromkeys(ids_in(s.text)))) for s in self.corpus.naming.values())
        return tuple((sentence, ids) for sentence, ids in pairs if ids)

    @cached_property
    def opened(self) -> tuple[tuple[re.Match[str], Sentence], ...]:
        """The sentences that begin with an id, rows of tables left out."""
        pairs = ((ID.match(s.text.lstrip("-*# ")), s) for s in self.told)
        return tuple((match, sentence) for match, sentence in pairs if match)

    @cached_property
    def mentions(self) -> Mapping[str, tuple[Sentence, ...]]:
        """Every sentence that names an id, by id."""
        found: dict[str, list[Sentence]] = defaultdict(list)
        for sentence, ids in self.named:
            for one in ids:
                found[one].append(sentence)
        return {one: tuple(sentences) for one, sentences in found.items()}

    @cached_property
    def linking(self) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
        """Of each sentence that links ids: its ids, and which of them are tests."""
        rows = BlockKind.TABLE_ROW
        told = ((s, frozenset(ids)) for s, ids in self.named if s.block.kind is not rows)
        parted = ((s, ids, frozenset(filter(self._is_test, ids))) for s, ids in told)
        return tuple(
            (ids, tests)
            for s, ids, tests in parted
            if ids - tests and links(s.text, names_test=bool(tests))
        )

    def _is_test(self, one: str) -> bool:
        return self.role(one) is Role.TEST

    def role(self, one: str) -> Role | None:
        """What an id stands for, None where nothing tells."""
        return self.roles.get(family_of(one))


def subject_role(row: Row) -> Role | None:
    """What the row is about: claim, control or requirement, the first that it has a column of."""
    about = (Role.CLAIM, Role.CONTROL, Role.REQUIREMENT)
    found = [role for role in about if role in row.roles]
    risky = Role.HAZARD in row.roles and Role.REQUIREMENT in row.roles
    return Role.CONTROL if risky and found[:1] != [Role.CLAIM] else next(iter(found), None)


def is_empty(cell: str) -> bool:
    """Whether a cell of a table names nothing, or says that it is still to come."""
    return bool(_EMPTY.fullmatch(cell))


def linked_ids(traces: Traces, role: Role) -> set[str]:
    """Ids that a row or a sentence links to what an item of that role needs."""
    found: set[str] = set()
    for row in traces.tracing:
        proofs = [c for c in row.of(Role.VERIFICATION, Role.RESULT) if not is_empty(c)]
        if proofs:
            found.update(traces.in_rows[row.number])
    for row in traces.rows:
        if role is Role.TEST and any(row.of(Role.REQUIREMENT, Role.HAZARD, Role.CONTROL)):
            found.update(traces.in_rows[row.number])
    for ids, tests in traces.linking:
        if role is not Role.TEST or tests:
            found.update(ids)
    return found
