"""What value a question asks for, and whether a text holds one."""

import re
from dataclasses import dataclass
from enum import StrEnum

from retrieval.tokens import tokens

_NUMBER_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|single|"
    "another|both|half"
)
_NUMBER = rf"(?:\d[\d.,\u00a0 ]*\d|\d|\b(?:{_NUMBER_WORDS})\b)"
_NUMBERS = re.compile(_NUMBER, re.IGNORECASE)
_UNIT = r"(?:hours?|days?|weeks?|months?|years?|minutes?|calendar|working)"
_LENGTH = re.compile(rf"{_NUMBER}[\s-]*(?:calendar |working )?{_UNIT}\b", re.IGNORECASE)
_TIME = re.compile(
    rf"{_LENGTH.pattern}|\b(?:immediately|without (?:undue )?delay|"
    r"annual\w*|yearly|monthly|year|at least (?:once|every)|no later than|lifetime|"
    r"expected life|continuous\w*|regular\w*|periodic\w*|as soon as|prompt\w*|date)\b",
    re.IGNORECASE,
)
_ASKS_TIME = re.compile(
    r"\bhow\s+(?:long|often|soon|fast|quickly|frequently|much\s+time)\b|\bby\s+when\b|"
    r"\bwithin\s+what\b",
    re.IGNORECASE,
)
_ASKS_LENGTH = re.compile(
    r"\bhow\s+many\s+(?:\w+\s+)?(minute|hour|day|week|month|year)s?\b", re.IGNORECASE
)
_BESIDE = {
    "minute": ("minute", "hour"),
    "hour": ("hour", "day"),
    "day": ("hour", "day", "week", "month"),
    "week": ("day", "week", "month"),
    "month": ("day", "week", "month", "year"),
    "year": ("month", "year"),
}
"""In which units a law may answer a question for a unit."""
_ASKS_COUNT = re.compile(
    rf"\bhow\s+many\s+(?!{_UNIT}\b)([\w-]+(?:\s+[\w-]+){{0,2}})", re.IGNORECASE
)
_METRIC = (
    r"sensitivity|specificity|accuracy|precision|recall|AUC|AUROC|area under the curve|kappa|dice|"
    r"F1(?:[- ]score)?|IoU|p-?value|confidence intervals?|"
    r"(?:false|true) (?:positive|negative) rates?|"
    r"error rates?|agreement|resolution|uptime|availability|latency|percentage|share|drift|"
    r"sample size|power|score|threshold"
)
_ASKS_LEVEL = re.compile(
    r"\b(?:what|which)\b[^?]*\b(?:minimum|minimal|maximum|lowest|highest)\b|\bhow\s+(?:high|low|big|large|small|accurate|"
    r"precise|tall|wide)\b|"
    rf"\b(?:what|which)\s+(?:[\w-]+\s+){{0,2}}?(?:{_METRIC})\b[^?]*\b(?:must|should|need\w*|has|have|"
    r"required|acceptable|allowed|triggers?|come)\b|"
    r"\b(?:enough|sufficient|acceptable|adequate)\b|"
    r"\b(?:must|should|has to|have to)\b[^?]{0,60}\b(?:above|below|at least|over|under|more than|"
    rf"less than)\s+{_NUMBER}",
    re.IGNORECASE,
)
_WHICH_LEVEL = re.compile(r"\b(?:which|what)\s+level\s+of\b", re.IGNORECASE)
_FIGURE = re.compile(
    rf"(?<![\w(.])(?:\d[\d.,\u00a0 ]*)(?:%|EUR|mm|cm|g|kg)?(?![\w).])|\b(?:{_NUMBER_WORDS})\b|EUR",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"\b(?:articles?|annex(?:es)?|paragraphs?|points?|sections?|chapters?|recitals?|parts?|"
    r"regulation|directive|no)\s+(?:\((?:eu|ec)\)\s+)?(?:no\s+)?[\divx]+[\w./()]*"
    r"(?:(?:\s*,\s*|\s+(?:and|or|to)\s+)[\divx]+[\w./()]*)*",
    re.IGNORECASE,
)
_NEAR = 4
_HELD = 0.5


class Value(StrEnum):
    """What kind of value a question asks for."""

    TIME = "time"
    LENGTH = "length of time"
    COUNT = "number"
    LEVEL = "figure"


@dataclass(frozen=True, slots=True)
class AskedValue:
    """A value that is asked for; `of` are the words of what is counted or measured."""

    kind: Value
    of: frozenset[str]

    def stands_in(self, text: str) -> bool:
        """Whether a sentence of the text gives such a value for it."""
        plain = _REFERENCE.sub(" ", text)
        if self.kind is Value.TIME:
            return bool(_TIME.search(plain))
        if self.kind is Value.LENGTH:
            return any(self.of & set(tokens(m[0])) for m in _LENGTH.finditer(plain))
        if self.kind is Value.COUNT:
            return self._counted(plain)
        return any(self._measured(part) for part in re.split(r"(?<=[.;])\s|\n", plain))

    def _counted(self, text: str) -> bool:
        after = (text[m.end() :].split()[:_NEAR] for m in _NUMBERS.finditer(text))
        return any(self.of <= set(tokens(" ".join(words))) for words in after)

    def _measured(self, part: str) -> bool:
        if not _FIGURE.search(part):
            return False
        return len(self.of & set(tokens(part))) >= max(1, _HELD * len(self.of))


def asked_value(question: str) -> AskedValue | None:
    """The value that a question asks for, None where it asks for words."""
    if match := _ASKS_LENGTH.search(question):
        return AskedValue(Value.LENGTH, frozenset(tokens(" ".join(_BESIDE[match[1].lower()]))))
    if _ASKS_TIME.search(question):
        return AskedValue(Value.TIME, frozenset())
    if match := _ASKS_COUNT.search(question):
        return AskedValue(Value.COUNT, frozenset(_noun(match[1])))
    if _ASKS_LEVEL.search(question) and not _WHICH_LEVEL.search(question):
        return AskedValue(Value.LEVEL, frozenset(tokens(question)) - _FRAME)
    return None


_VERBS = re.compile(
    r"\s(?:must|may|should|can|do|does|need|are|is|have|has|will|shall|take|a)\b.*", re.IGNORECASE
)
_FRAME = frozenset(
    tokens("minimum maximum must reach high low enough sufficient acceptable required good article")
)


def _noun(words: str) -> list[str]:
    """The words of what is counted: those in front of the verb."""
    return tokens(_VERBS.sub("", words))
