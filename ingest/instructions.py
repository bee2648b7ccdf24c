"""Words that speak to a model and not to a reader.

A technical file tells people what to do, often and rightly. What gives a planted instruction
away is whom it speaks to: a model, an assistant, "your answer", the instructions that came
before; or that it dictates the outcome of a review. This is the one place that tells: readers
warn by it, and prompts are kept clean by it.
"""

import re
import unicodedata
from functools import lru_cache

_MODEL = (
    r"(?:language\s+model|llm|chat\s?bot|gpt|claude|"
    r"(?:ai|virtual)\s+(?:assistant|reviewer|agent|auditor|model))"
)
_OUTPUT = r"(?:answer|reply|response|output|message|verdict|summary)"
_ORDERS = r"(?:instructions?|prompts?|directions|orders|guardrails)"
_MET = (
    r"(?:compliant|conform(?:ing|ant)|met|covered|fulfilled|satisfied|approved|passed|acceptable)"
)
_FILE = (
    r"(?:this|the|these|every|each|all)\s+(?:\w+\s+){0,2}(?:file|document|dossier|report|"
    r"requirements?|obligations?|criteri(?:on|a)|device|rows?|findings?)"
)
_PATTERNS = {
    ("ignore", "disregard", "forget", "override", "bypass", "skip"): (
        rf"\b(?:ignore|disregard|forget|override|bypass|skip)\s+(?:\w+\s+){{0,4}}{_ORDERS}\b"
        r"|\b(?:ignore|disregard|forget)\s+(?:everything|anything|all\s+(?:of\s+)?the\s+above)\b"
        r"|\b(?:ignore|disregard|forget|override|bypass)\s+(?:\w+\s+){0,2}(?:above|previous|prior)\s+"
        r"(?:rules|criteria|guidelines|text|context)\b"
    ),
    ("you",): (
        r"\byou\s+are\s+now\s+(?:an?|the)\s+(?:\w+\s+)?"
        r"(?:assistant|reviewer|auditor|model|expert)\b"
    ),
    ("model", "llm", "chat", "gpt", "claude", "assistant", "reviewer", "agent", "auditor"): (
        r"\b(?:as|you\s+are|act\s+as|pretend\s+to\s+be|attention|dear|hey|note\s+to)\W+"
        rf"(?:now\s+)?(?:an?\s+|the\s+|any\s+|all\s+)?(?:\w+\s+)?{_MODEL}s?\b"
        rf"|\b(?:to|for)\s+(?:any|the|every|all)\s+{_MODEL}s?\s+"
        r"(?:reading|reviewing|processing|that)\b"
        rf"|\b(?:if|when)\s+you\s+are\s+(?:an?\s+|the\s+)?{_MODEL}\b"
    ),
    ("your",): (
        r"\b(?:in|of|to|with|from|for|on|at)\s+your\s+(?:\w+\s+){0,2}"
        rf"{_OUTPUT}(?:s|'s|\u2019s)?\b"
        r"|\b(?:add|change|modify|augment|enhance|render|provide|write|give|end|begin|start|format|"
        rf"limit|rewrite|extend)\s+your\s+(?:\w+\s+){{0,2}}{_OUTPUT}\b"
        rf"|\byour\s+(?:\w+\s+)?{_OUTPUT}s?\s+(?:must|should|shall|has\s+to|is\s+to)\b"
    ),
    ("respond", "reply", "answer"): (
        r"\b(?:respond|reply|answer)\s+(?:only|solely|always|exclusively)\s+(?:with|in|by)\b"
    ),
    (
        *("compliant", "conform", "met", "covered", "fulfilled", "satisfied", "approved", "passed"),
        "acceptable",
    ): (
        r"\b(?:rate|mark|judge|grade|score|classify|treat|declare|label|report|consider)\s+"
        rf"{_FILE}\s+(?:as\s+|to\s+be\s+)?(?:\w+\s+)?{_MET}\b"
    ),
    ("prompt", "override"): r"\b(?:system|developer|hidden)\s+(?:prompt|override)\b",
    ("<", "inst]"): r"<\|?\s*/?(?:im_start|im_end|system|assistant|user)\s*\|?>|\[/?INST\]",
    ("system", "assistant"): r"^\s*(?:system|assistant)\s*:\s*\S",
    ("status", "verdict"): (rf"[\"'](?:status|verdict)[\"']\s*:\s*[\"'](?:not\s+)?{_MET}[\"']"),
    (".s", "<<"): r"\bP\d+\.S\d+\b|<<\s*/?\s*(?:data|end)\b",
}
"""Patterns by parts of words without one of which they are not found."""
_SIGNS = tuple(
    (parts, re.compile(pattern, re.IGNORECASE | re.MULTILINE))
    for parts, pattern in _PATTERNS.items()
)
_UNPLAIN = re.compile(r"[^\n\t -~]")


@lru_cache(maxsize=20_000)
def instruction_like(text: str) -> bool:
    """Whether the words address a model or dictate the outcome of a review.

    Unseen characters between letters and letters of other forms do not hide them.
    """
    seen = _seen(text) if _UNPLAIN.search(text) else text
    small = seen.lower().replace("\u0131", "i").replace("i\u0307", "i")
    return any(
        pattern.search(seen) for parts, pattern in _SIGNS if any(map(small.__contains__, parts))
    )


def _seen(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text)
    return "".join(c for c in folded if unicodedata.category(c)[0] != "C" or c in "\n\t")
