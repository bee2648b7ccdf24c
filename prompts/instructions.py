"""Text that speaks to a model and not to a reader: it is kept out of prompts and reported."""

import re
import unicodedata

_SIGNS = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instructions?|prompts?|rules|above|"
    r"previous|prior|criteria|guidelines)\b|"
    r"\bsystem\s+(?:prompt|message|override)\b|\b(?:you|thou)\s+are\s+(?:now\s+)?(?:an?|the)\s+(?:\w+\s+)?"
    r"(?:assistant|ai|model|reviewer|chatbot|auditor)\b|"
    r"\b(?:as|attention|note\s+to|dear|hey)\s+(?:an?\s+|the\s+)?(?:ai|llm|language)\s+"
    r"(?:model|assistant|reviewer)s?\b|"
    r"\b(?:mark|rate|treat|report|classify|judge|answer|consider|return|set|declare)\b.{0,60}"
    r"\b(?:as|with|to|is|are)\s+[\"']?(?:met|covered|compliant|fulfilled|satisfied|not\s+met)\b|"
    r"\b(?:in|to|modify|augment|enhance)\s+your\s+(?:answer|reply|response|output)\b|"
    r"\byour\s+(?:answer|reply|response|output)\s+(?:must|should|is|to)\b|"
    r"\b(?:respond|reply|answer)\s+(?:only\s+)?with\b|"
    r"[\"'](?:status|sources|sentences|verdict)[\"']\s*:|"
    r"^\s*(?:assistant|system|user)\s*:|<\|?\s*(?:im_start|system|assistant)|\[/?INST\]|"
    r"\bP\d+\.S\d+\b|<<\s*/?\s*(?:data|end)\b",
    re.IGNORECASE,
)


def speaks_to_a_model(text: str) -> bool:
    """Whether the words address a model; unseen characters between letters do not hide them."""
    folded = unicodedata.normalize("NFKC", text)
    seen = "".join(c for c in folded if unicodedata.category(c)[0] != "C" or c in "\n\t")
    return bool(_SIGNS.search(" ".join(seen.split())))
