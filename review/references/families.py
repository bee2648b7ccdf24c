"""Families of ids in a dossier (RC-12, SRS-104, TC-31), told by how the dossier uses them.

No prefix is known beforehand: a family is of tests because its ids stand in columns of tests, or
behind the word "test".
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from domain.document import Sentence
from review.corpus import Corpus
from review.normalise import may_hold
from review.references.identity import codes_of

ID = re.compile(
    r"(?<![\w.-])(?P<family>[A-Z][A-Za-z]{0,6}(?:[-_][A-Z]{1,4})*[-_]?)(?P<number>\d{1,5})(?![\w-]|\.\d)"
)


class Role(StrEnum):
    """What a column of a table or an id stands for."""

    HAZARD = "risk"
    CONTROL = "risk control"
    REQUIREMENT = "requirement"
    TEST = "test"
    VERIFICATION = "verification"
    RESULT = "result"
    CLAIM = "claim"


_NONE = re.compile(
    r"\b(?:after|before|without|acceptab\w+|residual|gspr|applies|applicable|standards?|law|"
    r"article|clause|annex|minimum|date|by whom|owner|responsible)\b",
    re.IGNORECASE,
)
_VERIFIES = (
    r"\b(?:verif\w+|validat\w+|proof|effectiveness|shown by|tested (?:by|in)|tests?(?! set)|"
    r"test[- ]?cases?|evidence|TCs?)\b"
)
_HEADERS = (
    (Role.CLAIM, r"\bclaims?\b"),
    (Role.RESULT, r"\bresults?\b|^passed\b|\boutcome\b|pass ?/ ?fail|\bverdict\b"),
    (Role.VERIFICATION, _VERIFIES),
    (Role.CONTROL, r"\b(?:controls?|mitigations?|risk measures?|protective measures?|measures?)\b"),
    (Role.REQUIREMENT, r"\b(?:requirements?|req|srs|user needs?|design inputs?)\b"),
    (Role.HAZARD, r"\b(?:risks?|hazards?|hazardous situations?)\b"),
)
_CHECKLIST = re.compile(
    r"\bgspr\b|\bapplies\b|\bapplicable\b|\b(?:MDR|IVDR|MDD|ISO [\d:-]+|AI Act)\b", re.IGNORECASE
)
_ITEMS = ("control", "mitigation", "measure", "requirement", "hazard", "risk", "test", "verific")
_DOCUMENTS = ("report", "plan", "protocol", "file", "procedure", "document", "manual", "record")
_NOUN = re.compile(
    r"\b(?P<noun>(?:risk )?controls?(?: measures?)?|mitigations?|measures?|requirements?|hazards?|"
    r"risks?|tests?(?: cases?)?|verifications?|test reports?)\s+(?P<id>[A-Z][\w-]*\d)\b",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:reports?|plans?|protocols?|files?|procedures?|documents?|manuals?|"
    r"records?)\s+(?P<id>[A-Z][\w-]*\d)\b",
    re.IGNORECASE,
)
_TEST_NAMES = re.compile(
    r"^(?:tests?|test[- ]?cases?|test[- ]?(?:id|no\.?|number)|tc|tc id|protocol)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Row:
    """A table row as cells with the role of each; `roles` and `headers` are as long as `cells`."""

    number: int
    sentence: Sentence
    cells: tuple[str, ...]
    headers: tuple[str, ...]
    roles: tuple[Role | None, ...]

    def of(self, *roles: Role) -> list[str]:
        """The cells in columns of these roles, left to right."""
        return [cell for cell, role in zip(self.cells, self.roles, strict=True) if role in roles]

    @property
    def is_checklist(self) -> bool:
        """Whether the row is of a checklist of the law's requirements, not of the device's own."""
        return _is_checklist(self.headers)

    @property
    def name(self) -> str:
        """The id of the row, or else the words of its first cell."""
        match = ID.match(self.cells[0]) if self.cells else None
        return match.group(0) if match else (self.cells or ("",))[0]


@lru_cache(maxsize=2000)
def _is_checklist(headers: tuple[str, ...]) -> bool:
    return bool(_CHECKLIST.search(" | ".join(headers)))


@lru_cache(maxsize=2000)
def column_role(header: str) -> Role | None:
    """What a header says its column holds, None for anything else."""
    if _NONE.search(header):
        return None
    for role, words in _HEADERS:
        if re.search(words, header, re.IGNORECASE):
            return role
    return None


def table_rows(corpus: Corpus) -> tuple[Row, ...]:
    """Every row of a table with headers, in reading order; `number` counts the sentences."""
    numbered = ((number, corpus.sentences[number], cells) for number, cells in corpus.cells.items())
    return tuple(_row(*parts) for parts in numbered)


def _row(number: int, sentence: Sentence, cells: tuple[str, ...]) -> Row:
    headers = (*sentence.block.headers, *[""] * len(cells))[: len(cells)]
    roles = tuple(column_role(header) for header in headers)
    return Row(number, sentence, cells, headers, roles)


def item_families(corpus: Corpus, rows: Sequence[Row]) -> frozenset[str]:
    """Families whose ids stand for rows of tables and are nowhere called a document."""
    own = {family_of(code) for document in corpus.documents for code in codes_of(document)}
    called = (code for s in corpus.naming.values() for code in called_documents(s.text))
    return frozenset(family for family, _ in _by_column(rows)) - own - set(map(family_of, called))


def called_documents(text: str) -> frozenset[str]:
    """The ids that a text calls a document: "report VR-9", "procedure SOP-88"."""
    found = _CALLED.finditer(text) if may_hold(text, _DOCUMENTS) else ()
    return frozenset(match["id"] for match in found)


def family_roles(corpus: Corpus, rows: Sequence[Row]) -> Mapping[str, Role]:
    """The role of each family of ids that is not one of documents at hand."""
    votes: dict[str, Counter[Role]] = defaultdict(Counter)
    for family, role in (*_by_column(rows), *_by_noun(corpus)):
        votes[family][role] += 1
    own = {family_of(code) for document in corpus.documents for code in codes_of(document)}
    return {f: count.most_common(1)[0][0] for f, count in votes.items() if f not in own}


def family_of(code: str) -> str:
    """The letters of an id, "" where it is none."""
    match = ID.match(code)
    return match["family"] if match else ""


def ids_in(text: str) -> Iterator[str]:
    """The ids of a text; of "S-53 to S-58" all from the first to the last."""
    found = list(ID.finditer(text))
    for match in found:
        yield match.group(0)
    for one, other in pairwise(found):
        between = text[one.end() : other.start()].strip()
        if one["family"] == other["family"] and between in {"to", "-", "\u2013", "..."}:
            width = len(one["number"])
            for number in range(int(one["number"]) + 1, int(other["number"])):
                yield f"{one['family']}{number:0{width}}"


def _by_column(rows: Sequence[Row]) -> Iterator[tuple[str, Role]]:
    for row in rows:
        for place, cell in enumerate(() if row.is_checklist else row.cells):
            if (match := ID.match(cell)) and (role := _cell_role(row, place)):
                yield match["family"], role


def _cell_role(row: Row, place: int) -> Role | None:
    """The role of an id at the start of a cell: of its column, or of what its row is about."""
    role, header = row.roles[place], row.headers[place]
    if role is Role.VERIFICATION or (place == 0 and _TEST_NAMES.match(header)):
        return Role.TEST
    if role in {Role.HAZARD, Role.CONTROL, Role.REQUIREMENT}:
        return role
    if place or role is Role.RESULT:
        return None
    if Role.HAZARD in row.roles:
        return Role.HAZARD
    about = (Role.CONTROL, Role.REQUIREMENT)
    return next(
        (r for r in about if r in row.roles), Role.TEST if Role.RESULT in row.roles else None
    )


def _by_noun(corpus: Corpus) -> Iterator[tuple[str, Role]]:
    for sentence in corpus.naming.values():
        for match in _NOUN.finditer(sentence.text) if may_hold(sentence.text, _ITEMS) else ():
            if found := ID.fullmatch(match["id"]):
                yield found["family"], _noun_role(match["noun"].casefold())


def _noun_role(noun: str) -> Role:
    if "control" in noun or "measure" in noun or "mitigation" in noun:
        return Role.CONTROL
    if noun.startswith("requirement"):
        return Role.REQUIREMENT
    return Role.HAZARD if noun.startswith(("risk", "hazard")) else Role.TEST
