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
_PATTERNS = (
    rf"\b(?:ignore|disregard|forget|override|bypass|skip)\s+(?:\w+\s+){{0,4}}{_ORDERS}\b",
    r"\b(?:ignore|disregard|forget)\s+(?:everything|anything|all\s+(?:of\s+)?the\s+above)\b",
    (
        r"\b(?:ignore|disregard|forget|override|bypass)\s+(?:\w+\s+){0,2}(?:above|previous|prior)\s+"
        r"(?:rules|criteria|guidelines|text|context)\b"
    ),
    r"\byou\s+are\s+now\s+(?:an?|the)\s+(?:\w+\s+)?(?:assistant|reviewer|auditor|model|expert)\b",
    (
        r"\b(?:as|you\s+are|act\s+as|pretend\s+to\s+be|attention|dear|hey|note\s+to)\W+(?:now\s+)?"
        rf"(?:an?\s+|the\s+|any\s+|all\s+)?(?:\w+\s+)?{_MODEL}s?\b"
    ),
    rf"\b(?:to|for)\s+(?:any|the|every|all)\s+{_MODEL}s?\s+(?:reading|reviewing|processing|that)\b",
    rf"\b(?:if|when)\s+you\s+are\s+(?:an?\s+|the\s+)?{_MODEL}\b",
    rf"\b(?:in|of|to|with|from|for|on|at)\s+your\s+(?:\w+\s+){{0,2}}{_OUTPUT}(?:s|'s|\u2019s)?\b",
    (
        r"\b(?:add|change|modify|augment|enhance|render|provide|write|give|end|begin|start|format|"
        rf"limit|rewrite|extend)\s+your\s+(?:\w+\s+){{0,2}}{_OUTPUT}\b"
    ),
    rf"\byour\s+(?:\w+\s+)?{_OUTPUT}s?\s+(?:must|should|shall|has\s+to|is\s+to)\b",
    r"\b(?:respond|reply|answer)\s+(?:only|solely|always|exclusively)\s+(?:with|in|by)\b",
    (
        r"\b(?:rate|mark|judge|grade|score|classify|treat|declare|label|report|consider)\s+"
        rf"{_FILE}\s+(?:as\s+|to\s+be\s+)?(?:\w+\s+)?{_MET}\b"
    ),
    r"\b(?:system|developer|hidden)\s+(?:prompt|override)\b",
    r"<\|?\s*/?(?:im_start|im_end|system|assistant|user)\s*\|?>|\[/?INST\]",
    r"^\s*(?:system|assistant)\s*:\s*\S",
    rf"[\"'](?:status|verdict)[\"']\s*:\s*[\"'](?:not\s+)?{_MET}[\"']",
    r"\bP\d+\.S\d+\b|<<\s*/?\s*(?:data|end)\b",
)
_SIGNS = re.compile("|".join(_PATTERNS), re.IGNORECASE | re.MULTILINE)
_UNPLAIN = re.compile(r"[^\n\t -~]")


@lru_cache(maxsize=20_000)
def instruction_like(text: str) -> bool:
    """Whether the words address a model or dictate the outcome of a review.

    Unseen characters between letters and letters of other forms do not hide them.
    """
    return bool(_SIGNS.search(_seen(text) if _UNPLAIN.search(text) else text))


def _seen(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text)
    return "".join(c for c in folded if unicodedata.category(c)[0] != "C" or c in "\n\t")
