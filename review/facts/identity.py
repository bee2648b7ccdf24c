"""What the device is: its name, version and identifiers."""

import re
from collections.abc import Iterator
from functools import lru_cache

from domain.device import DeviceProfile
from domain.document import Sentence
from review.facts.reading import OTHER_SETTING, Said
from review.normalise import may_hold

_UDI = re.compile(
    r"\b(Basic UDI-DI|UDI-DI)\b[^\w\[(]{0,4}(?:is |: ?)?"
    r"((?=[A-Z(]*\d)[A-Z0-9(](?:[A-Z0-9().+-]{9,}|[A-Z0-9().+-]{3,8} [A-Z0-9]{4,}))"
)
_NAME = re.compile(
    r"\b(?:product|device|trade|brand|proprietary) name\s*(?:[:|]|is)\s*([^|.;,:\n]{2,50})",
    re.IGNORECASE,
)
_VERSION_AFTER = re.compile(
    r"(?:,?\s*(?:version|v)?\.?\s*\d+(?:\.\d+)*|[\u2122\u00ae])+$", re.IGNORECASE
)
_LABELLED = re.compile(
    r"\b(?:software|product|device) version\s*[:|]?\s*(\d+\.\d+)(?:\.\d+)*\b"
    r"(?! of the (?!product|device|software))",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\d\.\d")
_MOVED = re.compile(
    r"\b(?:from|since|before|follows|replac\w+|change[sd]?|history|initial|first|draft|minor|new)\b",
    re.IGNORECASE,
)


def identity_facts(sentence: Sentence, profile: DeviceProfile) -> Iterator[Said]:
    """Name, version and UDI-DI as the sentence gives them."""
    text = sentence.text
    said = (*_names(text, profile.name), *_versions(text, profile.name))
    if said and not OTHER_SETTING.search(text):
        yield from said
    for match in _UDI.finditer(text) if "UDI-DI" in text else ():
        value = match.group(2).replace(" ", "").removeprefix("(01)").rstrip(".")
        yield Said("udi", match.group(1), value, match.group(0))


def other_version(text: str, profile: DeviceProfile) -> bool:
    """Whether the sentence speaks of another version of the device than the one under review."""
    own = profile.version.split(".")[:2]
    named = {
        match.group(1).split(".")[:2] == own for match in _version(profile.name).finditer(text)
    }
    return named == {False}


def _names(text: str, name: str) -> Iterator[Said]:
    """The name that a label gives; the device's own name with words after it is that name."""
    match = _NAME.search(text) if may_hold(text, ("name",)) else None
    if match is None:
        return
    shown = match.group(1).strip()
    value = _VERSION_AFTER.sub("", shown).casefold()
    if re.match(rf"{re.escape(name)}\b", value, re.IGNORECASE):
        value = name.casefold()
    yield Said("name", "name of the device", value, shown)


def _versions(text: str, name: str) -> Iterator[Said]:
    if not _NUMBERED.search(text):
        return
    subject = f"version of {name}"
    named = [*_version(name).finditer(text), *_LABELLED.finditer(text)]
    for match in named if named and not _MOVED.search(text) else ():
        yield Said("version", subject, match.group(1), match.group(0))


@lru_cache(maxsize=64)
def _version(name: str) -> re.Pattern[str]:
    return re.compile(
        rf"\b{re.escape(name)},?\s*\|?\s*(?:(?:software )?(?:version|release|v\.?)\s*:?\s*\|?\s*)?"
        r"(\d+\.\d+)(?:\.\d+)*\b",
        re.IGNORECASE,
    )
