"""Statements that want an answer: claims, risk controls and requirements, as they are written."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from domain.document import BlockKind, Sentence
from domain.finding import Assertion
from domain.observation import ObservationKind
from review.assertion import read_assertion
from review.chains.claims import may_claim
from review.chains.traces import Traces, subject_role
from review.corpus import Corpus
from review.references.families import ID, Role, Row

_CLAIMS = re.compile(
    r"\b(?:sensitivity|specificity|accura\w+|reliab\w+|detects?|finds|identif(?:y|ies)|measures?|"
    r"predicts?|distinguish\w*|recogni[sz]es?|improves?|reduces?|shortens?|lowers?|increases?|"
    r"prevents?|withstands?|tolerates?|works? (?:with|on|in|for)|suitable for|compatible with|"
    r"effective|safe (?:for|in|with|to)|stays? (?:below|above|within)|lasts)\b",
    re.IGNORECASE,
)
_CONTROLS = re.compile(
    r"\b(?:risk )?(?:controls?|control measures?|mitigations?|protective measures?)\b|"
    r"\brisk (?:is|are) (?:reduced|controlled|mitigated)\b",
    re.IGNORECASE,
)
_REQUIREMENTS = re.compile(r"\b(?:requirements?|specifications?|design inputs?)\b", re.IGNORECASE)
_ADVISES = re.compile(
    r"\b(?:must|shall|should|do not|never|check|make sure|ensure|if)\b", re.IGNORECASE
)
"""Words by which a sentence tells its reader what to do, and claims nothing."""
_CLAIM_FILES = frozenset({"IFU", "LBL", "SSCP", "SSP", "MKT", "WEB", "CER", "PER"})
_RISK_FILES = frozenset({"RMF", "AIRM"})
_SPECIFYING = frozenset({"SWD", "DES", "DDS"})
_STATED = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW}
_KINDS = {
    Role.CONTROL: ObservationKind.UNVERIFIED_CONTROL,
    Role.HAZARD: ObservationKind.UNVERIFIED_CONTROL,
    Role.REQUIREMENT: ObservationKind.UNTESTED_REQUIREMENT,
}


@dataclass(frozen=True)
class Wants:
    """The statements of a corpus that want an answer, by what they would be without one."""

    traces: Traces

    @cached_property
    def kinds(self) -> Mapping[int, ObservationKind]:
        """Each sentence that is asserted and wants an answer, by its number."""
        found = {number: self._kind(number) for number in range(len(self._corpus.sentences))}
        return {n: k for n, k in found.items() if k is not None and self._asserted(n)}

    @property
    def _corpus(self) -> Corpus:
        return self.traces.corpus

    @cached_property
    def _rows(self) -> Mapping[int, Row]:
        return {row.number: row for row in self.traces.rows}

    def name(self, number: int) -> str:
        """The id or the first cell of a row, the id of an item, "" for other sentences."""
        if row := self._rows.get(number):
            return row.name
        match = ID.match(_bare(self._corpus.sentences[number]))
        return match.group(0) if match else ""

    def _asserted(self, number: int) -> bool:
        return read_assertion(self._corpus.sentences[number]).assertion is Assertion.ASSERTED

    def _kind(self, number: int) -> ObservationKind | None:
        sentence = self._corpus.sentences[number]
        if sentence.block.kind not in _STATED:
            return None
        if sentence.block.kind is BlockKind.TABLE_ROW:
            return self._kind_of_row(number)
        if may_claim(self._corpus, number):
            return ObservationKind.UNSUPPORTED_CLAIM if self._claims(sentence) else None
        return self._kind_of_item(number)

    def _claims(self, sentence: Sentence) -> bool:
        code = self._corpus.types.get(sentence.document)
        claims = code in _CLAIM_FILES and _CLAIMS.search(sentence.text)
        return bool(claims) and not _ADVISES.search(sentence.text)

    def _kind_of_row(self, number: int) -> ObservationKind | None:
        """What a row is about, where no column of it gives a verification or a result."""
        row = self._rows.get(number)
        if row is None or row.of(Role.VERIFICATION, Role.RESULT):
            return None
        role = subject_role(row)
        code = self._corpus.types.get(row.sentence.document)
        risky = code in _RISK_FILES or Role.HAZARD in row.roles
        return _KINDS.get(role) if role and (risky or role is not Role.CONTROL) else None

    def _kind_of_item(self, number: int) -> ObservationKind | None:
        sentence, heading = self._corpus.sentences[number], self._corpus.headings[number]
        match = ID.match(_bare(sentence))
        role = self.traces.role(match.group(0)) if match else None
        if role is not None:
            return _KINDS.get(role)
        code = self._corpus.types.get(sentence.document)
        if code in _RISK_FILES and _CONTROLS.search(f"{heading} {sentence.text}"):
            return ObservationKind.UNVERIFIED_CONTROL
        specified = code in _SPECIFYING and _REQUIREMENTS.search(heading)
        return ObservationKind.UNTESTED_REQUIREMENT if specified else None


def _bare(sentence: Sentence) -> str:
    return sentence.text.lstrip("-*# ")
