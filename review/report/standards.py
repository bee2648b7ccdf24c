"""The standards that words name."""

import re
from collections.abc import Iterable

_NAMED = re.compile(
    r"\b(?:(?:BS|DIN|NF)\s)?(?:EN\s)?(?:ISO|IEC|EN|ASTM|IEEE)(?:/(?:IEC|IEEE|TR|TS|ASTM))*\s?"
    r"[A-Z]?\d{3,5}(?:-\d{1,3})*(?::\d{4})?(?:\s?\+\s?(?:A|AMD|AC)\s?\d*:\d{4})*"
)


def standards_in(texts: Iterable[str]) -> tuple[str, ...]:
    """Each standard once, in order of name; with an edition where the words give one."""
    found = {" ".join(name.split()) for text in texts for name in _NAMED.findall(text)}
    return tuple(sorted(name for name in found if not _has_edition(name, found)))


def _has_edition(name: str, found: set[str]) -> bool:
    return any(other.startswith(f"{name}:") for other in found)
