"""In which class the device is: by the device law with the rule, and by the software standard."""

import re
from collections.abc import Iterator

from domain.device import DeviceProfile, Framework
from domain.document import Sentence
from review.facts.reading import OTHER_SETTING, Said
from review.normalise import may_hold

_NAMES = {Framework.MDR: "III|IIb|IIa|I", Framework.IVDR: "A|B|C|D"}
_NAMED = ("class", "62304")
"""Without one of these no class is named."""
_CONTEXT = re.compile(
    r"\brule\s*\d+|\bclassif|\brisk class|\bannex VIII|\b(?:MDR|IVDR)\b", re.IGNORECASE
)
_REASONED = re.compile(
    r"\b(?:if|would|could|unless|excluded|instead|rather|not class|nor|neither|higher|lower|"
    r"considered)\b",
    re.IGNORECASE,
)
_RULE = re.compile(r"(?<!implementing )\brule\s+(\d{1,2})\b(?!\.\d)", re.IGNORECASE)
_RULES = re.compile(r"\brules\s+\d", re.IGNORECASE)
_STANDARD = re.compile(r"\b62304\b|\bsafety class", re.IGNORECASE)
_SAFETY_CLASS = re.compile(
    r"\b(?:(?i:safety class(?:ification)?)|62304)\b(?:[^.;|]{0,40}?\bclass)?"
    r"(?: is| as| of| to| according to IEC 62304)*\s*[:|]?\s*([ABC])\b(?! \w+ would)"
)
_PART = re.compile(
    r"\b(?:module|component|item|unit|subsystem|library|alone|part|separate\w*)s?\b",
    re.IGNORECASE,
)


def class_facts(sentence: Sentence, profile: DeviceProfile) -> Iterator[Said]:
    """Risk class, its rule and software safety class, where the sentence plainly assigns them."""
    text = sentence.text
    if not may_hold(text, _NAMED) or OTHER_SETTING.search(text) or _REASONED.search(text):
        return
    if _STANDARD.search(text):
        yield from _safety_class(text)
    elif _CONTEXT.search(text) or profile.name.lower() in text.lower():
        yield from _risk_class(text, profile.framework)


def _safety_class(text: str) -> Iterator[Said]:
    match = _SAFETY_CLASS.search(text)
    if match and not _PART.search(text):
        yield Said("safety-class", "software safety class", match.group(1), match.group(0))


def _risk_class(text: str, framework: Framework) -> Iterator[Said]:
    found = list(_class_pattern(framework).finditer(text))
    for match in found:
        yield Said("class", "risk class", match.group(1), match.group(0))
    rules = {match.group(1): match.group(0) for match in _RULE.finditer(text)}
    if found and len(rules) == 1 and not _RULES.search(text):
        ((rule, shown),) = rules.items()
        yield Said("class", "classification rule", rule, shown)


def _class_pattern(framework: Framework) -> re.Pattern[str]:
    """A class that stands alone: not in a list of classes, not of "devices" in general."""
    names = _NAMES[framework]
    more = rf"\s*(?:,|/|and|or|to|-)\s*(?:class\s*)?(?:{names})\b"
    return re.compile(
        rf"\b(?i:class)(?:ified (?:as|in|under)(?: class)?)?:?\s*\|?\s*({names})\b"
        rf"(?!{more})(?!\s+(?:(?:medical|in vitro diagnostic|implantable)\s+)*devices\b)"
    )
