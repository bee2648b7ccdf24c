"""What the device is: its version, class, software safety class, identifiers."""

import re
from collections.abc import Iterator
from functools import lru_cache

from domain.device import DeviceProfile
from domain.document import Sentence
from review.facts.reading import OTHER_SETTING, Said

_CLASS = re.compile(
    r"\b(?:risk )?class(?:ified (?:as|in|under)(?: class)?)?:?\s*\|?\s*"
    r"(III|IIb|IIa|I)\b(?!\s*[,/]|\s+(?:and|or)\b)"
)
_CLASS_CONTEXT = re.compile(
    r"\brule\s*\d+|\bclassif|\brisk class|\bannex VIII|\bMDR class", re.IGNORECASE
)
_REASONED = re.compile(
    r"\b(?:if|would|unless|excluded|instead|rather|not class|nor|higher|lower|considered)\b",
    re.IGNORECASE,
)
_SAFETY_CLASS = re.compile(
    r"\b(?:software )?safety class(?:ification)?(?:\s+is)?:?\s*\|?\s*([ABC])\b"
)
_UDI = re.compile(r"\b(Basic UDI-DI|UDI-DI)\b[^\w\[(]{0,4}(?:is |: ?)?([A-Z0-9][A-Z0-9().+-]{9,})")
_MOVED = re.compile(
    r"\b(?:from|since|before|follows|replac\w+|change[sd]?|history|initial|first|draft|minor|new)\b",
    re.IGNORECASE,
)


def identity_facts(sentence: Sentence, profile: DeviceProfile) -> Iterator[Said]:
    """Version, risk class, software safety class and UDI-DI as the sentence gives them."""
    text = sentence.text
    if not OTHER_SETTING.search(text) and not _MOVED.search(text):
        for match in _version(profile.name).finditer(text):
            yield Said("version", f"version of {profile.name}", match.group(1), match.group(0))
    if _CLASS_CONTEXT.search(text) and not _REASONED.search(text):
        for match in _CLASS.finditer(text):
            yield Said("class", "risk class", match.group(1), match.group(0))
    for match in _SAFETY_CLASS.finditer(text):
        yield Said("safety-class", "software safety class", match.group(1), match.group(0))
    for match in _UDI.finditer(text):
        yield Said("udi", match.group(1), match.group(2).rstrip("."), match.group(0))


@lru_cache(maxsize=64)
def _version(name: str) -> re.Pattern[str]:
    return re.compile(
        rf"\b{re.escape(name)},?\s*\|?\s*(?:(?:software )?(?:version|release|v\.?)\s*:?\s*\|?\s*)?"
        r"(\d+\.\d+)(?:\.\d+)*\b",
        re.IGNORECASE,
    )
